#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>

#include "core/time.h"

namespace orbitmesh {

/// Which requests a trace shows.
struct TraceSelection {
  Time begin;                                                          ///< issued at or after
  Time end = Time::from_ns(std::numeric_limits<std::int64_t>::max());  ///< issued before
  std::int64_t most = 100'000;                                         ///< requests
};

/// Writes requests of a results.sqlite as a trace in Chrome's format (JSON object with
/// `traceEvents`; chrome://tracing and Perfetto read it): a process a client, a lane a request,
/// in it the request as a whole and below it, of every attempt, the way there, the wait, the
/// service and the way back. Times are simulated, in us. Returns how many requests were
/// written. Throws InputError for a file that is no such database, RunError when writing fails.
std::int64_t write_chrome_trace(const std::filesystem::path& database,
                                const std::filesystem::path& file, const TraceSelection& selection);

}  // namespace orbitmesh
