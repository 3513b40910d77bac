#include "orbit/sgp4/third_body.h"

#include <cmath>

#include "core/math.h"
#include "core/units.h"

namespace orbitmesh {

/// The body's own orbit, its node counted from the object's.
struct ThirdBody::Orbit {
  math::SinCos perigee;
  math::SinCos inclination;
  math::SinCos node_to_node;  ///< the object's node minus the body's
  double strength;            ///< [rad/min]
  double mean_motion;         ///< [rad/min]
  double eccentricity;
  double mean_anomaly;
};

/// Direction of the body's orbit seen from the object's: the averaged potential's factors.
struct ThirdBody::Geometry {
  double z1, z2, z3;
  double z11, z12, z13;
  double z21, z22, z23;
  double z31, z32, z33;
  double s5, s6, s7;
};

namespace {

constexpr math::SinCos kEclipticInclination = {0.39785416, 0.91744867};

}  // namespace

ThirdBody ThirdBody::sun(const MeanElements& mean, double days_since_1900) {
  Orbit sun = {};
  sun.perigee = {-0.98088458, 0.1945905};
  sun.inclination = kEclipticInclination;
  sun.node_to_node = math::sincos(mean.node_rad);
  sun.strength = 2.9864797e-6;
  sun.mean_motion = 1.19459e-5;
  sun.eccentricity = 0.01675;
  sun.mean_anomaly = std::fmod(6.2565837 + 0.017201977 * days_since_1900, 2.0 * kPi);
  return {mean, sun};
}

ThirdBody ThirdBody::moon(const MeanElements& mean, double days_since_1900) {
  // The Moon's node on the ecliptic and its perigee, then its orbit on the equator.
  const double node = std::fmod(4.5236020 - 9.2422029e-4 * days_since_1900, 2.0 * kPi);
  const double perigee = 5.8351514 + 0.0019443680 * days_since_1900;
  const math::SinCos on_ecliptic = math::sincos(node);
  const double cos_i = 0.91375164 - 0.03568096 * on_ecliptic.cos;
  const double sin_i = std::sqrt(1.0 - cos_i * cos_i);
  const double sin_node = 0.089683511 * on_ecliptic.sin / sin_i;
  const double cos_node = std::sqrt(1.0 - sin_node * sin_node);
  const double from_equator = math::atan2(
      kEclipticInclination.sin * on_ecliptic.sin / sin_i,
      cos_node * on_ecliptic.cos + kEclipticInclination.cos * sin_node * on_ecliptic.sin);
  const math::SinCos object_node = math::sincos(mean.node_rad);
  Orbit moon = {};
  moon.perigee = math::sincos(perigee + from_equator - node);
  moon.inclination = {sin_i, cos_i};
  moon.node_to_node = {object_node.sin * cos_node - object_node.cos * sin_node,
                       cos_node * object_node.cos + sin_node * object_node.sin};
  moon.strength = 4.7968065e-7;
  moon.mean_motion = 1.5835218e-4;
  moon.eccentricity = 0.05490;
  moon.mean_anomaly = std::fmod(4.7199672 + 0.22997150 * days_since_1900 - perigee, 2.0 * kPi);
  return {mean, moon};
}

/// The body's axes of perigee (1, 2, 5) and across it (3, 4, 6) in those of the object's
/// orbit: along its node, across, and along its normal.
struct ThirdBody::Axes {
  double a1, a2, a3, a4, a5, a6;
};

ThirdBody::Axes ThirdBody::axes(const MeanElements& mean, const Orbit& body) {
  const double sin_i = mean.sin_inclination;
  const double cos_i = mean.cos_inclination;
  const math::SinCos g = body.perigee;
  const math::SinCos i = body.inclination;
  const math::SinCos h = body.node_to_node;
  const double a7 = -g.cos * h.sin + g.sin * i.cos * h.cos;
  const double a8 = g.sin * i.sin;
  const double a9 = g.sin * h.sin + g.cos * i.cos * h.cos;
  const double a10 = g.cos * i.sin;
  Axes axes = {};
  axes.a1 = g.cos * h.cos + g.sin * i.cos * h.sin;
  axes.a2 = cos_i * a7 + sin_i * a8;
  axes.a3 = -g.sin * h.cos + g.cos * i.cos * h.sin;
  axes.a4 = cos_i * a9 + sin_i * a10;
  axes.a5 = -sin_i * a7 + cos_i * a8;
  axes.a6 = -sin_i * a9 + cos_i * a10;
  return axes;
}

ThirdBody::Geometry ThirdBody::geometry(const MeanElements& mean, const Orbit& body) {
  const auto [a1, a2, a3, a4, a5, a6] = axes(mean, body);
  const math::SinCos perigee = math::sincos(mean.argument_of_perigee_rad);
  const double x1 = a1 * perigee.cos + a2 * perigee.sin;
  const double x2 = a3 * perigee.cos + a4 * perigee.sin;
  const double x3 = -a1 * perigee.sin + a2 * perigee.cos;
  const double x4 = -a3 * perigee.sin + a4 * perigee.cos;
  const double x5 = a5 * perigee.sin;
  const double x6 = a6 * perigee.sin;
  const double x7 = a5 * perigee.cos;
  const double x8 = a6 * perigee.cos;
  const double e2 = mean.eccentricity * mean.eccentricity;
  const double beta2 = 1.0 - e2;
  Geometry z = {};
  z.z31 = 12.0 * x1 * x1 - 3.0 * x3 * x3;
  z.z32 = 24.0 * x1 * x2 - 6.0 * x3 * x4;
  z.z33 = 12.0 * x2 * x2 - 3.0 * x4 * x4;
  z.z1 = 2.0 * (3.0 * (a1 * a1 + a2 * a2) + z.z31 * e2) + beta2 * z.z31;
  z.z2 = 2.0 * (6.0 * (a1 * a3 + a2 * a4) + z.z32 * e2) + beta2 * z.z32;
  z.z3 = 2.0 * (3.0 * (a3 * a3 + a4 * a4) + z.z33 * e2) + beta2 * z.z33;
  z.z11 = -6.0 * a1 * a5 + e2 * (-24.0 * x1 * x7 - 6.0 * x3 * x5);
  z.z12 =
      -6.0 * (a1 * a6 + a3 * a5) + e2 * (-24.0 * (x2 * x7 + x1 * x8) - 6.0 * (x3 * x6 + x4 * x5));
  z.z13 = -6.0 * a3 * a6 + e2 * (-24.0 * x2 * x8 - 6.0 * x4 * x6);
  z.z21 = 6.0 * a2 * a5 + e2 * (24.0 * x1 * x5 - 6.0 * x3 * x7);
  z.z22 = 6.0 * (a4 * a5 + a2 * a6) + e2 * (24.0 * (x2 * x5 + x1 * x6) - 6.0 * (x4 * x7 + x3 * x8));
  z.z23 = 6.0 * a4 * a6 + e2 * (24.0 * x2 * x6 - 6.0 * x4 * x8);
  z.s5 = x1 * x3 + x2 * x4;
  z.s6 = x2 * x3 + x1 * x4;
  z.s7 = x2 * x4 - x1 * x3;
  return z;
}

ThirdBody::ThirdBody(const MeanElements& mean, const Orbit& body)
    : mean_motion_(body.mean_motion),
      mean_anomaly_(body.mean_anomaly),
      orbit_eccentricity_(body.eccentricity) {
  // Nearer to the equator the node's rate would grow without bound.
  constexpr double kLeastInclination_rad = 5.2359877e-2;
  const Geometry z = geometry(mean, body);
  const double e2 = mean.eccentricity * mean.eccentricity;
  const double beta = std::sqrt(1.0 - e2);
  const double s3 = body.strength / mean.mean_motion;
  const double s2 = -0.5 * s3 / beta;
  const double s4 = s3 * beta;
  const double s1 = -15.0 * mean.eccentricity * s4;
  const double anomaly = 14.0 + 6.0 * e2;
  const bool flat = mean.inclination_rad < kLeastInclination_rad ||
                    mean.inclination_rad > kPi - kLeastInclination_rad;
  rates_.eccentricity = s1 * mean_motion_ * z.s5;
  rates_.inclination = s2 * mean_motion_ * (z.z11 + z.z13);
  rates_.mean_anomaly = -mean_motion_ * s3 * (z.z1 + z.z3 - anomaly);
  rates_.node = flat ? 0.0 : -mean_motion_ * s2 * (z.z21 + z.z23) / mean.sin_inclination;
  rates_.argument_of_perigee =
      s4 * mean_motion_ * (z.z31 + z.z33 - 6.0) - mean.cos_inclination * rates_.node;
  eccentricity_ = {2.0 * s1 * z.s6, 2.0 * s1 * z.s7};
  inclination_ = {2.0 * s2 * z.z12, 2.0 * s2 * (z.z13 - z.z11)};
  anomaly_ = {-2.0 * s3 * z.z2, -2.0 * s3 * (z.z3 - z.z1),
              2.0 * s3 * (21.0 + 9.0 * e2) * body.eccentricity};
  perigee_ = {2.0 * s4 * z.z32, 2.0 * s4 * (z.z33 - z.z31), -18.0 * s4 * body.eccentricity};
  node_ = {-2.0 * s2 * z.z22, -2.0 * s2 * (z.z23 - z.z21)};
}

MovingElements ThirdBody::periodics(double minutes) const {
  const double mean_anomaly = mean_anomaly_ + mean_motion_ * minutes;
  const math::SinCos f =
      math::sincos(mean_anomaly + 2.0 * orbit_eccentricity_ * math::sin(mean_anomaly));
  const double f2 = 0.5 * f.sin * f.sin - 0.25;
  const double f3 = -0.5 * f.sin * f.cos;
  const auto at = [&](const Wave& wave) { return wave.f2 * f2 + wave.f3 * f3 + wave.sine * f.sin; };
  return {at(eccentricity_), at(inclination_), at(node_), at(perigee_), at(anomaly_)};
}

}  // namespace orbitmesh
