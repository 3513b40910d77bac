#include "bench/bench_constellation.h"
#include "bench/measurements.h"
#include "bench/stopwatch.h"
#include "mesh/ns3/ns3_event_loop.h"
#include "mesh/ns3/packet_network.h"

namespace orbitmesh {

Measurement measure_setup_lean(BenchSize size) {
  Ns3EventLoop loop;
  const double memory_before_MB = resident_MB();
  const Stopwatch watch;
  const BenchConstellation bench(shell_6000(size));
  Mesh mesh(*bench.topology, *bench.ephemeris, bench.epoch, {});
  const PacketNetwork network(loop, mesh, HandoverMode::kSoft, {});
  const double cpu_s = watch.cpu_s();
  return {1 / cpu_s, cpu_s, resident_MB() - memory_before_MB};
}

}  // namespace orbitmesh
