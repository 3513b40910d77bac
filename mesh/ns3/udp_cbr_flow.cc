#include <ns3/inet-socket-address.h>
#include <ns3/packet.h>
#include <ns3/socket.h>
#include <ns3/udp-socket-factory.h>

#include <array>
#include <cstring>
#include <optional>

#include "mesh/flow_schedule.h"
#include "mesh/ns3/flow_source.h"
#include "mesh/ns3/mesh_net_device.h"
#include "mesh/packet_ledger.h"

namespace orbitmesh {
namespace {

/// Datagrams of a constant size at a constant rate; each carries its number.
class UdpCbrFlow final : public FlowSource {
 public:
  UdpCbrFlow(EventLoop& loop, const FlowSpec& spec, const Ends& ends)
      : loop_(loop), spec_(spec), schedule_(spec) {
    const auto factory = ns3::UdpSocketFactory::GetTypeId();
    receiver_ = ns3::Socket::CreateSocket(ends.to, factory);
    receiver_->Bind(ns3::InetSocketAddress(ns3::Ipv4Address::GetAny(), ends.port));
    receiver_->SetRecvCallback(
        ns3::Callback<void, ns3::Ptr<ns3::Socket>>([this](ns3::Ptr<ns3::Socket>) { receive(); }));
    sender_ = ns3::Socket::CreateSocket(ends.from, factory);
    sender_->SetIpTtl(255);
    sender_->Bind();
    sender_->Connect(ns3::InetSocketAddress(address_of(spec.to), ends.port));
    schedule_next();
  }
  ~UdpCbrFlow() override {
    receiver_->SetRecvCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>());
  }

  FlowRecord record() const override {
    FlowRecord record = begin_record(spec_, loop_.now());
    ledger_.fill(record, loop_.now());
    record.received = Bytes{record.packets_received * spec_.size.count};
    record.goodput_bit_s = goodput_bit_s(record);
    return record;
  }

 private:
  using Stamp = std::array<std::uint8_t, 8>;

  void schedule_next() {
    const Time at = schedule_.next();
    if (at < spec_.stop) loop_.schedule_at(at, [this] { send(); });
  }

  void send() {
    const std::uint64_t number = ledger_.sent(loop_.now());
    Stamp stamp{};
    std::memcpy(stamp.data(), &number, stamp.size());
    const auto packet = ns3::Create<ns3::Packet>(stamp.data(), stamp.size());
    packet->AddPaddingAtEnd(static_cast<std::uint32_t>(spec_.size.count) - stamp.size());
    sender_->Send(packet);
    schedule_next();
  }

  void receive() {
    while (const ns3::Ptr<ns3::Packet> packet = receiver_->Recv()) {
      Stamp stamp{};
      packet->CopyData(stamp.data(), stamp.size());
      std::uint64_t number = 0;
      std::memcpy(&number, stamp.data(), stamp.size());
      const std::optional<Time> sent = ledger_.outstanding(number);
      if (sent) ledger_.received(number, loop_.now() - *sent);
    }
  }

  EventLoop& loop_;
  FlowSpec spec_;
  FlowSchedule schedule_;
  ns3::Ptr<ns3::Socket> sender_;
  ns3::Ptr<ns3::Socket> receiver_;
  PacketLedger ledger_;
};

}  // namespace

std::unique_ptr<FlowSource> make_udp_cbr(EventLoop& loop, const FlowSpec& spec,
                                         const FlowSource::Ends& ends) {
  return std::make_unique<UdpCbrFlow>(loop, spec, ends);
}

}  // namespace orbitmesh
