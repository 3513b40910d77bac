#include "mesh/ns3/packet_tcp_link.h"

#include <ns3/inet-socket-address.h>
#include <ns3/nstime.h>
#include <ns3/packet.h>
#include <ns3/tcp-header.h>
#include <ns3/tcp-socket-base.h>
#include <ns3/tcp-socket-state.h>

#include <algorithm>
#include <utility>

#include "mesh/ns3/mesh_net_device.h"
#include "mesh/timer_wheel.h"

namespace orbitmesh {
namespace {

using SocketCallback = ns3::Callback<void, ns3::Ptr<ns3::Socket>>;

/// ns-3's sockets send what is written one time step later.
constexpr Duration kWriteDelay = Duration::from_ns(1);

CloseCause cause_of(const ns3::Ptr<ns3::Socket>& socket) {
  return socket->GetErrno() == ns3::Socket::ERROR_NOROUTETOHOST ? CloseCause::kUnreachable
                                                                : CloseCause::kTimeout;
}

}  // namespace

PacketTcpLink::PacketTcpLink(EventLoop& loop, const Setup& setup, User& user)
    : loop_(loop), setup_(setup), user_(user), client_(setup.client_buffer) {
  client_.socket = make_zmtp_socket(setup.client, setup.probes);
  client_.socket->Bind();
  ns3::Address local;
  client_.socket->GetSockName(local);
  client_port_ = ns3::InetSocketAddress::ConvertFrom(local).GetPort();
  client_.socket->SetConnectCallback(SocketCallback([this](ns3::Ptr<ns3::Socket>) {
                                       prepare(ConnectionSide::kClient);
                                       user_.on_connected(ConnectionSide::kClient);
                                     }),
                                     SocketCallback([this](ns3::Ptr<ns3::Socket>) {
                                       user_.on_ended(ConnectionSide::kClient,
                                                      CloseCause::kConnectTimeout);
                                     }));
  watch(ConnectionSide::kClient);
  if (setup.client_max_rt) watch_timeouts();
  ns3::InetSocketAddress server(address_of(setup.server), kServerPort);
  server.SetTos(tos_of(setup.path));
  client_.socket->Connect(server);
}

PacketTcpLink::~PacketTcpLink() {
  close(ConnectionSide::kClient);
  close(ConnectionSide::kServer);
}

void PacketTcpLink::watch(ConnectionSide side) {
  using Times = ns3::Callback<void, ns3::Time, ns3::Time>;
  using Counts = ns3::Callback<void, std::uint32_t, std::uint32_t>;
  End& at = end(side);
  at.watch->link = this;
  at.socket->TraceConnectWithoutContext("RTT", Times([watch = at.watch](ns3::Time, ns3::Time now) {
                                          watch->rtt = Duration::from_ns(now.GetNanoSeconds());
                                        }));
  at.socket->TraceConnectWithoutContext(
      "CongestionWindow",
      Counts([watch = at.watch](std::uint32_t, std::uint32_t now) { watch->cwnd = Bytes{now}; }));
  watch_sequences(side);
  if (setup_.metered) at.meter.attach(at.socket);
}

void PacketTcpLink::watch_sequences(ConnectionSide side) {
  using Sequences = ns3::Callback<void, ns3::SequenceNumber32, ns3::SequenceNumber32>;
  End& at = end(side);
  at.socket->TraceConnectWithoutContext(
      "HighestRxAck",
      Sequences([side, watch = at.watch](ns3::SequenceNumber32, ns3::SequenceNumber32 now) {
        watch->acknowledged = now;
        watch->progress = true;
        if (side == ConnectionSide::kClient && watch->link) watch->link->on_progress();
      }));
  at.socket->TraceConnectWithoutContext(
      "HighestSequence",
      Sequences([side, watch = at.watch](ns3::SequenceNumber32, ns3::SequenceNumber32 now) {
        if (watch->link) watch->link->on_sent(side, Bytes{now - watch->acknowledged});
      }));
}

// Linux's TCP_USER_TIMEOUT, which ZMQ_TCP_MAXRT sets: it counts from the first retransmission
// by the timer since the last progress. With Linux's timers the last retransmission before that
// sets one for what is left (tcp_clamp_rto_to_user_timeout()).
void PacketTcpLink::watch_timeouts() {
  using State = ns3::TcpSocketState::TcpCongState_t;
  using States = ns3::Callback<void, State, State>;
  using Segments = ns3::Callback<void, ns3::Ptr<const ns3::Packet>, const ns3::TcpHeader&,
                                 ns3::Ptr<const ns3::TcpSocketBase>>;
  client_.socket->TraceConnectWithoutContext("CongState",
                                             States([watch = client_.watch](State, State now) {
                                               watch->loss = now == ns3::TcpSocketState::CA_LOSS;
                                             }));
  client_.socket->TraceConnectWithoutContext(
      "Tx",
      Segments([watch = client_.watch](ns3::Ptr<const ns3::Packet> packet, const ns3::TcpHeader&,
                                       ns3::Ptr<const ns3::TcpSocketBase>) {
        if (packet->GetSize() > 0 && watch->loss && watch->link) watch->link->on_timeout();
      }));
}

void PacketTcpLink::on_timeout() {
  if (stalled_) return;
  stalled_ = true;
  const Time now = loop_.now();
  const Time due =
      setup_.probes ? timer_wheel_expiry(now, *setup_.client_max_rt) : now + *setup_.client_max_rt;
  give_up_ = loop_.schedule_at(
      due, [this] { user_.on_ended(ConnectionSide::kClient, CloseCause::kTimeout); });
}

void PacketTcpLink::on_progress() {
  if (!stalled_) return;
  stalled_ = false;
  loop_.cancel(give_up_);
}

void PacketTcpLink::accepted(ns3::Ptr<ns3::Socket> socket) {
  server_.socket = socket;
  socket->SetIpTos(tos_of(setup_.path));
  watch(ConnectionSide::kServer);
  prepare(ConnectionSide::kServer);
  user_.on_connected(ConnectionSide::kServer);
}

void PacketTcpLink::prepare(ConnectionSide side) {
  const ns3::Ptr<ns3::Socket>& socket = end(side).socket;
  socket->SetCloseCallbacks(
      SocketCallback(
          [this, side](ns3::Ptr<ns3::Socket>) { user_.on_ended(side, CloseCause::kReset); }),
      SocketCallback([this, side](ns3::Ptr<ns3::Socket> s) { user_.on_ended(side, cause_of(s)); }));
  socket->SetRecvCallback(
      SocketCallback([this, side](ns3::Ptr<ns3::Socket>) { on_readable(side); }));
  socket->SetSendCallback(ns3::Callback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>(
      [this, side](ns3::Ptr<ns3::Socket>, std::uint32_t) { on_room(side); }));
}

bool PacketTcpLink::writable(ConnectionSide side) {
  End& at = end(side);
  if (at.socket == nullptr) return false;
  const bool writable = at.buffer.writable(at.held());
  at.waits_since = writable ? Time::max() : std::min(at.waits_since, loop_.now());
  return writable;
}

Bytes PacketTcpLink::room(ConnectionSide side) const {
  const End& at = end(side);
  return at.socket ? at.buffer.room(at.held()) : Bytes{};
}

// ns-3 calls this at other times, too.
void PacketTcpLink::on_room(ConnectionSide side) {
  End& at = end(side);
  if (std::exchange(at.watch->progress, false)) at.buffer.on_progress(at.held(), at.watch->cwnd);
  user_.on_room(side);
}

// What the application has just written goes out before it can find out that it has to wait.
void PacketTcpLink::on_sent(ConnectionSide side, Bytes in_flight) {
  End& at = end(side);
  if (loop_.now() - kWriteDelay <= at.waits_since) return;
  at.buffer.on_progress(in_flight, at.watch->cwnd);
  user_.on_room(side);
}

void PacketTcpLink::write(ConnectionSide side, Bytes bytes) {
  end(side).socket->Send(ns3::Create<ns3::Packet>(static_cast<std::uint32_t>(bytes.count)));
}

void PacketTcpLink::on_readable(ConnectionSide side) {
  std::int64_t read_bytes = 0;
  while (const ns3::Ptr<ns3::Packet> packet = end(side).socket->Recv()) {
    if (packet->GetSize() == 0) break;
    read_bytes += packet->GetSize();
  }
  user_.on_received(side, Bytes{read_bytes});
}

void PacketTcpLink::close(ConnectionSide side) {
  const ns3::Ptr<ns3::Socket> socket = std::exchange(end(side).socket, nullptr);
  if (!socket) return;
  const auto none = ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>();
  socket->SetConnectCallback(none, none);
  socket->SetCloseCallbacks(none, none);
  socket->SetRecvCallback(none);
  socket->SetSendCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>());
  end(side).watch->link = nullptr;
  if (side == ConnectionSide::kClient) loop_.cancel(give_up_);
  socket->Close();
}

}  // namespace orbitmesh
