#include <fmt/format.h>

#include "bench/measurement.h"
#include "bench/rows.h"

namespace orbitmesh {

BenchRow bench_hop_rate_100_flows_6000(BenchSize size) {
  const Measurement m = best_in_process({"mesh.hop_rate_100_flows_6000"}, size).front();
  BenchRow row;
  row.value = m.value;
  row.unit = "hop-packets/s";
  row.note = fmt::format(
      "100 flows of 10 Mbit/s over 6,000 satellites, routes every second "
      "included; {:.1f} MB, best of {}",
      m.memory_MB, kRepetitions);
  return row;
}

BenchRow bench_udp_100x10Mbps(BenchSize size) {
  const Measurement m = best_in_process({"mesh.udp_100x10Mbps"}, size).front();
  BenchRow row;
  row.value = m.value;
  row.unit = "simulated s/s";
  row.note = fmt::format(
      "100 flows over 1,584 satellites; {:.2f} CPU s a simulated second, "
      "{:.1f} MB, best of {}",
      1 / m.value, m.memory_MB, kRepetitions);
  return row;
}

}  // namespace orbitmesh
