#pragma once

#include <utility>
#include <vector>

#include "orbit/ephemeris.h"

namespace orbitmesh {

/// Satellites that stand still in ECEF, for networks laid out by hand.
class FixedEphemeris final : public Ephemeris {
 public:
  explicit FixedEphemeris(std::vector<Vec3> r_ecef_m) : r_ecef_m_(std::move(r_ecef_m)) {}

  int size() const override { return static_cast<int>(r_ecef_m_.size()); }
  void positions_ecef_m(Time, Vec3* out) const override {
    for (const Vec3& r_m : r_ecef_m_) *out++ = r_m;
  }
  Vec3 position_ecef_m(int satellite, Time) const override {
    return r_ecef_m_[static_cast<std::size_t>(satellite)];
  }
  Vec3 velocity_ecef_m_s(int, Time) const override { return {}; }

 private:
  std::vector<Vec3> r_ecef_m_;
};

}  // namespace orbitmesh
