#pragma once

#include <optional>

#include "core/time.h"
#include "mesh/fidelity.h"
#include "mesh/transport_options.h"

namespace orbitmesh {

/// 140 requests of 200 kB at 10 Hz over 40 ms and 100 Mbit/s, with a blackout of both
/// directions for 2 s from 4.8 s + phase on.
struct BlackoutRun {
  double ready_ms = 0;
  double first_ms = 0;   ///< latency of the first request, issued as the connection is opened
  double steady_ms = 0;  ///< mean latency of requests 20 to 39
  std::optional<double> detected_s;     ///< the connection is given up; since the beginning
  std::optional<double> reconnected_s;  ///< since the end of the blackout
  std::optional<double> first_reply_s;  ///< since the end of the blackout
  int lost = 0;                         ///< accepted and never answered
  int refused = 0;
  double oldest_s = 0;  ///< greatest latency
};

/// In packet or message fidelity.
BlackoutRun run_blackout(Fidelity fidelity, const TransportOptions& options, Duration phase);

}  // namespace orbitmesh
