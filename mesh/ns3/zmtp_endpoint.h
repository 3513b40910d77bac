#pragma once

#include <ns3/socket.h>

#include <cstdint>
#include <deque>
#include <functional>

#include "core/units.h"
#include "mesh/network.h"

namespace orbitmesh {

/// One end of a ZMTP 3.1 connection over an established ns-3 TCP socket. Bytes have sizes
/// but no content: each end counts what arrives and takes the units (greeting parts,
/// commands, messages) from the peer's list, which TCP delivers in order.
class ZmtpEndpoint {
 public:
  struct Handlers {
    std::function<void()> ready;  ///< the peer's READY has come
    std::function<void(Message)> message;
  };

  explicit ZmtpEndpoint(Handlers handlers) : handlers_(std::move(handlers)) {}
  ~ZmtpEndpoint() { detach(); }
  ZmtpEndpoint(const ZmtpEndpoint&) = delete;
  ZmtpEndpoint& operator=(const ZmtpEndpoint&) = delete;

  /// Begins the handshake on a connected socket. The endpoints of a connection know each
  /// other, because the content of the stream is kept here and not in packets.
  void attach(ns3::Ptr<ns3::Socket> socket, ZmtpEndpoint& peer);
  /// Drops the socket and everything not yet delivered, both ways.
  void detach();

  bool ready() const { return ready_; }
  /// Sends a message; before ready() it waits for the handshake.
  void send(Message message);
  Bytes sent() const { return sent_; }

 private:
  enum class UnitKind { kSignature, kVersion, kGreetingRest, kReady, kMessage };
  struct Unit {
    UnitKind kind = UnitKind::kMessage;
    Bytes size;
    Message message;
  };

  void write(Unit unit);
  void flush();
  void on_readable();
  void take_units();
  void on_unit(const Unit& unit);

  Handlers handlers_;
  ns3::Ptr<ns3::Socket> socket_;
  ZmtpEndpoint* peer_ = nullptr;
  bool ready_ = false;
  std::deque<Message> waiting_;       // for the handshake
  std::deque<Unit> written_;          // given to TCP or about to be; the peer takes them
  std::int64_t unwritten_bytes_ = 0;  // of written_, not yet accepted by the socket
  std::int64_t received_bytes_ = 0;   // not yet claimed by a unit
  Bytes sent_;
};

}  // namespace orbitmesh
