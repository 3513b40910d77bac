#pragma once

#include <optional>

#include "orbit/element_set.h"
#include "orbit/sgp4.h"
#include "orbit/sgp4/deep_space.h"
#include "orbit/sgp4/near_earth_terms.h"

namespace orbitmesh {

/// One object under SGP4 or SDP4.
class Sgp4Propagator {
 public:
  Sgp4Propagator(const ElementSet& elements, GravityModel gravity);

  /// The state some minutes after the epoch: by the round-orbit kernel where is_round() and
  /// the kernel's bounds hold, else by general_state().
  Sgp4State state(double minutes) const;
  /// The state without the round-orbit kernel.
  Sgp4State general_state(double minutes) const;

  /// Whether the object is near the Earth on an orbit that is nearly round at the epoch.
  bool is_round() const;
  bool is_deep_space() const { return deep_space_.has_value(); }
  Epoch epoch() const { return epoch_; }
  const NearEarthTerms<double>& terms() const { return terms_; }
  const GravityConstants& gravity() const { return gravity_; }

 private:
  struct OrbitAtTime;
  OrbitAtTime mean_orbit(double minutes) const;
  void add_periodics(double minutes, OrbitAtTime& orbit) const;
  Sgp4State osculating(const OrbitAtTime& orbit) const;

  Epoch epoch_;
  GravityConstants gravity_;
  MeanElements mean_;
  NearEarthTerms<double> terms_ = {};
  std::optional<DeepSpace> deep_space_;
  Sgp4Error refusal_ = Sgp4Error::kNone;
};

/// Minutes of 60 SI seconds from `start` to `end`.
inline double minutes_between(Epoch start, Epoch end) {
  return static_cast<double>((end - start).ns()) / 60e9;
}

}  // namespace orbitmesh
