#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "core/event_loop.h"
#include "core/units.h"
#include "mesh/network.h"
#include "mesh/records.h"
#include "mesh/transport_options.h"

namespace orbitmesh {

/// One end of a ZMTP 3.1 connection over an ordered stream of bytes: libzmq's engine. Bytes
/// have sizes but no content: each end counts what arrives and takes the units (greeting
/// parts, commands, messages) from the peer's list.
class ZmtpSession {
 public:
  class Owner {
   public:
    virtual ~Owner() = default;
    /// The handshake has finished; the first messages have been taken.
    virtual void on_ready(ConnectionSide side) = 0;
    virtual void on_message(ConnectionSide side, Message message) = 0;
    /// The handshake or a heartbeat took too long; the owner ends the session.
    virtual void on_expired(ConnectionSide side) = 0;
    /// Takes the next message to send out of the owner's pipe.
    virtual std::optional<Message> take_message(ConnectionSide side) = 0;
    /// Whether the stream is ready to be written to.
    virtual bool writable(ConnectionSide side) = 0;
    virtual Bytes room(ConnectionSide side) const = 0;
    /// Puts bytes on the stream, not more than room().
    virtual void write(ConnectionSide side, Bytes bytes) = 0;
  };

  /// All must outlive the session.
  ZmtpSession(EventLoop& loop, ConnectionSide side, const TransportOptions& options, Owner& owner)
      : loop_(loop), side_(side), options_(options), owner_(owner) {}
  ~ZmtpSession() { end(); }
  ZmtpSession(const ZmtpSession&) = delete;
  ZmtpSession& operator=(const ZmtpSession&) = delete;

  /// Begins the handshake on a stream that is open. The ends of a connection know each
  /// other, because the content of the stream is kept here; both live equally long.
  void begin(ZmtpSession& peer);
  /// Sends and takes nothing more. What it has written stays for the peer.
  void end();

  bool ready() const { return ready_; }
  /// There may be more room, or another message to send.
  void pump();
  /// `bytes` more of the stream have arrived.
  void receive(Bytes bytes);
  /// Bytes that are missing of the next unit; 0 when the peer has begun none.
  Bytes missing() const;
  /// Bytes of all units begun.
  Bytes sent() const { return sent_; }

 private:
  enum class UnitKind {
    kSignature,
    kVersion,
    kGreetingRest,
    kReady,
    kHello,
    kWelcome,
    kInitiate,
    kPing,
    kPong,
    kMessage
  };
  struct Unit {
    UnitKind kind = UnitKind::kMessage;
    Bytes size;
    Message message;
  };

  struct Timer {
    EventHandle event;
    bool runs = false;
  };

  void command(UnitKind kind);
  bool send_some();
  Bytes size_of(UnitKind kind) const;
  Bytes frame(Bytes body) const;
  bool begin_next_unit();
  void on_unit(const Unit& unit);
  void on_handshake(UnitKind kind);
  void on_ping();
  void become_ready();
  void heard();
  void schedule_ping();
  void expire_in(Timer& timer, Duration delay);
  void stop(Timer& timer);

  EventLoop& loop_;
  ConnectionSide side_;
  const TransportOptions& options_;
  Owner& owner_;
  ZmtpSession* peer_ = nullptr;
  bool open_ = false;
  bool ready_ = false;
  std::deque<UnitKind> commands_;     // to be sent before any message
  std::deque<Unit> written_;          // begun; the peer takes them
  std::int64_t unwritten_bytes_ = 0;  // of the newest unit, not yet on the stream
  std::int64_t received_bytes_ = 0;   // not yet claimed by a unit
  Bytes sent_;
  EventHandle ping_;
  Timer handshake_;
  Timer silence_;  // after a PING of this side
  Timer ttl_;      // after a PING of the peer
};

}  // namespace orbitmesh
