#include <ns3/icmpv4.h>
#include <ns3/inet-socket-address.h>
#include <ns3/ipv4-header.h>
#include <ns3/packet.h>
#include <ns3/socket.h>
#include <ns3/uinteger.h>

#include <algorithm>
#include <vector>

#include "mesh/delay_samples.h"
#include "mesh/ns3/flow_source.h"
#include "mesh/ns3/mesh_net_device.h"

namespace orbitmesh {
namespace {

constexpr std::uint8_t kIcmpProtocol = 1;
// ICMP counts sequence numbers in 16 bits; an echo older than this is lost for good.
constexpr std::size_t kSequences = 65'536;

/// ICMP echo at a constant interval; the peer's own stack answers.
class PingFlow final : public FlowSource {
 public:
  PingFlow(EventLoop& loop, const FlowSpec& spec, const Ends& ends)
      : loop_(loop), spec_(spec), identifier_(ends.port), sent_at_(kSequences, kNotSent) {
    socket_ = ns3::Socket::CreateSocket(ends.from,
                                        ns3::TypeId::LookupByName("ns3::Ipv4RawSocketFactory"));
    socket_->SetAttribute("Protocol", ns3::UintegerValue(kIcmpProtocol));
    socket_->SetIpTtl(255);
    socket_->Bind(ns3::InetSocketAddress(ns3::Ipv4Address::GetAny(), 0));
    socket_->SetRecvCallback(
        ns3::Callback<void, ns3::Ptr<ns3::Socket>>([this](ns3::Ptr<ns3::Socket>) { receive(); }));
    loop_.schedule_at(spec.start, [this] { send(); });
  }
  ~PingFlow() override {
    socket_->SetRecvCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>());
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
    delays_.fill(record);
    return record;
  }

 private:
  static constexpr Time kNotSent = Time::from_ns(-1);

  void send() {
    if (loop_.now() >= spec_.stop) return;
    const auto sequence = static_cast<std::uint16_t>(sent_);
    ns3::Icmpv4Echo echo;
    echo.SetIdentifier(identifier_);
    echo.SetSequenceNumber(sequence);
    echo.SetData(ns3::Create<ns3::Packet>(static_cast<std::uint32_t>(spec_.size.count)));
    ns3::Icmpv4Header header;
    header.SetType(ns3::Icmpv4Header::ICMPV4_ECHO);
    header.SetCode(0);
    const auto packet = ns3::Create<ns3::Packet>();
    packet->AddHeader(echo);
    packet->AddHeader(header);
    sent_at_[sequence] = loop_.now();
    ++sent_;
    socket_->SendTo(packet, 0, ns3::InetSocketAddress(address_of(spec_.to), 0));
    loop_.schedule_in(spec_.interval, [this] { send(); });
  }

  void receive() {
    ns3::Address from;
    while (const ns3::Ptr<ns3::Packet> packet = socket_->RecvFrom(from)) {
      ns3::Ipv4Header ip;
      packet->RemoveHeader(ip);
      ns3::Icmpv4Header header;
      packet->RemoveHeader(header);
      if (header.GetType() != ns3::Icmpv4Header::ICMPV4_ECHO_REPLY) continue;
      ns3::Icmpv4Echo echo;
      packet->RemoveHeader(echo);
      Time& sent_at = sent_at_[echo.GetSequenceNumber()];
      if (echo.GetIdentifier() != identifier_ || sent_at == kNotSent) continue;
      ++received_;
      delays_.add(loop_.now() - sent_at);
      sent_at = kNotSent;
    }
  }

  EventLoop& loop_;
  FlowSpec spec_;
  std::uint16_t identifier_;
  std::vector<Time> sent_at_;
  ns3::Ptr<ns3::Socket> socket_;
  std::int64_t sent_ = 0;
  std::int64_t received_ = 0;
  DelaySamples delays_;
};

}  // namespace

std::unique_ptr<FlowSource> make_ping(EventLoop& loop, const FlowSpec& spec,
                                      const FlowSource::Ends& ends) {
  return std::make_unique<PingFlow>(loop, spec, ends);
}

}  // namespace orbitmesh
