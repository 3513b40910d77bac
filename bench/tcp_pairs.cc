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

BenchRow bench_message_vs_packet(BenchSize size) {
  const std::vector<Measurement> m =
      best_in_process({"mesh.message_vs_packet", "mesh.tcp_50x200kB"}, size);
  BenchRow row;
  row.value = m[1].cpu_s / m[0].cpu_s;
  row.unit = "times less CPU";
  row.note = fmt::format(
      "running network without set-up: {:.3f} CPU s against {:.1f}, {:.1f} MB "
      "against {:.1f}, best of {} each",
      m[0].cpu_s, m[1].cpu_s, m[0].memory_MB, m[1].memory_MB, kRepetitions);
  return row;
}

BenchRow bench_message_day(BenchSize size) {
  const Measurement m = measure_in_process("mesh.message_day", size);
  BenchRow row;
  row.value = m.value;
  row.unit = "simulated s/s";
  row.note = fmt::format("{:.1f} CPU s, {:.1f} MB, one run", m.cpu_s, m.memory_MB);
  return row;
}

}  // namespace orbitmesh
