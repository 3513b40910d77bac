#include "mesh/delay_samples.h"

#include <algorithm>

namespace orbitmesh {

void DelaySamples::fill(FlowRecord& record) const {
  if (samples_.empty()) return;
  std::vector<Duration> sorted = samples_;
  std::sort(sorted.begin(), sorted.end());
  const auto at_percent = [&sorted](std::size_t percent) {
    const std::size_t rank = (sorted.size() * percent + 99) / 100;
    return sorted[std::max<std::size_t>(rank, 1) - 1];
  };
  record.delay_p50 = at_percent(50);
  record.delay_p99 = at_percent(99);
  record.delay_max = sorted.back();
}

}  // namespace orbitmesh
