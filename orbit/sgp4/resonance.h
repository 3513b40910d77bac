#pragma once

#include <vector>

#include "orbit/sgp4/mean_elements.h"

namespace orbitmesh {

/// Resonance of orbits of one day, or of half a day and large eccentricity, with the
/// Earth's tesseral harmonics: mean motion and mean longitude are integrated numerically
/// from the epoch in steps of half a day (Hoots, Schumacher and Glover 2004).
class Resonance {
 public:
  /// Rates [rad/min] of everything that moves the mean longitude except resonance.
  struct Rates {
    double mean_anomaly;
    double argument_of_perigee;
    double node;
    /// The perigee's share of the Earth's gravity alone.
    double gravity_argument_of_perigee;
  };
  struct Motion {
    double mean_motion;   ///< [rad/min]
    double mean_anomaly;  ///< [rad]
  };

  Resonance(const MeanElements& mean, const Rates& rates, double gmst_at_epoch_rad,
            const GravityConstants& gravity);

  /// Whether there is any.
  bool active() const { return kind_ != Kind::kNone; }
  /// Mean motion and anomaly after some minutes, where node and perigee are by then [rad].
  /// Precondition: active().
  Motion at(double minutes, double node, double argument_of_perigee) const;

 private:
  enum class Kind { kNone, kOneDay, kHalfDay };
  /// One harmonic: amplitude sin(perigees * perigee + longitudes * longitude - phase).
  struct Harmonic {
    double amplitude;  ///< [rad/min^2]
    int perigees;
    int longitudes;
    double phase;
  };
  struct Longitude {
    double value;          ///< [rad]
    double mean_motion;    ///< [rad/min]
    double rate;           ///< [rad/min]
    double motion_rate;    ///< of the mean motion, [rad/min^2]
    double motion_change;  ///< of that, [rad/min^3]
  };

  void add_one_day_harmonics(const MeanElements& mean, const GravityConstants& gravity);
  void add_half_day_harmonics(const MeanElements& mean, const GravityConstants& gravity);
  void set_forces(Longitude& longitude, double minutes) const;
  Longitude integrate(double minutes, double& reached_minutes) const;

  Kind kind_;
  std::vector<Harmonic> harmonics_;
  double gmst_at_epoch_;
  double longitude_at_epoch_ = 0.0;
  double longitude_drift_ = 0.0;  ///< rate of the longitude less the mean motion
  double mean_motion_;
  double perigee_at_epoch_;
  double perigee_rate_;
};

}  // namespace orbitmesh
