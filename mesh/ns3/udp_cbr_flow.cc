#include <ns3/inet-socket-address.h>
#include <ns3/packet.h>
#include <ns3/socket.h>
#include <ns3/udp-socket-factory.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "mesh/delay_samples.h"
#include "mesh/ns3/flow_source.h"
#include "mesh/ns3/mesh_net_device.h"

namespace orbitmesh {
namespace {

/// Datagrams of a constant size at a constant rate; each carries its send time.
class UdpCbrFlow final : public FlowSource {
 public:
  UdpCbrFlow(EventLoop& loop, const FlowSpec& spec, const Ends& ends)
      : loop_(loop), spec_(spec), gap_(spec.rate.serialisation(spec.size)) {
    const auto factory = ns3::UdpSocketFactory::GetTypeId();
    receiver_ = ns3::Socket::CreateSocket(ends.to, factory);
    receiver_->Bind(ns3::InetSocketAddress(ns3::Ipv4Address::GetAny(), ends.port));
    receiver_->SetRecvCallback(
        ns3::Callback<void, ns3::Ptr<ns3::Socket>>([this](ns3::Ptr<ns3::Socket>) { receive(); }));
    sender_ = ns3::Socket::CreateSocket(ends.from, factory);
    sender_->SetIpTtl(255);
    sender_->Bind();
    sender_->Connect(ns3::InetSocketAddress(address_of(spec.to), ends.port));
    loop_.schedule_at(spec.start, [this] { send(); });
  }
  ~UdpCbrFlow() override {
    receiver_->SetRecvCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>());
  }

  FlowRecord record() const override {
    FlowRecord record;
    record.name = spec_.name;
    record.kind = spec_.kind;
    record.start = spec_.start;
    record.stop = std::min(spec_.stop, loop_.now());
    record.packets_sent = sent_;
    record.packets_received = received_;
    record.received = Bytes{received_ * spec_.size.count};
    const double seconds = (record.stop - record.start).seconds();
    if (seconds > 0) {
      record.goodput_bit_s = 8.0 * static_cast<double>(record.received.count) / seconds;
    }
    delays_.fill(record);
    return record;
  }

 private:
  using Stamp = std::array<std::uint8_t, 8>;

  void send() {
    if (loop_.now() >= spec_.stop) return;
    Stamp stamp{};
    const std::int64_t now_ns = loop_.now().ns();
    std::memcpy(stamp.data(), &now_ns, stamp.size());
    const auto packet = ns3::Create<ns3::Packet>(stamp.data(), stamp.size());
    packet->AddPaddingAtEnd(static_cast<std::uint32_t>(spec_.size.count) - stamp.size());
    ++sent_;
    sender_->Send(packet);
    loop_.schedule_in(gap_, [this] { send(); });
  }

  void receive() {
    while (const ns3::Ptr<ns3::Packet> packet = receiver_->Recv()) {
      Stamp stamp{};
      packet->CopyData(stamp.data(), stamp.size());
      std::int64_t sent_ns = 0;
      std::memcpy(&sent_ns, stamp.data(), stamp.size());
      ++received_;
      delays_.add(loop_.now() - Time::from_ns(sent_ns));
    }
  }

  EventLoop& loop_;
  FlowSpec spec_;
  Duration gap_;
  ns3::Ptr<ns3::Socket> sender_;
  ns3::Ptr<ns3::Socket> receiver_;
  std::int64_t sent_ = 0;
  std::int64_t received_ = 0;
  DelaySamples delays_;
};

}  // namespace

std::unique_ptr<FlowSource> make_udp_cbr(EventLoop& loop, const FlowSpec& spec,
                                         const FlowSource::Ends& ends) {
  return std::make_unique<UdpCbrFlow>(loop, spec, ends);
}

}  // namespace orbitmesh
