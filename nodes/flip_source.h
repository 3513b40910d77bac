#pragma once

#include <string_view>
#include <vector>

#include "core/ids.h"
#include "wire/worker_messages.h"

namespace orbitmesh {

/// Which bits of the weights are wrong at which node.
class FlipSource {
 public:
  virtual ~FlipSource() = default;

  /// The inverted bits of `content_model` in the memory of `node` at present, in the order
  /// of their addresses; empty for a node or model without faults. Valid until the event
  /// loop goes on.
  virtual const std::vector<WeightBit>& flips(NodeId node,
                                              std::string_view content_model) const = 0;
};

}  // namespace orbitmesh
