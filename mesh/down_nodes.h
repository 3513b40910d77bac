#pragma once

#include <cstddef>
#include <vector>

#include "core/ids.h"

namespace orbitmesh {

/// Which nodes are down. Asking costs next to nothing while none is.
class DownNodes {
 public:
  bool contains(NodeId node) const {
    return count_ > 0 && node.index() < down_.size() && down_[node.index()];
  }
  /// Whether that changed anything.
  bool set(NodeId node, bool down) {
    if (down_.size() <= node.index()) down_.resize(node.index() + 1, false);
    if (down_[node.index()] == down) return false;
    down_[node.index()] = down;
    down ? ++count_ : --count_;
    return true;
  }

 private:
  std::vector<bool> down_;
  std::size_t count_ = 0;
};

}  // namespace orbitmesh
