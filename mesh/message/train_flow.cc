#include "mesh/message/train_flow.h"

#include <stdexcept>

#include "core/error.h"

namespace orbitmesh {

std::unique_ptr<TrainFlow> make_train_flow(EventLoop& loop, TrainPlane& plane,
                                           const FlowSpec& spec) {
  switch (spec.kind) {
    case FlowKind::kTcpBulk:
      return make_bulk_train_flow(loop, plane, spec);
    case FlowKind::kUdpCbr:
    case FlowKind::kPing:
      return make_datagram_train_flow(loop, plane, spec);
    case FlowKind::kNs3Application:
      throw InputError("flow '" + spec.name +
                       "': ns3-application needs packets; use fidelity = \"packet\"");
  }
  throw std::logic_error("flow kind without a factory");
}

}  // namespace orbitmesh
