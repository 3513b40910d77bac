#pragma once

#include <ns3/node.h>
#include <ns3/sequence-number.h>
#include <ns3/socket.h>

#include <cstdint>
#include <memory>
#include <optional>

#include "core/event_loop.h"
#include "core/ids.h"
#include "mesh/ns3/tcp_meter.h"
#include "mesh/ns3/tcp_settings.h"
#include "mesh/send_buffer.h"
#include "mesh/tcp_link.h"
#include "mesh/transport_options.h"

namespace orbitmesh {

/// A TcpLink of ns-3 sockets.
class PacketTcpLink final : public TcpLink {
 public:
  struct Setup {
    ns3::Ptr<ns3::Node> client;
    NodeId server;
    std::optional<Bytes> client_buffer;  ///< none: as Linux tunes it
    std::optional<Duration> client_max_rt;
    bool probes = false;    ///< tail loss probes and timers of Linux
    bool metered = false;   ///< fill() has figures
    std::uint8_t path = 0;  ///< ChosenPath's, of both directions
  };
  /// Begins to connect.
  PacketTcpLink(EventLoop& loop, const Setup& setup, User& user);
  ~PacketTcpLink() override;
  PacketTcpLink(const PacketTcpLink&) = delete;
  PacketTcpLink& operator=(const PacketTcpLink&) = delete;

  /// The server's TCP has accepted the connection from client_port().
  void accepted(ns3::Ptr<ns3::Socket> socket);
  /// The client's TCP port; names the connection at the server.
  std::uint16_t client_port() const { return client_port_; }
  bool open(ConnectionSide side) const { return end(side).socket != nullptr; }
  void fill(ConnectionSide side, ConnectionSample& sample) const { end(side).meter.fill(sample); }
  /// Newest round trip at the client; zero before the first.
  Duration last_rtt() const { return client_.watch->rtt; }

  bool writable(ConnectionSide side) override;
  Bytes room(ConnectionSide side) const override;
  void write(ConnectionSide side, Bytes bytes) override;
  void close(ConnectionSide side) override;

 private:
  /// What ns-3's traces tell of a socket. A closing socket outlives the link, so that its
  /// traces may not know `this`.
  struct Watch {
    PacketTcpLink* link = nullptr;  // while this end is open
    Duration rtt;
    Bytes cwnd;
    ns3::SequenceNumber32 acknowledged{1};
    bool progress = false;  // data was acknowledged and the send buffer does not know
    bool loss = false;      // a retransmission timer has run out
  };
  struct End {
    explicit End(std::optional<Bytes> so_sndbuf) : buffer(so_sndbuf) {}
    /// Bytes written and not acknowledged.
    Bytes held() const { return Bytes{kTcpSendBuffer.count - socket->GetTxAvailable()}; }

    ns3::Ptr<ns3::Socket> socket;
    TcpMeter meter;
    SendBuffer buffer;
    Time waits_since = Time::max();  // the application, for room
    std::shared_ptr<Watch> watch = std::make_shared<Watch>();
  };

  End& end(ConnectionSide side) { return side == ConnectionSide::kClient ? client_ : server_; }
  const End& end(ConnectionSide side) const {
    return side == ConnectionSide::kClient ? client_ : server_;
  }
  void watch(ConnectionSide side);
  void watch_sequences(ConnectionSide side);
  void watch_timeouts();
  void prepare(ConnectionSide side);
  void on_room(ConnectionSide side);
  void on_sent(ConnectionSide side, Bytes in_flight);
  void on_readable(ConnectionSide side);
  void on_timeout();
  void on_progress();

  EventLoop& loop_;
  Setup setup_;
  User& user_;
  End client_;
  End server_{std::nullopt};
  std::uint16_t client_port_ = 0;
  EventHandle give_up_;
  bool stalled_ = false;
};

}  // namespace orbitmesh
