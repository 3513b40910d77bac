#pragma once

#include <memory>
#include <vector>

#include "orbit/ephemeris.h"

namespace orbitmesh {

/// Several ephemerides as one: the satellites of the first, then those of the second, ...
class CompositeEphemeris final : public Ephemeris {
 public:
  explicit CompositeEphemeris(std::vector<std::unique_ptr<Ephemeris>> parts);

  int size() const override { return size_; }
  void positions_ecef_m(Time t, Vec3* out) const override;
  Vec3 position_ecef_m(int satellite, Time t) const override;
  Vec3 velocity_ecef_m_s(int satellite, Time t) const override;

 private:
  struct Part {
    int first_satellite = 0;
    std::unique_ptr<Ephemeris> ephemeris;
  };
  const Part& part_of(int satellite) const;

  std::vector<Part> parts_;  // none empty
  int size_ = 0;
};

}  // namespace orbitmesh
