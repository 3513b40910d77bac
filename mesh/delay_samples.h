#pragma once

#include <vector>

#include "core/time.h"
#include "mesh/records.h"

namespace orbitmesh {

/// Delays of a flow's packets and their order statistics.
class DelaySamples {
 public:
  void add(Duration delay) { samples_.push_back(delay); }
  /// Fills the delay fields of `record`: the ceil(q n)-th smallest sample; 0 without any.
  void fill(FlowRecord& record) const;

 private:
  std::vector<Duration> samples_;
};

}  // namespace orbitmesh
