#pragma once

#include <memory>
#include <string>
#include <vector>

#include "orbit/constellation.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"

namespace orbitmesh {

/// Full path of a file of the measured data beside the checkout.
std::string measured_data(const std::string& file);

/// Positions that stay computed until another time is asked for, so that several meshes which
/// move in step share them.
class HeldEphemeris final : public Ephemeris {
 public:
  explicit HeldEphemeris(std::unique_ptr<Ephemeris> inner);

  int size() const override { return inner_->size(); }
  void positions_ecef_m(Time t, Vec3* out) const override;
  Vec3 position_ecef_m(int satellite, Time t) const override {
    return inner_->position_ecef_m(satellite, t);
  }
  Vec3 velocity_ecef_m_s(int satellite, Time t) const override {
    return inner_->velocity_ecef_m_s(satellite, t);
  }

 private:
  std::unique_ptr<Ephemeris> inner_;
  mutable std::vector<Vec3> held_;
  mutable Time at_;
  mutable bool empty_ = true;
};

/// The Starlink satellites that have a place in a shell of a catalogue, with their lasers, ages and
/// motion from an epoch on.
struct StarlinkSky {
  /// `file` below the measured data.
  StarlinkSky(const std::string& file, Epoch begin);

  std::string catalogue;
  Epoch epoch;
  Constellation constellation;
  std::unique_ptr<Ephemeris> ephemeris;
  std::vector<int> launch_years;  ///< of each satellite
};

}  // namespace orbitmesh
