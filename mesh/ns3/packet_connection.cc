#include "mesh/ns3/packet_connection.h"

#include <ns3/inet-socket-address.h>
#include <ns3/nstime.h>

#include <utility>

#include "mesh/ns3/mesh_net_device.h"
#include "mesh/ns3/tcp_settings.h"
#include "mesh/zmtp.h"

namespace orbitmesh {
namespace {

using SocketCallback = ns3::Callback<void, ns3::Ptr<ns3::Socket>>;

CloseCause cause_of(const ns3::Ptr<ns3::Socket>& socket) {
  return socket->GetErrno() == ns3::Socket::ERROR_NOROUTETOHOST ? CloseCause::kUnreachable
                                                                : CloseCause::kTimeout;
}

}  // namespace

PacketConnection::PacketConnection(EventLoop& loop, const Ends& ends, ConnectionListener& listener,
                                   RequestListener& server)
    : loop_(loop),
      ends_(ends),
      listener_(listener),
      client_end_({[this] {
                     ++stats_.connects;
                     listener_.on_ready(*this);
                   },
                   [this](Message message) { listener_.on_reply(*this, message); }}),
      server_end_(
          {[] {}, [this, &server](Message message) { server.on_request(*this, message); }}) {
  open();
}

PacketConnection::~PacketConnection() { shut(); }

void PacketConnection::shut() {
  loop_.cancel(reconnect_);
  close_sockets();
}

void PacketConnection::open() {
  client_socket_ = make_tcp_socket(ends_.client_node);
  client_socket_->Bind();
  ns3::Address local;
  client_socket_->GetSockName(local);
  client_port_ = ns3::InetSocketAddress::ConvertFrom(local).GetPort();
  client_socket_->SetConnectCallback(
      SocketCallback([this](ns3::Ptr<ns3::Socket>) { on_connected(); }),
      SocketCallback([this](ns3::Ptr<ns3::Socket>) { on_down(CloseCause::kConnectTimeout); }));
  client_socket_->SetCloseCallbacks(
      SocketCallback([this](ns3::Ptr<ns3::Socket>) { on_down(CloseCause::kReset); }),
      SocketCallback([this](ns3::Ptr<ns3::Socket> s) { on_down(cause_of(s)); }));
  // A closing socket outlives this object, so the trace must not know `this`.
  client_socket_->TraceConnectWithoutContext(
      "RTT", ns3::Callback<void, ns3::Time, ns3::Time>([rtt = last_rtt_](ns3::Time, ns3::Time now) {
        *rtt = Duration::from_ns(now.GetNanoSeconds());
      }));
  if (ends_.metered) client_meter_.attach(client_socket_);
  client_socket_->Connect(ns3::InetSocketAddress(address_of(ends_.server), kServerPort));
}

void PacketConnection::on_connected() {
  connected_ = true;
  client_end_.attach(client_socket_, server_end_);
}

void PacketConnection::accepted(ns3::Ptr<ns3::Socket> socket) {
  server_socket_ = socket;
  if (ends_.metered) server_meter_.attach(server_socket_);
  server_socket_->SetCloseCallbacks(
      SocketCallback([this](ns3::Ptr<ns3::Socket>) { on_server_down(); }),
      SocketCallback([this](ns3::Ptr<ns3::Socket>) { on_server_down(); }));
  server_end_.attach(server_socket_, client_end_);
}

void PacketConnection::reply(Message message) {
  if (server_end_.ready()) server_end_.send(message);
}

void PacketConnection::on_server_down() {
  // The client learns it from its own TCP: a reset, or its retransmissions giving up.
  server_end_.detach();
  server_socket_ = nullptr;
}

void PacketConnection::on_down(CloseCause cause) {
  const bool was_connected = std::exchange(connected_, false);
  close_sockets();
  reconnect_ = loop_.schedule_in(zmtp::kReconnectInterval, [this] { open(); });
  if (!was_connected) return;
  ++stats_.downs;
  listener_.on_down(*this, cause);
}

void PacketConnection::close_sockets() {
  for (ns3::Ptr<ns3::Socket>* socket : {&client_socket_, &server_socket_}) {
    if (!*socket) continue;
    const auto none = ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>();
    (*socket)->SetConnectCallback(none, none);
    (*socket)->SetCloseCallbacks(none, none);
    (*socket)->Close();
    *socket = nullptr;
  }
  client_end_.detach();
  server_end_.detach();
}

std::vector<ConnectionSample> PacketConnection::samples() const {
  std::vector<ConnectionSample> samples;
  const auto add = [&](ConnectionSide side, const TcpMeter& meter) {
    ConnectionSample& sample = samples.emplace_back();
    sample.at = loop_.now();
    sample.client = ends_.client;
    sample.server = ends_.server;
    sample.side = side;
    meter.fill(sample);
  };
  if (client_socket_) add(ConnectionSide::kClient, client_meter_);
  if (server_socket_) add(ConnectionSide::kServer, server_meter_);
  return samples;
}

ConnectionStats PacketConnection::stats() const {
  ConnectionStats stats = stats_;
  stats.sent_by_client = client_end_.sent();
  stats.sent_by_server = server_end_.sent();
  if (*last_rtt_ > Duration{}) stats.last_rtt = *last_rtt_;
  return stats;
}

}  // namespace orbitmesh
