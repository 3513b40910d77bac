#pragma once

#include <cstdint>
#include <vector>

#include "core/time.h"
#include "scenarios/site/site_measurement.h"

namespace orbitmesh {

/// Requests missed one after another.
struct MissRun {
  std::int64_t misses = 0;
  /// From the coming of the last answer in time to that of the next one: what a robot has to
  /// bridge. It counts from the beginning, or to the end, of the observation where there is none.
  Duration length;
  bool open = false;  ///< it touches the beginning or the end, and may have been longer
};

/// All runs of misses of a deadline, in order of time. Answers count in the order of their issue.
std::vector<MissRun> miss_runs(const std::vector<ProbeResult>& results, Duration deadline,
                               Time end);

/// Requests in time among k consecutive ones.
struct WindowFigures {
  std::int64_t least = 0;    ///< in the worst window
  std::int64_t windows = 0;  ///< 0: there were fewer than k requests
  std::int64_t failed = 0;   ///< windows with fewer than m in time
};

/// An (m,k)-firm deadline over every window of k consecutive requests, as they slide by one.
/// Preconditions: 1 <= m <= k.
WindowFigures window_figures(const std::vector<ProbeResult>& results, Duration deadline,
                             std::int64_t m, std::int64_t k);

/// Age that the newest answer had reached when the next one came: time from its request's issue
/// to the coming of the next (peak age of information; Kaul, Yates and Gruteser, "Real-time
/// status: how often should one update?", INFOCOM 2012). Answers overtaken by later requests'
/// are passed over; late answers count. Ascending.
std::vector<Duration> peak_ages(const std::vector<ProbeResult>& results);

}  // namespace orbitmesh
