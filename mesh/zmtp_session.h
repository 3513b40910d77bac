#pragma once

#include <cstdint>
#include <deque>
#include <functional>

#include "core/units.h"
#include "mesh/network.h"

namespace orbitmesh {

/// One end of a ZMTP 3.1 connection over an ordered stream of bytes. Bytes have sizes but
/// no content: each end counts what arrives and takes the units (greeting parts, commands,
/// messages) from the peer's list.
class ZmtpSession {
 public:
  struct Handlers {
    std::function<void()> ready;  ///< the peer's READY has come
    std::function<void(Message)> message;
    std::function<void(Bytes)> write;  ///< puts bytes on the stream
  };

  explicit ZmtpSession(Handlers handlers) : handlers_(std::move(handlers)) {}
  ZmtpSession(const ZmtpSession&) = delete;
  ZmtpSession& operator=(const ZmtpSession&) = delete;

  /// Begins the handshake on a stream that is open. The ends of a connection know each
  /// other, because the content of the stream is kept here.
  void begin(ZmtpSession& peer);
  /// Drops everything not yet delivered, both ways.
  void end();

  bool ready() const { return ready_; }
  /// Sends a message; before ready() it waits for the handshake.
  void send(Message message);
  /// `bytes` more of the stream have arrived.
  void receive(Bytes bytes);
  /// Bytes that are missing of the next unit; 0 when the peer has written none.
  Bytes missing() const;
  Bytes sent() const { return sent_; }

 private:
  enum class UnitKind { kSignature, kVersion, kGreetingRest, kReady, kMessage };
  struct Unit {
    UnitKind kind = UnitKind::kMessage;
    Bytes size;
    Message message;
  };
  void write(Unit unit);
  void on_unit(const Unit& unit);

  Handlers handlers_;
  ZmtpSession* peer_ = nullptr;
  bool ready_ = false;
  std::deque<Message> waiting_;      // for the handshake
  std::deque<Unit> written_;         // given to the stream; the peer takes them
  std::int64_t received_bytes_ = 0;  // not yet claimed by a unit
  Bytes sent_;
};

}  // namespace orbitmesh
