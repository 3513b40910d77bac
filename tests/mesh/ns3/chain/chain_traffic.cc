#include "tests/mesh/ns3/chain/chain_traffic.h"

#include <ns3/inet-socket-address.h>
#include <ns3/packet.h>
#include <ns3/udp-socket-factory.h>

#include <algorithm>
#include <cstring>

#include "core/rng.h"
#include "mesh/ns3/mesh_net_device.h"
#include "mesh/ns3/tcp_settings.h"

namespace orbitmesh::chain_twin {
namespace {

constexpr std::uint16_t kPort = 1000;
constexpr std::uint32_t kUdpHeaders = 28;
constexpr std::uint32_t kMinPayload = 60;
constexpr auto kMaxPayload = static_cast<std::uint32_t>(kFullPacket.count) - kUdpHeaders;
// The end keeps a second free in which everything under way arrives.
constexpr Time kLastSend = kEnd - Duration::from_s(1);
constexpr Duration kBurstInterval = Duration::from_ms(70);
constexpr int kBurst = 45;
constexpr Duration kMeanGap = Duration::from_ms(4);
constexpr Duration kMessageInterval = Duration::from_ms(50);
constexpr std::int64_t kMessageBytes = 20'000;
constexpr std::int64_t kBulkBytes = 20'000'000;

using SocketCallback = ns3::Callback<void, ns3::Ptr<ns3::Socket>>;

ns3::InetSocketAddress any() { return {ns3::Ipv4Address::GetAny(), kPort}; }
ns3::InetSocketAddress last() { return {address_of(kLast), kPort}; }

std::uint32_t random_payload(RngStream& stream) {
  return kMinPayload + static_cast<std::uint32_t>(stream.below(kMaxPayload - kMinPayload + 1));
}

}  // namespace

Traffic::Traffic(EventLoop& loop, Load load, ns3::Ptr<ns3::Node> sender,
                 ns3::Ptr<ns3::Node> receiver)
    : loop_(loop), sender_node_(sender), receiver_node_(receiver) {
  if (load == Load::kTcpLight || load == Load::kTcpOverflow) {
    start_tcp(load);
  } else {
    start_udp(load);
  }
}

Traffic::~Traffic() {
  for (const auto& socket : {sender_, receiver_, accepted_}) {
    if (!socket) continue;
    socket->SetRecvCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>());
    socket->SetSendCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>());
  }
}

void Traffic::start_udp(Load load) {
  receiver_ = ns3::Socket::CreateSocket(receiver_node_, ns3::UdpSocketFactory::GetTypeId());
  receiver_->Bind(any());
  receiver_->SetRecvCallback(SocketCallback([this](ns3::Ptr<ns3::Socket>) { receive_udp(); }));
  sender_ = ns3::Socket::CreateSocket(sender_node_, ns3::UdpSocketFactory::GetTypeId());
  sender_->Bind();
  sender_->Connect(last());

  RngStream stream(1, "chain", static_cast<std::uint64_t>(load));
  const bool light = load == Load::kUdpLight;
  for (Time at = Time{} + Duration::from_ms(1); at < kLastSend;) {
    for (int i = 0; i < (light ? 1 : kBurst); ++i) {
      const std::uint32_t bytes = load == Load::kUdpOverflow ? kMaxPayload : random_payload(stream);
      loop_.schedule_at(at, [this, bytes] { send_datagram(bytes); });
    }
    const auto random_gap = static_cast<std::uint64_t>((light ? 2 * kMeanGap : kMeanGap).ns());
    at += (light ? Duration{} : kBurstInterval) +
          Duration::from_ns(static_cast<std::int64_t>(stream.below(random_gap)));
  }
}

void Traffic::send_datagram(std::uint32_t bytes) {
  std::array<std::uint8_t, sizeof(sent_)> content{};
  std::memcpy(content.data(), &sent_, sizeof(sent_));
  ++sent_;
  const auto packet = ns3::Create<ns3::Packet>(content.data(), content.size());
  packet->AddPaddingAtEnd(bytes - static_cast<std::uint32_t>(content.size()));
  sender_->Send(packet);
}

void Traffic::receive_udp() {
  while (const ns3::Ptr<ns3::Packet> packet = receiver_->Recv()) {
    std::int64_t number = 0;
    std::array<std::uint8_t, sizeof(number)> content{};
    packet->CopyData(content.data(), content.size());
    std::memcpy(&number, content.data(), sizeof(number));
    arrivals_.push_back({static_cast<int>(packet->GetSize()), number, loop_.now().ns()});
  }
}

void Traffic::start_tcp(Load load) {
  receiver_ = make_tcp_socket(receiver_node_);
  receiver_->Bind(any());
  receiver_->Listen();
  receiver_->SetAcceptCallback(
      ns3::MakeNullCallback<bool, ns3::Ptr<ns3::Socket>, const ns3::Address&>(),
      ns3::Callback<void, ns3::Ptr<ns3::Socket>, const ns3::Address&>(
          [this](ns3::Ptr<ns3::Socket> socket, const ns3::Address&) {
            accepted_ = socket;
            socket->SetRecvCallback(
                SocketCallback([this](ns3::Ptr<ns3::Socket> s) { receive_tcp(s); }));
          }));
  sender_ = make_tcp_socket(sender_node_);
  sender_->Bind();
  sender_->SetSendCallback(ns3::Callback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>(
      [this](ns3::Ptr<ns3::Socket>, std::uint32_t) { fill(); }));
  const Time begin = Time{} + Duration::from_ms(1);
  loop_.schedule_at(begin, [this] { sender_->Connect(last()); });
  if (load == Load::kTcpOverflow) {
    loop_.schedule_at(begin, [this] { write(kBulkBytes); });
    return;
  }
  for (Time at = begin + kMessageInterval; at < kLastSend; at += kMessageInterval) {
    loop_.schedule_at(at, [this] { write(kMessageBytes); });
  }
}

void Traffic::write(std::int64_t bytes) {
  unsent_bytes_ += bytes;
  fill();
}

void Traffic::fill() {
  while (unsent_bytes_ > 0) {
    const std::int64_t chunk =
        std::min<std::int64_t>({unsent_bytes_, sender_->GetTxAvailable(), 100'000});
    if (chunk <= 0) return;
    // Counted before the call: sending may call back.
    unsent_bytes_ -= chunk;
    if (sender_->Send(ns3::Create<ns3::Packet>(static_cast<std::uint32_t>(chunk))) < 0) {
      unsent_bytes_ += chunk;
      return;
    }
  }
}

void Traffic::receive_tcp(const ns3::Ptr<ns3::Socket>& socket) {
  while (const ns3::Ptr<ns3::Packet> packet = socket->Recv()) {
    if (packet->GetSize() == 0) return;
    received_bytes_ += packet->GetSize();
  }
  arrivals_.push_back({0, received_bytes_, loop_.now().ns()});
}

}  // namespace orbitmesh::chain_twin
