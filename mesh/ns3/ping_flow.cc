#include <ns3/icmpv4.h>
#include <ns3/inet-socket-address.h>
#include <ns3/ipv4-header.h>
#include <ns3/packet.h>
#include <ns3/socket.h>
#include <ns3/uinteger.h>

#include <optional>

#include "mesh/flow_schedule.h"
#include "mesh/ns3/flow_source.h"
#include "mesh/ns3/mesh_net_device.h"
#include "mesh/packet_ledger.h"

namespace orbitmesh {
namespace {

constexpr std::uint8_t kIcmpProtocol = 1;

/// ICMP echo once an interval; the peer's own stack answers.
class PingFlow final : public FlowSource {
 public:
  PingFlow(EventLoop& loop, const FlowSpec& spec, const Ends& ends)
      : loop_(loop), spec_(spec), schedule_(spec), identifier_(ends.port) {
    socket_ = ns3::Socket::CreateSocket(ends.from,
                                        ns3::TypeId::LookupByName("ns3::Ipv4RawSocketFactory"));
    socket_->SetAttribute("Protocol", ns3::UintegerValue(kIcmpProtocol));
    socket_->SetIpTtl(255);
    socket_->Bind(ns3::InetSocketAddress(ns3::Ipv4Address::GetAny(), 0));
    socket_->SetRecvCallback(
        ns3::Callback<void, ns3::Ptr<ns3::Socket>>([this](ns3::Ptr<ns3::Socket>) { receive(); }));
    schedule_next();
  }
  ~PingFlow() override {
    socket_->SetRecvCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>());
  }

  FlowRecord record() const override {
    FlowRecord record = begin_record(spec_, loop_.now());
    ledger_.fill(record, loop_.now());
    record.received = Bytes{record.packets_received * spec_.size.count};
    return record;
  }

 private:
  void schedule_next() {
    const Time at = schedule_.next();
    if (at < spec_.stop) loop_.schedule_at(at, [this] { send(); });
  }

  void send() {
    last_ = ledger_.sent(loop_.now());
    const auto sequence = static_cast<std::uint16_t>(last_);
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
    socket_->SendTo(packet, 0, ns3::InetSocketAddress(address_of(spec_.to), 0));
    schedule_next();
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
      if (echo.GetIdentifier() != identifier_) continue;
      const std::uint64_t number = number_of(echo.GetSequenceNumber());
      const std::optional<Time> sent = ledger_.outstanding(number);
      if (sent) ledger_.received(number, loop_.now() - *sent);
    }
  }

  /// The newest packet with that sequence number, which has 16 bits.
  std::uint64_t number_of(std::uint16_t sequence) const {
    const auto back = static_cast<std::uint16_t>(static_cast<std::uint16_t>(last_) - sequence);
    return last_ - back;
  }

  EventLoop& loop_;
  FlowSpec spec_;
  FlowSchedule schedule_;
  std::uint16_t identifier_;
  ns3::Ptr<ns3::Socket> socket_;
  PacketLedger ledger_;
  std::uint64_t last_ = 0;
};

}  // namespace

std::unique_ptr<FlowSource> make_ping(EventLoop& loop, const FlowSpec& spec,
                                      const FlowSource::Ends& ends) {
  return std::make_unique<PingFlow>(loop, spec, ends);
}

}  // namespace orbitmesh
