#pragma once

#include <memory>

#include "core/event_loop.h"
#include "mesh/flow.h"
#include "mesh/message/train_plane.h"
#include "mesh/records.h"

namespace orbitmesh {

/// A running [[flow]] in message fidelity.
class TrainFlow {
 public:
  virtual ~TrainFlow() = default;
  /// What has been sent and received up to now.
  virtual FlowRecord record() const = 0;
};

/// Begins the flow at spec.start on `loop`; `loop` and `plane` must outlive it. One factory
/// a kind.
std::unique_ptr<TrainFlow> make_bulk_train_flow(EventLoop& loop, TrainPlane& plane,
                                                const FlowSpec& spec);
std::unique_ptr<TrainFlow> make_datagram_train_flow(EventLoop& loop, TrainPlane& plane,
                                                    const FlowSpec& spec);
std::unique_ptr<TrainFlow> make_train_flow(EventLoop& loop, TrainPlane& plane,
                                           const FlowSpec& spec);

}  // namespace orbitmesh
