#include "mesh/delay_curve.h"

#include "core/units.h"

namespace orbitmesh {

DelayCurve DelayCurve::constant(Duration delay) {
  DelayCurve curve;
  curve.end_ = Time::max();
  curve.c0_ns_ = static_cast<double>(delay.ns());
  return curve;
}

DelayCurve DelayCurve::through(Time begin, Time end, double range_begin_m, double range_middle_m,
                               double range_end_m, Duration extra) {
  constexpr double kNsPerMetre = 1e9 / kSpeedOfLight_m_s;
  const double length_ns = static_cast<double>((end - begin).ns());
  const double d0 = range_begin_m * kNsPerMetre;
  const double dm = range_middle_m * kNsPerMetre;
  const double d1 = range_end_m * kNsPerMetre;
  DelayCurve curve;
  curve.begin_ = begin;
  curve.end_ = end;
  curve.c0_ns_ = d0 + static_cast<double>(extra.ns());
  curve.c1_ = (4.0 * dm - 3.0 * d0 - d1) / length_ns;
  curve.c2_per_ns_ = 2.0 * (d0 - 2.0 * dm + d1) / (length_ns * length_ns);
  return curve;
}

}  // namespace orbitmesh
