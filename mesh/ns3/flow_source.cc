#include "mesh/ns3/flow_source.h"

#include <stdexcept>

namespace orbitmesh {

std::unique_ptr<FlowSource> make_flow(EventLoop& loop, const FlowSpec& spec,
                                      const FlowSource::Ends& ends) {
  switch (spec.kind) {
    case FlowKind::kTcpBulk:
      return make_tcp_bulk(loop, spec, ends);
    case FlowKind::kUdpCbr:
      return make_udp_cbr(loop, spec, ends);
    case FlowKind::kPing:
      return make_ping(loop, spec, ends);
    case FlowKind::kNs3Application:
      return make_ns3_application(loop, spec, ends);
  }
  throw std::logic_error("flow kind without a factory");
}

}  // namespace orbitmesh
