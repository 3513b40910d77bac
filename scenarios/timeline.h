#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mesh/outage.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Limits of a timeline's file.
inline constexpr std::int64_t kMaxTimelineBytes = 64'000'000;
inline constexpr std::int64_t kMaxTimelineRows = 500'000;

/// Reads conditions of links over time from comma-separated text with a header. Columns, in any
/// order:
///
///   time_s          seconds since the run's beginning, in ascending order; required
///   link            its name (mesh/link_name.h); required
///   state           up or down
///   rate_bit_s      rate of the link
///   extra_delay_ms  one-way delay in addition to its own
///   loss            probability that a packet is lost, 0 to 1
///
/// A row says what holds for its link from then on; an empty field leaves what held before. A
/// link is as declared until its first row. Returns one outage for each span in which a
/// link is not as declared, named `cause`, in order of the rows.
///
/// Throws InputError with file, line and column.
std::vector<Outage> read_timeline(const std::string& file, const std::string& cause,
                                  const Topology& topology);

}  // namespace orbitmesh
