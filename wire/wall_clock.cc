#include "wire/wall_clock.h"

#include <algorithm>
#include <chrono>

namespace orbitmesh {

Duration wall_clock() {
  const auto since_boot = std::chrono::steady_clock::now().time_since_epoch();
  return Duration::from_ns(
      std::chrono::duration_cast<std::chrono::nanoseconds>(since_boot).count());
}

Duration WallDeadline::left() const { return std::max(at_ - wall_clock(), Duration{}); }

}  // namespace orbitmesh
