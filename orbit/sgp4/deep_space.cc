#include "orbit/sgp4/deep_space.h"

#include <cmath>

#include "core/math.h"
#include "core/units.h"
#include "orbit/frames.h"

namespace orbitmesh {
namespace {

constexpr double kJulianDateOf1900 = 2415020.0;

/// Rounds the date to one double, 20 us, as the standard's code does: its test vectors show
/// this in the Moon's place.
double days_since_1900(JulianDate epoch) {
  return (epoch.day + epoch.fraction) - kJulianDateOf1900;
}

Resonance::Rates rates_without_resonance(const NearEarthTerms<double>& terms,
                                         const MovingElements& sun, const MovingElements& moon) {
  return {terms.mean_anomaly_rate + sun.mean_anomaly + moon.mean_anomaly,
          terms.argument_of_perigee_rate + sun.argument_of_perigee + moon.argument_of_perigee,
          terms.node_rate + sun.node + moon.node, terms.argument_of_perigee_rate};
}

/// Node and perigee by way of the orbit's normal, since near the equator their own changes
/// have no bound (Lyddane 1963). `elements` has its new inclination already.
void turn_flat_orbit(const MovingElements& change, MovingElements& elements) {
  const math::SinCos i = math::sincos(elements.inclination);
  const math::SinCos node = math::sincos(elements.node);
  const double old_node = std::fmod(elements.node, 2.0 * kPi);
  const double along_y =
      i.sin * node.sin + change.node * node.cos + change.inclination * i.cos * node.sin;
  const double along_x =
      i.sin * node.cos - change.node * node.sin + change.inclination * i.cos * node.cos;
  double new_node = math::atan2(along_y, along_x);
  if (std::fabs(old_node - new_node) > kPi) {
    new_node += new_node < old_node ? 2.0 * kPi : -2.0 * kPi;
  }
  const double longitude = elements.mean_anomaly + elements.argument_of_perigee +
                           change.mean_anomaly + change.argument_of_perigee +
                           (i.cos - change.inclination * i.sin) * old_node;
  elements.node = new_node;
  elements.mean_anomaly += change.mean_anomaly;
  elements.argument_of_perigee = longitude - elements.mean_anomaly - i.cos * new_node;
}

}  // namespace

DeepSpace::DeepSpace(const MeanElements& mean, const NearEarthTerms<double>& terms,
                     JulianDate epoch, const GravityConstants& gravity)
    : mean_motion_(mean.mean_motion),
      sun_(ThirdBody::sun(mean, days_since_1900(epoch))),
      moon_(ThirdBody::moon(mean, days_since_1900(epoch))),
      resonance_(mean, rates_without_resonance(terms, sun_.rates(), moon_.rates()), gmst_rad(epoch),
                 gravity) {}

double DeepSpace::add_secular(double minutes, MovingElements& elements) const {
  for (const ThirdBody* body : {&sun_, &moon_}) {
    elements.eccentricity += body->rates().eccentricity * minutes;
    elements.inclination += body->rates().inclination * minutes;
    elements.node += body->rates().node * minutes;
    elements.argument_of_perigee += body->rates().argument_of_perigee * minutes;
    elements.mean_anomaly += body->rates().mean_anomaly * minutes;
  }
  if (!resonance_.active()) return mean_motion_;
  const Resonance::Motion motion =
      resonance_.at(minutes, elements.node, elements.argument_of_perigee);
  elements.mean_anomaly = motion.mean_anomaly;
  return motion.mean_motion;
}

void DeepSpace::add_periodics(double minutes, MovingElements& elements) const {
  // Below, node and perigee are turned through the orbit's normal.
  constexpr double kFlatInclination_rad = 0.2;
  const MovingElements sun = sun_.periodics(minutes);
  const MovingElements moon = moon_.periodics(minutes);
  const MovingElements change = {sun.eccentricity + moon.eccentricity,
                                 sun.inclination + moon.inclination, sun.node + moon.node,
                                 sun.argument_of_perigee + moon.argument_of_perigee,
                                 sun.mean_anomaly + moon.mean_anomaly};
  elements.eccentricity += change.eccentricity;
  elements.inclination += change.inclination;
  if (elements.inclination < kFlatInclination_rad) {
    turn_flat_orbit(change, elements);
    return;
  }
  const math::SinCos i = math::sincos(elements.inclination);
  const double node_change = change.node / i.sin;
  elements.node += node_change;
  elements.argument_of_perigee += change.argument_of_perigee - i.cos * node_change;
  elements.mean_anomaly += change.mean_anomaly;
}

}  // namespace orbitmesh
