#pragma once

#include "orbit/sgp4/mean_elements.h"

namespace orbitmesh {

/// Mean elements that deep space moves, at some time. Radians.
struct MovingElements {
  double eccentricity;
  double inclination;
  double node;
  double argument_of_perigee;
  double mean_anomaly;
};

/// What the Sun or the Moon does to an orbit (Hoots, Schumacher and Glover 2004, section on
/// lunar and solar perturbations). Angles in radians, times in minutes.
class ThirdBody {
 public:
  /// The Sun and the Moon as seen from an orbit, at an epoch in days since 1900 January
  /// 0.5 (JD 2415020.0).
  static ThirdBody sun(const MeanElements& mean, double days_since_1900);
  static ThirdBody moon(const MeanElements& mean, double days_since_1900);

  /// Secular rates [1/min]; members as in MovingElements.
  const MovingElements& rates() const { return rates_; }

  /// Periodic changes. The plane's are not yet those of node and perigee: `node` stands for
  /// sin i times the node's change, `argument_of_perigee` for the perigee's change plus cos i
  /// times the node's.
  MovingElements periodics(double minutes) const;

 private:
  struct Orbit;
  struct Axes;
  struct Geometry;
  ThirdBody(const MeanElements& mean, const Orbit& body);
  static Axes axes(const MeanElements& mean, const Orbit& body);
  static Geometry geometry(const MeanElements& mean, const Orbit& body);

  /// c2 F2 + c3 F3 + c4 sin f, with the body's true anomaly f.
  struct Wave {
    double f2 = 0.0;
    double f3 = 0.0;
    double sine = 0.0;
  };

  MovingElements rates_;
  Wave eccentricity_, inclination_, anomaly_, perigee_, node_;
  double mean_motion_;
  double mean_anomaly_;  ///< at the epoch
  double orbit_eccentricity_;
};

}  // namespace orbitmesh
