#include "bench/bench_constellation.h"
#include "bench/measurements.h"
#include "bench/ns3/city_flows.h"

namespace orbitmesh {
namespace {

CityFlows flows_over(const WalkerShell& shell, BenchSize size) {
  CityFlows spec;
  spec.shell = shell;
  if (size == BenchSize::kTiny) {
    spec.flows = 2;
    spec.simulated = Duration::from_s(1);
  }
  return spec;
}

}  // namespace

Measurement measure_hop_rate_100_flows_6000(BenchSize size) {
  const CityFlowsCost cost = run_city_flows(flows_over(shell_6000(BenchSize::kFull), size));
  return {static_cast<double>(cost.hops) / cost.cpu_s, cost.cpu_s, cost.memory_MB};
}

Measurement measure_udp_100x10Mbps(BenchSize size) {
  const CityFlows spec = flows_over(shell_1584(BenchSize::kFull), size);
  const CityFlowsCost cost = run_city_flows(spec);
  return {spec.simulated.seconds() / cost.cpu_s, cost.cpu_s, cost.memory_MB};
}

}  // namespace orbitmesh
