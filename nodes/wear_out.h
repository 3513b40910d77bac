#pragma once

#include <cstdint>
#include <optional>

#include "core/ids.h"
#include "core/time.h"

namespace orbitmesh {

/// A device under a steady ionising dose.
struct DoseHistory {
  double rad_per_year = 0;
  double limit_rad = 0;  ///< median dose of wear-out, > 0; 0 where none is known
  Duration age;          ///< in orbit before time 0
};

/// When a device wears out: its limit is log-normal around the median with a standard deviation
/// of 0.3 in the logarithm (engineering default), drawn by the seed and the node, and above the
/// dose that it has had before time 0. Empty beyond a hundred years.
std::optional<Time> wear_out_time(std::uint64_t seed, NodeId node, const DoseHistory& dose);

}  // namespace orbitmesh
