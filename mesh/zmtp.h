#pragma once

#include "core/time.h"
#include "core/units.h"

namespace orbitmesh::zmtp {

/// Sizes of ZMTP 3.1 on the wire (rfc.zeromq.org/spec/37) as libzmq 4.3.4 sends them;
/// measured with real sockets.

/// The greeting leaves in three writes: signature, then, once the peer's signature is
/// there, major version, then the rest.
inline constexpr Bytes kSignature{10};
inline constexpr Bytes kVersion{1};
inline constexpr Bytes kGreetingRest{53};
inline constexpr Bytes kGreeting{64};

/// READY command of a DEALER or ROUTER without a routing id, framing included.
inline constexpr Bytes kReady{43};
/// Length of the routing id of a client that sets one: a UUID.
inline constexpr Bytes kRoutingId{16};

/// CURVE (rfc.zeromq.org/spec/26) in place of READY: the client's first and second command,
/// the server's first and second.
inline constexpr Bytes kCurveHello{202};
inline constexpr Bytes kCurveWelcome{170};
inline constexpr Bytes kCurveInitiate{301};
inline constexpr Bytes kCurveReady{67};
/// What CURVE adds to the body of every frame: the MESSAGE command's name, nonce, flags and
/// authenticator.
inline constexpr Bytes kCurveFrame{33};

/// Bodies of the heartbeat commands: name, and in a PING the time to live.
inline constexpr Bytes kPingBody{7};
inline constexpr Bytes kPongBody{5};

/// A frame with `body` bytes: 2 bytes of header up to 255, else 9.
constexpr Bytes framed(Bytes body) { return body + Bytes{body.count <= 255 ? 2 : 9}; }

/// libzmq's default ZMQ_HANDSHAKE_IVL: a connection that is not ready by then is closed.
inline constexpr Duration kHandshakeInterval = Duration::from_s(30);

}  // namespace orbitmesh::zmtp
