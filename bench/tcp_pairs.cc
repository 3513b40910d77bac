#include <fmt/format.h>

#include "bench/measurement.h"
#include "bench/rows.h"

namespace orbitmesh {

BenchRow bench_tcp_50x200kB(BenchSize size) {
  const Measurement m = best_in_process({"mesh.tcp_50x200kB"}, size).front();
  BenchRow row;
  row.value = m.value;
  row.unit = "simulated s/s";
  row.note = fmt::format("{:.1f} CPU s, {:.1f} MB, best of {}", m.cpu_s, m.memory_MB, kRepetitions);
  return row;
}

}  // namespace orbitmesh
