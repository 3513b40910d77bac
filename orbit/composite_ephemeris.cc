#include "orbit/composite_ephemeris.h"

#include <algorithm>
#include <utility>

namespace orbitmesh {

CompositeEphemeris::CompositeEphemeris(std::vector<std::unique_ptr<Ephemeris>> parts) {
  for (std::unique_ptr<Ephemeris>& part : parts) {
    const int count = part->size();
    if (count > 0) parts_.push_back({size_, std::move(part)});
    size_ += count;
  }
}

const CompositeEphemeris::Part& CompositeEphemeris::part_of(int satellite) const {
  const auto next =
      std::upper_bound(parts_.begin(), parts_.end(), satellite,
                       [](int number, const Part& part) { return number < part.first_satellite; });
  return *(next - 1);
}

void CompositeEphemeris::positions_ecef_m(Time t, Vec3* out) const {
  for (const Part& part : parts_) part.ephemeris->positions_ecef_m(t, out + part.first_satellite);
}

Vec3 CompositeEphemeris::position_ecef_m(int satellite, Time t) const {
  const Part& part = part_of(satellite);
  return part.ephemeris->position_ecef_m(satellite - part.first_satellite, t);
}

Vec3 CompositeEphemeris::velocity_ecef_m_s(int satellite, Time t) const {
  const Part& part = part_of(satellite);
  return part.ephemeris->velocity_ecef_m_s(satellite - part.first_satellite, t);
}

}  // namespace orbitmesh
