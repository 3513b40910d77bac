#include "orbit/sgp4/resonance.h"

#include <cmath>

#include "core/math.h"
#include "core/units.h"
#include "orbit/sgp4/half_day_functions.h"

namespace orbitmesh {
namespace {

/// The Earth's rotation [rad/min], 7.29211514668855e-5 rad/s.
constexpr double kEarthRotation = 4.37526908801129966e-3;
constexpr double kStep_min = 720.0;

}  // namespace

Resonance::Resonance(const MeanElements& mean, const Rates& rates, double gmst_at_epoch_rad,
                     const GravityConstants& gravity)
    : kind_(Kind::kNone),
      gmst_at_epoch_(std::fmod(gmst_at_epoch_rad, 2.0 * kPi)),
      mean_motion_(mean.mean_motion),
      perigee_at_epoch_(mean.argument_of_perigee_rad),
      perigee_rate_(rates.gravity_argument_of_perigee) {
  const double n = mean.mean_motion;
  if (n > 0.0034906585 && n < 0.0052359877) kind_ = Kind::kOneDay;
  if (n >= 8.26e-3 && n <= 9.24e-3 && mean.eccentricity >= 0.5) kind_ = Kind::kHalfDay;
  if (kind_ == Kind::kOneDay) {
    add_one_day_harmonics(mean, gravity);
    longitude_at_epoch_ =
        mean.mean_anomaly_rad + mean.node_rad + mean.argument_of_perigee_rad - gmst_at_epoch_;
    longitude_drift_ =
        rates.mean_anomaly + rates.argument_of_perigee + rates.node - kEarthRotation - n;
  } else if (kind_ == Kind::kHalfDay) {
    add_half_day_harmonics(mean, gravity);
    longitude_at_epoch_ = mean.mean_anomaly_rad + 2.0 * (mean.node_rad - gmst_at_epoch_);
    longitude_drift_ = rates.mean_anomaly + 2.0 * (rates.node - kEarthRotation) - n;
  }
  longitude_at_epoch_ = std::fmod(longitude_at_epoch_, 2.0 * kPi);
}

void Resonance::add_one_day_harmonics(const MeanElements& mean, const GravityConstants& gravity) {
  constexpr double kQ22 = 1.7891679e-6;
  constexpr double kQ31 = 2.1460748e-6;
  constexpr double kQ33 = 2.2123015e-7;
  constexpr double kPhase22 = 0.13130908;
  constexpr double kPhase31 = 2.8843198;
  constexpr double kPhase33 = 0.37448087;
  const double inverse_a = 1.0 / semi_major_axis_er(mean.mean_motion, gravity);
  const double e2 = mean.eccentricity * mean.eccentricity;
  const double sin_i = mean.sin_inclination;
  const double cos_i = mean.cos_inclination;
  const double up = 1.0 + cos_i;
  const double g200 = 1.0 + e2 * (-2.5 + 0.8125 * e2);
  const double g310 = 1.0 + 2.0 * e2;
  const double g300 = 1.0 + e2 * (-6.0 + 6.60937 * e2);
  const double f220 = 0.75 * up * up;
  const double f311 = 0.9375 * sin_i * sin_i * (1.0 + 3.0 * cos_i) - 0.75 * up;
  const double f330 = 1.875 * up * up * up;
  const double scale = 3.0 * mean.mean_motion * mean.mean_motion * inverse_a * inverse_a;
  harmonics_ = {
      {scale * f311 * g310 * kQ31 * inverse_a, 0, 1, kPhase22},
      {2.0 * scale * f220 * g200 * kQ22, 0, 2, 2.0 * kPhase31},
      {3.0 * scale * f330 * g300 * kQ33 * inverse_a, 0, 3, 3.0 * kPhase33},
  };
}

void Resonance::add_half_day_harmonics(const MeanElements& mean, const GravityConstants& gravity) {
  constexpr double kRoot22 = 1.7891679e-6;
  constexpr double kRoot32 = 3.7393792e-7;
  constexpr double kRoot44 = 7.3636953e-9;
  constexpr double kRoot52 = 1.1428639e-7;
  constexpr double kRoot54 = 2.1765803e-9;
  constexpr double kPhase22 = 5.7686396;
  constexpr double kPhase32 = 0.95240898;
  constexpr double kPhase44 = 1.8014998;
  constexpr double kPhase52 = 1.0508330;
  constexpr double kPhase54 = 4.4108898;
  const double inverse_a = 1.0 / semi_major_axis_er(mean.mean_motion, gravity);
  const HalfDayEccentricity g = half_day_eccentricity(mean.eccentricity);
  const HalfDayInclination f = half_day_inclination(mean.sin_inclination, mean.cos_inclination);
  const double scale2 = 3.0 * mean.mean_motion * mean.mean_motion * inverse_a * inverse_a;
  const double scale3 = scale2 * inverse_a;
  const double scale4 = scale3 * inverse_a;
  const double scale5 = scale4 * inverse_a;
  harmonics_ = {
      {scale2 * kRoot22 * f.f220 * g.g201, 2, 1, kPhase22},
      {scale2 * kRoot22 * f.f221 * g.g211, 0, 1, kPhase22},
      {scale3 * kRoot32 * f.f321 * g.g310, 1, 1, kPhase32},
      {scale3 * kRoot32 * f.f322 * g.g322, -1, 1, kPhase32},
      {2.0 * scale4 * kRoot44 * f.f441 * g.g410, 2, 2, kPhase44},
      {2.0 * scale4 * kRoot44 * f.f442 * g.g422, 0, 2, kPhase44},
      {scale5 * kRoot52 * f.f522 * g.g520, 1, 1, kPhase52},
      {scale5 * kRoot52 * f.f523 * g.g532, -1, 1, kPhase52},
      {2.0 * scale5 * kRoot54 * f.f542 * g.g521, 1, 2, kPhase54},
      {2.0 * scale5 * kRoot54 * f.f543 * g.g533, -1, 2, kPhase54},
  };
}

void Resonance::set_forces(Longitude& longitude, double minutes) const {
  const double perigee = perigee_at_epoch_ + perigee_rate_ * minutes;
  double force = 0.0;
  double slope = 0.0;
  for (const Harmonic& harmonic : harmonics_) {
    const math::SinCos angle = math::sincos(harmonic.perigees * perigee +
                                            harmonic.longitudes * longitude.value - harmonic.phase);
    force += harmonic.amplitude * angle.sin;
    slope += harmonic.longitudes * harmonic.amplitude * angle.cos;
  }
  longitude.rate = longitude.mean_motion + longitude_drift_;
  longitude.motion_rate = force;
  longitude.motion_change = slope * longitude.rate;
}

/// By whole steps towards `minutes`, as far as they go.
Resonance::Longitude Resonance::integrate(double minutes, double& reached_minutes) const {
  const double step = minutes > 0.0 ? kStep_min : -kStep_min;
  const double half_square = 0.5 * kStep_min * kStep_min;
  Longitude longitude = {};
  longitude.value = longitude_at_epoch_;
  longitude.mean_motion = mean_motion_;
  double t = 0.0;
  set_forces(longitude, t);
  while (std::fabs(minutes - t) >= kStep_min) {
    longitude.value += longitude.rate * step + longitude.motion_rate * half_square;
    longitude.mean_motion += longitude.motion_rate * step + longitude.motion_change * half_square;
    t += step;
    set_forces(longitude, t);
  }
  reached_minutes = t;
  return longitude;
}

Resonance::Motion Resonance::at(double minutes, double node, double argument_of_perigee) const {
  double reached_minutes = 0.0;
  const Longitude last = integrate(minutes, reached_minutes);
  const double rest = minutes - reached_minutes;
  const double motion =
      last.mean_motion + last.motion_rate * rest + 0.5 * last.motion_change * rest * rest;
  const double longitude = last.value + last.rate * rest + 0.5 * last.motion_rate * rest * rest;
  const double gmst = std::fmod(gmst_at_epoch_ + kEarthRotation * minutes, 2.0 * kPi);
  return {motion, kind_ == Kind::kOneDay ? longitude - node - argument_of_perigee + gmst
                                         : longitude - 2.0 * node + 2.0 * gmst};
}

}  // namespace orbitmesh
