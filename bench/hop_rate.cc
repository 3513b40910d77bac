#include <fmt/format.h>

#include "bench/measurement.h"
#include "bench/rows.h"

namespace orbitmesh {

BenchRow bench_hop_rate_10_links(BenchSize size) {
  const Measurement lean = best_in_process("mesh.hop_rate_10_links.lean", size);
  const Measurement reference = best_in_process("mesh.hop_rate_10_links.reference", size);
  BenchRow row;
  row.value = lean.value;
  row.unit = "hop-packets/s";
  row.note = fmt::format("1,428 B IPv4 packets of UDP, best of {} each", kRepetitions);
  compare_with(row, reference.value);
  return row;
}

}  // namespace orbitmesh
