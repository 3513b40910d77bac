#pragma once

#include <cstdint>

#include "core/units.h"

namespace orbitmesh {

/// What a workload sent beside the first attempts of its requests.
struct WorkloadCounts {
  std::int64_t retries = 0;
  std::int64_t repeated = 0;  ///< attempts that their server knew, and did not execute
  std::int64_t probes = 0;
  Bytes probe_bytes;  ///< of probes and their answers, without transport framing

  WorkloadCounts& operator+=(const WorkloadCounts& other) {
    retries += other.retries;
    repeated += other.repeated;
    probes += other.probes;
    probe_bytes = probe_bytes + other.probe_bytes;
    return *this;
  }
};

}  // namespace orbitmesh
