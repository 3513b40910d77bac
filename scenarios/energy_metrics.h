#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scenarios/run_record.h"

namespace orbitmesh {

/// What the answers of one workload took together, hosts and buildings included. Energy of a
/// node's accelerators, idle time too, is shared out over the requests that it answered by their
/// service time: work that no answer came of is borne by those that did.
struct WorkloadEnergy {
  std::int64_t answered = 0;
  double compute_j = 0;
  double idle_j = 0;
  double radio_j = 0;      ///< nodes/power/radio_energy.h
  std::int64_t bytes = 0;  ///< of requests and replies that travelled, of all copies

  double total_j() const { return compute_j + idle_j + radio_j; }
};

/// One entry for each workload, in the order of the scenario. Precondition: the record is
/// consistent (check_consistency()).
std::vector<WorkloadEnergy> workload_energy(const RunRecord& record);

/// What buses let accelerators do, over all satellites that have one and over the run.
struct BusMetrics {
  std::int64_t nodes = 0;
  std::int64_t nodes_off = 0;  ///< switched off, or restarting, at least once
  double off_share = 0;        ///< of all time
  double mean_clock = 0;       ///< 0 while off
  double least_clock = 1;      ///< while on
  double least_charge_j = 0;
  double hottest_junction_k = 0;
};

/// Empty without a satellite's bus. Precondition: node_energies are in ascending order.
std::optional<BusMetrics> bus_metrics(const RunRecord& record);

}  // namespace orbitmesh
