#pragma once

#include <optional>

#include "core/time.h"
#include "wire/curve_keys.h"

namespace orbitmesh {

/// What a socket is set to; every value is chosen on purpose, none is left to the library.
/// The times are the host's.
struct SocketOptions {
  /// Messages that may wait in each direction of one connection.
  int send_queue = 1000;
  int receive_queue = 1000;
  /// How long closing may wait for unsent messages.
  Duration linger = Duration::from_ms(0);
  /// The peer's library answers pings whatever its program does; a peer that has not for
  /// `heartbeat_timeout` has gone.
  Duration heartbeat_interval = Duration::from_ms(500);
  Duration heartbeat_timeout = Duration::from_s(3);
  Duration connect_timeout = Duration::from_s(2);
  Duration handshake_timeout = Duration::from_s(5);
  Duration reconnect_interval = Duration::from_ms(50);
  Duration reconnect_interval_max = Duration::from_s(1);
  /// At most one of the two; for tcp alone.
  std::optional<CurveServer> curve_server;
  std::optional<CurveClient> curve_client;
};

}  // namespace orbitmesh
