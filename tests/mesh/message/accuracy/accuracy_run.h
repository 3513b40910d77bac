#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mesh/fidelity.h"
#include "tests/mesh/message/accuracy/accuracy_scenario.h"

namespace orbitmesh::accuracy {

/// What one fidelity made of a scenario.
struct Outcome {
  std::vector<double> latency_ms;  ///< of each request in order of issue; negative: none came
  std::int64_t slots = 0;          ///< slot records
  std::string mesh_digest;         ///< of slot records and of path delays every 0.7 s
  std::int64_t downs = 0;          ///< transport breakdowns
  double cpu_s = 0;                ///< of the run without its set-up
};

/// Runs the scenario in this process, which must not have run another one.
Outcome run(const Scenario& scenario, Fidelity fidelity);

/// Text that parse_outcome() reads again.
std::string to_text(const Outcome& outcome);
Outcome parse_outcome(const std::string& text);

}  // namespace orbitmesh::accuracy
