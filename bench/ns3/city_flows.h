#pragma once

#include <cstdint>

#include "bench/measurement.h"
#include "core/time.h"
#include "core/units.h"
#include "orbit/walker.h"

namespace orbitmesh {

/// UDP between terminals in 100 of the world's largest cities over lasers alone: flow k goes
/// from city k to the city 37 places further in the list of populations, both modulo 100.
struct CityFlows {
  WalkerShell shell;
  int flows = 100;
  BitRate rate{10'000'000};  ///< of IPv4 packets of 1,428 B
  Duration simulated = Duration::from_s(10);
};

struct CityFlowsCost {
  double cpu_s = 0;
  double memory_MB = 0;
  std::int64_t hops = 0;
};

/// Simulates the flows in this process, which must not have run another simulation. Throws
/// RunError when fewer than 95 % of the datagrams arrive.
CityFlowsCost run_city_flows(const CityFlows& spec);

}  // namespace orbitmesh
