#include <ns3/node.h>

#include "bench/measurements.h"
#include "bench/ns3/chain_traffic.h"
#include "mesh/ns3/end_host.h"
#include "mesh/ns3/ns3_event_loop.h"
#include "mesh/ns3/port_plane.h"

namespace orbitmesh {
namespace {

/// Port n leads from node n to node n + 1. Delays are curves of one second, as between
/// satellites.
class ChainGuide final : public PlaneGuide {
 public:
  PortId next_port(NodeId at, NodeId, bool, Time) override { return at.value; }
  DelayCurve delay_curve(PortId, Time departure) override {
    constexpr Duration kStep = Duration::from_s(1);
    const Time begin = Time{} + departure.ns() / kStep.ns() * kStep;
    const double range_m = chain::kDelay.seconds() * kSpeedOfLight_m_s;
    return DelayCurve::through(begin, begin + kStep, range_m, range_m, range_m, Duration{});
  }
};

}  // namespace

Measurement measure_hop_rate_lean(BenchSize size) {
  const Ns3EventLoop loop;
  ChainGuide guide;
  PortPlane plane(guide);
  for (std::uint32_t i = 0; i < chain::kLinks; ++i) {
    PortSpec port;
    port.from = NodeId{i};
    port.to = NodeId{i + 1};
    port.rate = chain::kRate;
    port.queue_limit = chain::kQueueLimit;
    plane.add_port(port);
  }
  const auto channel = ns3::CreateObject<MeshChannel>();
  const auto sender = ns3::CreateObject<ns3::Node>();
  const auto receiver = ns3::CreateObject<ns3::Node>();
  const NodeId last{chain::kLinks};
  install_end_host(sender, NodeId{0}, plane, channel);
  install_end_host(receiver, last, plane, channel);
  const UdpStream::Spec spec = chain::traffic(size);
  const UdpStream stream(sender, receiver, last, spec);
  return chain::run(stream, spec);
}

}  // namespace orbitmesh
