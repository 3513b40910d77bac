#include <fmt/format.h>

#include "bench/measurement.h"
#include "bench/rows.h"

namespace orbitmesh {

BenchRow bench_setup_6000(BenchSize size) {
  const std::vector<Measurement> best =
      best_in_process({"mesh.setup_6000.lean", "mesh.setup_6000.reference"}, size);
  const Measurement& lean = best[0];
  const Measurement& reference = best[1];
  BenchRow row;
  row.value = lean.value;
  row.unit = "set-ups/s";
  row.note = fmt::format("{:.3f} s and {:.1f} MB against {:.3f} s and {:.1f} MB, best of {} each",
                         1 / lean.value, lean.memory_MB, 1 / reference.value, reference.memory_MB,
                         kRepetitions);
  compare_with(row, reference.value);
  return row;
}

}  // namespace orbitmesh
