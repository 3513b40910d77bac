#pragma once

#include "orbit/sgp4/near_earth_terms.h"
#include "orbit/sgp4/pack_trigonometry.h"

namespace orbitmesh {

/// Mean orbit some minutes after the epoch, moved by the Earth's gravity and by drag.
template <class P>
struct SecularMotion {
  P mean_anomaly;         ///< without `longitude_gain`
  P argument_of_perigee;  ///< [rad], likewise
  P node;                 ///< [rad]
  P axis_scale;           ///< the semi-major axis has shrunk by its square
  P eccentricity_loss;
  P longitude_gain;  ///< [rad] of the mean anomaly, since a smaller orbit is faster
};

/// One lane or pack of an object's or a block's terms.
template <class P, class Value>
[[gnu::always_inline]] inline P lanes(const Value& values, int first_lane) {
  return PackTraits<P>::load(reinterpret_cast<const double*>(&values) + first_lane);
}

/// `minutes` since the epoch. Value is double or an array of doubles, of which the pack
/// starts at `first_lane`.
template <class P, class Value>
[[gnu::always_inline]] inline SecularMotion<P> secular_motion(const NearEarthTerms<Value>& terms,
                                                              P minutes, int first_lane) {
  const auto of = [first_lane](const Value& values) __attribute__((always_inline)) {
    return lanes<P>(values, first_lane);
  };
  const P t = minutes;
  const P t2 = t * t;
  const P anomaly = of(terms.mean_anomaly) + of(terms.mean_anomaly_rate) * t;
  const P wave = 1.0 + of(terms.eta) * sine(anomaly, 1.0);
  const P turn = of(terms.perigee_drag) * t +
                 of(terms.anomaly_drag) * (wave * wave * wave - of(terms.anomaly_drag_at_epoch));
  SecularMotion<P> motion;
  motion.mean_anomaly = anomaly + turn;
  motion.argument_of_perigee =
      of(terms.argument_of_perigee) + of(terms.argument_of_perigee_rate) * t - turn;
  motion.node = of(terms.node) + of(terms.node_rate) * t + of(terms.node_drag) * t2;
  motion.axis_scale = 1.0 - t * (of(terms.axis_drag[0]) +
                                 t * (of(terms.axis_drag[1]) +
                                      t * (of(terms.axis_drag[2]) + t * of(terms.axis_drag[3]))));
  motion.eccentricity_loss = of(terms.eccentricity_drag) * t +
                             of(terms.eccentricity_drag_sine) *
                                 (sine(motion.mean_anomaly, 0.0) - of(terms.sin_mean_anomaly));
  motion.longitude_gain =
      t2 * (of(terms.longitude_drag[0]) +
            t * (of(terms.longitude_drag[1]) +
                 t * (of(terms.longitude_drag[2]) + t * of(terms.longitude_drag[3]))));
  return motion;
}

}  // namespace orbitmesh
