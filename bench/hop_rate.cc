#include <fmt/format.h>

#include "bench/measurement.h"
#include "bench/rows.h"

namespace orbitmesh {

BenchRow bench_hop_rate_10_links(BenchSize size) {
  const std::vector<Measurement> best =
      best_in_process({"mesh.hop_rate_10_links.lean", "mesh.hop_rate_10_links.reference"}, size);
  const Measurement& lean = best[0];
  const Measurement& reference = best[1];
  BenchRow row;
  row.value = lean.value;
  row.unit = "hop-packets/s";
  row.note = fmt::format("1,428 B IPv4 packets of UDP, best of {} each", kRepetitions);
  compare_with(row, reference.value);
  return row;
}

}  // namespace orbitmesh
