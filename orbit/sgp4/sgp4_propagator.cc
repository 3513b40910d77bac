#include "orbit/sgp4/sgp4_propagator.h"

#include <algorithm>
#include <cmath>

#include "core/units.h"
#include "orbit/sgp4/near_earth_kernel.h"

namespace orbitmesh {
namespace {

constexpr double kLeastDeepSpacePeriod_min = 225.0;

Sgp4Error refusal_of(const ElementSet& elements, const MeanElements& mean) {
  const double angles_and_drag = elements.inclination_deg + elements.raan_deg +
                                 elements.argument_of_perigee_deg + elements.mean_anomaly_deg +
                                 elements.bstar_per_earth_radius;
  const bool elliptic = elements.eccentricity >= 0.0 && elements.eccentricity < 1.0;
  if (!elliptic || !std::isfinite(angles_and_drag)) return Sgp4Error::kMeanElements;
  if (!(elements.mean_motion_rev_per_day > 0.0)) return Sgp4Error::kMeanMotion;
  if (!(mean.mean_motion > 0.0)) return Sgp4Error::kMeanMotion;
  return Sgp4Error::kNone;
}

Sgp4State failed(Sgp4Error error) { return {{}, {}, error}; }

Sgp4State in_si(const PackState<double>& state, const GravityConstants& gravity) {
  const double r = gravity.earth_radius_m;
  const double v = gravity.velocity_unit_m_s;
  return {{r * state.position[0], r * state.position[1], r * state.position[2]},
          {v * state.velocity[0], v * state.velocity[1], v * state.velocity[2]},
          Sgp4Error::kNone};
}

}  // namespace

/// Mean orbit at some time, after secular and lunar-solar changes, or why there is none.
struct Sgp4Propagator::OrbitAtTime {
  Sgp4Error error = Sgp4Error::kNone;
  double semi_major_axis = 0.0;
  MovingElements elements = {};
  PackSinCos<double> inclination = {};
  LongPeriodTerms long_period = {};
};

Sgp4Propagator::Sgp4Propagator(const ElementSet& elements, GravityModel gravity)
    : epoch_(elements.epoch),
      gravity_(gravity_constants(gravity)),
      mean_(mean_elements(elements, gravity_)),
      refusal_(refusal_of(elements, mean_)) {
  if (refusal_ != Sgp4Error::kNone) return;
  const bool deep = 2.0 * kPi / mean_.mean_motion >= kLeastDeepSpacePeriod_min;
  terms_ = near_earth_terms(mean_, gravity_, deep || has_low_perigee(mean_, gravity_));
  if (deep) deep_space_.emplace(mean_, terms_, epoch_.julian_date(), gravity_);
}

bool Sgp4Propagator::is_round() const {
  return refusal_ == Sgp4Error::kNone && !is_deep_space() &&
         mean_.eccentricity <= kMostNearEarthEccentricity;
}

Sgp4State Sgp4Propagator::state(double minutes) const {
  if (is_round()) {
    const NearEarthState<double> round = near_earth_state<double>(terms_, gravity_.j2, minutes, 0);
    if (round.valid != 0) return in_si(round.state, gravity_);
  }
  return general_state(minutes);
}

Sgp4State Sgp4Propagator::general_state(double minutes) const {
  if (refusal_ != Sgp4Error::kNone) return failed(refusal_);
  const OrbitAtTime orbit = mean_orbit(minutes);
  return orbit.error == Sgp4Error::kNone ? osculating(orbit) : failed(orbit.error);
}

Sgp4Propagator::OrbitAtTime Sgp4Propagator::mean_orbit(double minutes) const {
  const SecularMotion<double> motion = secular_motion<double>(terms_, minutes, 0);
  OrbitAtTime orbit;
  orbit.elements = {mean_.eccentricity, mean_.inclination_rad, motion.node,
                    motion.argument_of_perigee, motion.mean_anomaly};
  orbit.semi_major_axis = terms_.semi_major_axis;
  if (deep_space_) {
    const double mean_motion = deep_space_->add_secular(minutes, orbit.elements);
    if (!(mean_motion > 0.0)) orbit.error = Sgp4Error::kMeanMotion;
    orbit.semi_major_axis = semi_major_axis_er(mean_motion, gravity_);
  }
  orbit.semi_major_axis *= motion.axis_scale * motion.axis_scale;
  double& e = orbit.elements.eccentricity;
  e -= motion.eccentricity_loss;
  if (orbit.error == Sgp4Error::kNone && !(e < 1.0 && e >= kLowestEccentricity)) {
    orbit.error = Sgp4Error::kMeanElements;
  }
  if (orbit.error != Sgp4Error::kNone) return orbit;
  e = std::max(e, kLeastEccentricity);
  orbit.elements.mean_anomaly += motion.longitude_gain;
  orbit.inclination = {mean_.sin_inclination, mean_.cos_inclination};
  orbit.long_period = {terms_.long_period_sine, terms_.long_period_longitude};
  if (deep_space_) add_periodics(minutes, orbit);
  return orbit;
}

void Sgp4Propagator::add_periodics(double minutes, OrbitAtTime& orbit) const {
  MovingElements& elements = orbit.elements;
  elements.node = std::fmod(elements.node, 2.0 * kPi);
  deep_space_->add_periodics(minutes, elements);
  if (elements.inclination < 0.0) {
    elements.inclination = -elements.inclination;
    elements.node += kPi;
    elements.argument_of_perigee -= kPi;
  }
  if (!(elements.eccentricity >= 0.0 && elements.eccentricity <= 1.0)) {
    orbit.error = Sgp4Error::kPerturbedElements;
  }
  orbit.inclination = sincos(elements.inclination);
  orbit.long_period = long_period_terms(orbit.inclination.sin, orbit.inclination.cos, gravity_);
}

Sgp4State Sgp4Propagator::osculating(const OrbitAtTime& orbit) const {
  const MovingElements& elements = orbit.elements;
  const double e = elements.eccentricity;
  const double a = orbit.semi_major_axis;
  const double inverse_p = 1.0 / (a * (1.0 - e * e));
  const PackSinCos<double> perigee = sincos(elements.argument_of_perigee);
  LongPeriodOrbit<double> in = {};
  in.semi_major_axis = a;
  in.e_cos_perigee = e * perigee.cos;
  in.e_sin_perigee = e * perigee.sin + inverse_p * orbit.long_period.sine;
  in.node = elements.node;
  in.inclination = orbit.inclination;
  in.kepler = solve_kepler(elements.mean_anomaly + elements.argument_of_perigee +
                               inverse_p * orbit.long_period.longitude * in.e_cos_perigee,
                           in.e_cos_perigee, in.e_sin_perigee);
  const PackState<double> state = osculating_state<AnyTurn>(in, gravity_.j2);
  if (!(state.semi_latus_rectum >= 0.0)) return failed(Sgp4Error::kSemiLatusRectum);
  if (!(state.radius >= 1.0)) return failed(Sgp4Error::kDecayed);
  return in_si(state, gravity_);
}

}  // namespace orbitmesh
