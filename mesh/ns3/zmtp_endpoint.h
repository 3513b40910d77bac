#pragma once

#include <ns3/socket.h>

#include <cstdint>
#include <functional>

#include "core/units.h"
#include "mesh/network.h"
#include "mesh/zmtp_session.h"

namespace orbitmesh {

/// One end of a ZMTP connection over an established ns-3 TCP socket.
class ZmtpEndpoint {
 public:
  struct Handlers {
    std::function<void()> ready;  ///< the peer's READY has come
    std::function<void(Message)> message;
  };

  explicit ZmtpEndpoint(Handlers handlers);
  ~ZmtpEndpoint() { detach(); }
  ZmtpEndpoint(const ZmtpEndpoint&) = delete;
  ZmtpEndpoint& operator=(const ZmtpEndpoint&) = delete;

  /// Begins the handshake on a connected socket.
  void attach(ns3::Ptr<ns3::Socket> socket, ZmtpEndpoint& peer);
  /// Drops the socket and everything not yet delivered, both ways.
  void detach();

  bool ready() const { return session_.ready(); }
  /// Sends a message; before ready() it waits for the handshake.
  void send(Message message) { session_.send(message); }
  Bytes sent() const { return session_.sent(); }

 private:
  void write(Bytes bytes);
  void flush();
  void on_readable();

  ZmtpSession session_;
  ns3::Ptr<ns3::Socket> socket_;
  std::int64_t unwritten_bytes_ = 0;  // not yet accepted by the socket
};

}  // namespace orbitmesh
