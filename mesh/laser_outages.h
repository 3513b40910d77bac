#pragma once

#include <cstdint>
#include <vector>

#include "core/time.h"
#include "mesh/outage.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// What outages of lasers that follow from their uptime are called in results.
inline constexpr const char* kLaserInterruption = "laser-interruption";
inline constexpr const char* kLaserAcquisition = "laser-acquisition";

/// Interruptions of the topology's lasers that begin before `end`, each pair's by a stream of its
/// own that starts in the process's stationary state; and the acquisitions that follow these
/// and those of `outages` that take a laser or one of its satellites down.
std::vector<Outage> laser_outages(const Topology& topology, const std::vector<Outage>& outages,
                                  std::uint64_t seed, Time end);

}  // namespace orbitmesh
