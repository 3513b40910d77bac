#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/time.h"

namespace orbitmesh {

/// Limits of a trace's file.
inline constexpr std::int64_t kMaxTraceBytes = 32'000'000;
inline constexpr std::int64_t kMaxTraceRows = 1'000'000;

/// Reads the issue times of requests from comma-separated text with a header and one column,
/// time_s: seconds since the run's beginning, in ascending order, at most 31 days, taken to the
/// nanosecond. Throws InputError with file, line and column, also for a file without rows.
std::shared_ptr<const std::vector<Duration>> read_arrival_trace(const std::string& file);

}  // namespace orbitmesh
