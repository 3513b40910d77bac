#include <ns3/queue.h>

#include <vector>

#include "bench/ns3/full_stack_network.h"
#include "mesh/ns3/ns3_event_loop.h"
#include "tests/mesh/ns3/chain/chain_traffic.h"

namespace orbitmesh::chain_twin {

twin::Report run_devices(Load load) {
  Ns3EventLoop loop;
  FullStackNetwork network;
  for (std::uint32_t i = 0; i <= kLinks; ++i) network.add_node();
  std::vector<FullStackNetwork::DeviceId> devices;
  for (std::uint32_t i = 0; i < kLinks; ++i) {
    const auto out = network.add_device({NodeId{i}, kRates[i], kQueueLimit});
    const auto back = network.add_device({NodeId{i + 1}, kRates[i], kQueueLimit});
    network.join(out, back, kDelay);
    network.set_route(kLast, out);
    network.set_route(kFirst, back);
    devices.insert(devices.end(), {out, back});
  }
  const Traffic traffic(loop, load, network.node(kFirst), network.node(kLast));
  loop.run_until(kEnd);
  twin::Report report;
  report.arrivals = traffic.arrivals();
  for (const auto device : devices) {
    report.lost_in_queues +=
        network.device(device)->GetQueue()->GetTotalDroppedPacketsBeforeEnqueue();
  }
  return report;
}

}  // namespace orbitmesh::chain_twin
