#include "inference/measured_latency.h"

#include <algorithm>

#include "core/error.h"

namespace orbitmesh {

Duration MeasuredLatency::at(std::int64_t batch) const {
  const auto above =
      std::lower_bound(points.begin(), points.end(), batch,
                       [](const MeasuredPoint& point, std::int64_t b) { return point.batch < b; });
  if (above == points.begin()) return above->latency;
  const MeasuredPoint& low = *(above - 1);
  const auto b = static_cast<double>(batch);
  if (above == points.end()) {
    return Duration::from_seconds(low.latency.seconds() * b / static_cast<double>(low.batch));
  }
  const double share =
      static_cast<double>(batch - low.batch) / static_cast<double>(above->batch - low.batch);
  return low.latency + Duration::from_seconds(share * (above->latency - low.latency).seconds());
}

void check_points(const MeasuredLatency& measured) {
  for (std::size_t i = 1; i < measured.points.size(); ++i) {
    const MeasuredPoint& before = measured.points[i - 1];
    const MeasuredPoint& point = measured.points[i];
    if (before.batch < point.batch && before.latency <= point.latency) continue;
    throw InputError(measured.where.of("points"),
                     "the points must stand in order of their batch, and a larger batch must not "
                     "take less time");
  }
}

}  // namespace orbitmesh
