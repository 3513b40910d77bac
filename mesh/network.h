#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/fields.h"
#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// One application message. `body` is its encoded size without transport framing;
/// the network adds ZMTP framing and everything below. `id` is the sender's, opaque
/// to the network.
struct Message {
  std::uint64_t id = 0;
  Bytes body;
};

/// Why a connection ended or could not be made.
enum class CloseCause { kLocal, kConnectTimeout, kReset, kTimeout, kUnreachable, kSilent };

constexpr std::array<EnumName<CloseCause>, 6> enum_names(CloseCause) {
  return {{{CloseCause::kLocal, "closed"},
           {CloseCause::kConnectTimeout, "connect timeout"},
           {CloseCause::kReset, "reset"},
           {CloseCause::kTimeout, "transport timeout"},
           {CloseCause::kUnreachable, "unreachable"},
           {CloseCause::kSilent, "silent peer"}}};
}

/// Why a single message was lost while its connection goes on.
enum class LossCause {
  kRefused,        ///< the sender's queue was full, or there was no connection to queue it for
  kUnrecoverable,  ///< too many of its datagrams were lost
  kBroken,         ///< each connection that carried a copy of it broke down
};

constexpr std::array<EnumName<LossCause>, 3> enum_names(LossCause) {
  return {{{LossCause::kRefused, "refused at the sender"},
           {LossCause::kUnrecoverable, "unrecoverable"},
           {LossCause::kBroken, "connection broke"}}};
}

class Connection;

/// What the client side of a connection is told. Calls come from the event loop.
class ConnectionListener {
 public:
  virtual ~ConnectionListener() = default;
  /// The handshake has finished; messages given before it now leave.
  virtual void on_ready(Connection& connection) = 0;
  /// A whole message has arrived at the client.
  virtual void on_reply(Connection& connection, Message message) = 0;
  /// The transport broke down. Messages not yet delivered, in both directions, are
  /// lost, but for those that Connection::waits() tells; the connection tries again by itself
  /// and calls on_ready when it is back.
  virtual void on_down(Connection& connection, CloseCause cause) = 0;
  /// This message alone is lost. Who follows each message to its end needs to know.
  virtual void on_lost(Connection& /*connection*/, Message /*message*/, LossCause /*cause*/) {}
};

/// What a serving node is told.
class RequestListener {
 public:
  virtual ~RequestListener() = default;
  /// A whole message has arrived at the server; answer with connection.reply().
  virtual void on_request(Connection& connection, Message message) = 0;
};

struct ConnectionStats {
  std::int64_t connects = 0;  ///< handshakes finished
  std::int64_t downs = 0;     ///< transport breakdowns
  Bytes sent_by_client;       ///< bytes of messages with framing
  Bytes sent_by_server;
  std::optional<Duration> last_rtt;  ///< newest sample of the transport at the client
};

/// A persistent, ordered, message-oriented connection between a client and a serving
/// node: ZMTP over TCP as a libzmq DEALER and ROUTER would speak it. Owned by the Network.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual NodeId client() const = 0;
  virtual NodeId server() const = 0;
  virtual bool ready() const = 0;
  /// Whether this request still waits at the client, untouched by the transport's end.
  virtual bool waits(std::uint64_t /*message_id*/) const { return false; }
  /// Client to server. Before the handshake has finished the message waits.
  virtual void request(Message message) = 0;
  /// Server to client; dropped while the transport is down.
  virtual void reply(Message message) = 0;
  virtual ConnectionStats stats() const = 0;
};

/// The mesh as its end hosts see it. Fidelities (packet, ideal, ...) implement it.
class Network {
 public:
  virtual ~Network() = default;

  /// Lets `server` accept connections; `listener` must outlive the network.
  virtual void serve(NodeId server, RequestListener& listener) = 0;
  /// Opens a connection from `client` to `server`, which must serve.
  virtual Connection& connect(NodeId client, NodeId server, ConnectionListener& listener) = 0;
  /// Closes and destroys a connection; nothing is delivered on it any more, and its
  /// listener is not called.
  virtual void close(Connection& connection) = 0;
};

}  // namespace orbitmesh
