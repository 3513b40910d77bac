#include "bench/bench_constellation.h"
#include "bench/measurements.h"
#include "bench/ns3/full_stack_network.h"
#include "bench/stopwatch.h"
#include "mesh/ns3/ns3_event_loop.h"

namespace orbitmesh {

Measurement measure_setup_reference(BenchSize size) {
  const Ns3EventLoop loop;
  const double memory_before_MB = resident_MB();
  const Stopwatch watch;
  const BenchConstellation bench(shell_6000(size));
  const Topology& topology = *bench.topology;
  FullStackNetwork network;
  for (std::size_t i = 0; i < topology.satellite_count(); ++i) network.add_node();
  for (const Topology::Isl& isl : topology.isls()) {
    const DirectedLink& link = topology.link(isl.forward);
    const auto a = network.add_device({link.from, link.rate, link.queue_limit});
    const auto b = network.add_device({link.to, link.rate, link.queue_limit});
    network.join(a, b, link.fixed_delay);
  }
  const double cpu_s = watch.cpu_s();
  return {1 / cpu_s, cpu_s, resident_MB() - memory_before_MB};
}

}  // namespace orbitmesh
