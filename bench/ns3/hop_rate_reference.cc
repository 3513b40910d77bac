#include "bench/measurements.h"
#include "bench/ns3/chain_traffic.h"
#include "bench/ns3/full_stack_network.h"
#include "mesh/ns3/ns3_event_loop.h"

namespace orbitmesh {

Measurement measure_hop_rate_reference(BenchSize size) {
  const Ns3EventLoop loop;
  FullStackNetwork network;
  for (std::uint32_t i = 0; i <= chain::kLinks; ++i) network.add_node();
  const NodeId last{chain::kLinks};
  for (std::uint32_t i = 0; i < chain::kLinks; ++i) {
    const auto out = network.add_device({NodeId{i}, chain::kRate, chain::kQueueLimit});
    const auto in = network.add_device({NodeId{i + 1}, chain::kRate, chain::kQueueLimit});
    network.join(out, in, chain::kDelay);
    network.set_route(last, out);
  }
  const UdpStream::Spec spec = chain::traffic(size);
  const UdpStream stream(network.node(NodeId{0}), network.node(last), last, spec);
  return chain::run(stream, spec);
}

}  // namespace orbitmesh
