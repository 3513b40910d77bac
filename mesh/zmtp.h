#pragma once

#include "core/units.h"

namespace orbitmesh::zmtp {

/// Sizes of ZMTP 3.1 on the wire (rfc.zeromq.org/spec/37), NULL mechanism, as libzmq
/// 4.3.4 sends them; measured with real sockets.

/// The greeting leaves in three writes: signature, then, once the peer's signature is
/// there, major version, then the rest.
inline constexpr Bytes kSignature{10};
inline constexpr Bytes kVersion{1};
inline constexpr Bytes kGreetingRest{53};
inline constexpr Bytes kGreeting{64};

/// READY command of a DEALER or ROUTER without a routing id, framing included.
inline constexpr Bytes kReady{43};

/// A one-frame message of `body` bytes: 2 bytes of header up to 255, else 9.
constexpr Bytes framed(Bytes body) { return body + Bytes{body.count <= 255 ? 2 : 9}; }

/// libzmq's default ZMQ_RECONNECT_IVL.
inline constexpr Duration kReconnectInterval = Duration::from_ms(100);

}  // namespace orbitmesh::zmtp
