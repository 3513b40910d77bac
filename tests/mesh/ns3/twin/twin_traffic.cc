#include "tests/mesh/ns3/twin/twin_traffic.h"

#include <ns3/inet-socket-address.h>
#include <ns3/packet.h>
#include <ns3/udp-socket-factory.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "core/rng.h"
#include "mesh/ns3/mesh_net_device.h"
#include "mesh/ns3/tcp_settings.h"

namespace orbitmesh::twin {
namespace {

constexpr std::uint16_t kFirstPort = 1000;
// The transfers begin in the order a to the datacenter, the datacenter to a, and to b.
constexpr std::int64_t kTransferBytes = 40'000'000;
constexpr std::array<Time, Traffic::kTcpFlows> kTransferStart = {
    Time::from_ns(185'000'123'457), Time::from_ns(212'000'123'457), Time::from_ns(213'000'123'457)};
constexpr int kBurst = 8;
constexpr std::uint64_t kBurstEvery = 10;
constexpr std::uint64_t kMinPayload = 60;
constexpr std::uint64_t kMaxPayload = 1400;

using SocketCallback = ns3::Callback<void, ns3::Ptr<ns3::Socket>>;

ns3::InetSocketAddress any(std::uint16_t port) { return {ns3::Ipv4Address::GetAny(), port}; }

}  // namespace

struct Traffic::TcpTransfer {
  int flow = 0;
  ns3::Ptr<ns3::Socket> sender;
  std::int64_t unsent = kTransferBytes;
  std::int64_t received = 0;
};

Traffic::Traffic(EventLoop& loop, const Scenario& scenario, const NodeOf& node_of) : loop_(loop) {
  const NodeId a = scenario.host_a;
  const NodeId b = scenario.host_b;
  const NodeId datacenter = scenario.datacenter;
  add_udp(0, a, b, Duration::from_ms(20), node_of);
  add_udp(1, b, a, Duration::from_ms(20), node_of);
  add_udp(2, a, datacenter, Duration::from_ms(10), node_of);
  add_udp(3, datacenter, a, Duration::from_ms(10), node_of);
  add_udp(4, datacenter, b, Duration::from_ms(10), node_of);
  add_tcp(kFirstTcpFlow, a, datacenter, kTransferStart[0], node_of);
  add_tcp(kFirstTcpFlow + 1, datacenter, a, kTransferStart[1], node_of);
  add_tcp(kFirstTcpFlow + 2, datacenter, b, kTransferStart[2], node_of);
}

Traffic::~Traffic() {
  for (const auto& socket : sockets_) {
    socket->SetRecvCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>());
    socket->SetSendCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>());
  }
}

void Traffic::add_udp(int flow, NodeId from, NodeId to, Duration mean_gap, const NodeOf& node_of) {
  const auto factory = ns3::UdpSocketFactory::GetTypeId();
  const auto port = static_cast<std::uint16_t>(kFirstPort + flow);
  const auto receiver = ns3::Socket::CreateSocket(node_of(to), factory);
  receiver->Bind(any(port));
  receiver->SetRecvCallback(
      SocketCallback([this, flow](ns3::Ptr<ns3::Socket> socket) { receive_udp(flow, socket); }));
  const auto sender = ns3::Socket::CreateSocket(node_of(from), factory);
  sender->Bind();
  sender->SetIpTtl(255);
  sender->Connect(ns3::InetSocketAddress(address_of(to), port));
  sockets_.insert(sockets_.end(), {receiver, sender});

  RngStream stream(1, "twin", static_cast<std::uint64_t>(flow));
  std::int64_t number = 0;
  Time at = Scenario::kBegin + Duration::from_ms(1);
  while (at < Scenario::kEnd - Duration::from_s(1)) {
    const int datagrams = stream.below(kBurstEvery) == 0 ? kBurst : 1;
    for (int i = 0; i < datagrams; ++i) {
      const auto bytes =
          static_cast<std::uint32_t>(kMinPayload + stream.below(kMaxPayload - kMinPayload));
      loop_.schedule_at(at, [this, sender, number, bytes] { send_udp(sender, number, bytes); });
      ++number;
    }
    at += Duration::from_ns(
        static_cast<std::int64_t>(stream.below(static_cast<std::uint64_t>(2 * mean_gap.ns()))));
  }
}

void Traffic::send_udp(const ns3::Ptr<ns3::Socket>& socket, std::int64_t number,
                       std::uint32_t bytes) {
  std::array<std::uint8_t, sizeof(number)> content{};
  std::memcpy(content.data(), &number, sizeof(number));
  const auto packet = ns3::Create<ns3::Packet>(content.data(), content.size());
  packet->AddPaddingAtEnd(bytes - static_cast<std::uint32_t>(content.size()));
  socket->Send(packet);
}

void Traffic::receive_udp(int flow, const ns3::Ptr<ns3::Socket>& socket) {
  while (const ns3::Ptr<ns3::Packet> packet = socket->Recv()) {
    std::int64_t number = 0;
    std::array<std::uint8_t, sizeof(number)> content{};
    packet->CopyData(content.data(), content.size());
    std::memcpy(&number, content.data(), sizeof(number));
    arrivals_.push_back({flow, number, loop_.now().ns()});
  }
}

void Traffic::add_tcp(int flow, NodeId from, NodeId to, Time start, const NodeOf& node_of) {
  const auto port = static_cast<std::uint16_t>(kFirstPort + flow);
  transfers_.push_back(std::make_unique<TcpTransfer>());
  TcpTransfer& transfer = *transfers_.back();
  transfer.flow = flow;
  const auto listener = make_tcp_socket(node_of(to));
  listener->Bind(any(port));
  listener->Listen();
  listener->SetAcceptCallback(
      ns3::MakeNullCallback<bool, ns3::Ptr<ns3::Socket>, const ns3::Address&>(),
      ns3::Callback<void, ns3::Ptr<ns3::Socket>, const ns3::Address&>(
          [this, &transfer](ns3::Ptr<ns3::Socket> accepted, const ns3::Address&) {
            sockets_.push_back(accepted);
            accepted->SetRecvCallback(SocketCallback(
                [this, &transfer](ns3::Ptr<ns3::Socket> s) { receive_tcp(transfer, s); }));
          }));
  transfer.sender = make_tcp_socket(node_of(from));
  transfer.sender->Bind();
  transfer.sender->SetSendCallback(ns3::Callback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>(
      [&transfer](ns3::Ptr<ns3::Socket>, std::uint32_t) { fill_tcp(transfer); }));
  sockets_.insert(sockets_.end(), {listener, transfer.sender});
  loop_.schedule_at(start, [sender = transfer.sender, to, port] {
    sender->Connect(ns3::InetSocketAddress(address_of(to), port));
  });
}

void Traffic::fill_tcp(TcpTransfer& transfer) {
  while (transfer.unsent > 0) {
    const std::int64_t chunk =
        std::min<std::int64_t>({transfer.unsent, transfer.sender->GetTxAvailable(), 100'000});
    if (chunk <= 0) return;
    // Counted before the call: sending may call back.
    transfer.unsent -= chunk;
    transfer.sender->Send(ns3::Create<ns3::Packet>(static_cast<std::uint32_t>(chunk)));
  }
}

void Traffic::receive_tcp(TcpTransfer& transfer, const ns3::Ptr<ns3::Socket>& socket) {
  while (const ns3::Ptr<ns3::Packet> packet = socket->Recv()) {
    if (packet->GetSize() == 0) return;
    transfer.received += packet->GetSize();
  }
  arrivals_.push_back({transfer.flow, transfer.received, loop_.now().ns()});
}

}  // namespace orbitmesh::twin
