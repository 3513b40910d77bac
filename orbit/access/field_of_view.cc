#include "orbit/access/field_of_view.h"

#include <fmt/format.h>

#include "core/error.h"
#include "core/math.h"

namespace orbitmesh {
namespace {

// Written so that a NaN fails.
void check(const char* member, double angle_rad, double lowest_rad, double highest_rad) {
  if (angle_rad >= lowest_rad && angle_rad <= highest_rad) return;
  throw InputError(fmt::format("field of view: {} of {} deg is outside {} to {} deg", member,
                               angle_rad / kDegree, lowest_rad / kDegree, highest_rad / kDegree));
}

}  // namespace

bool FieldOfView::contains(double azimuth_rad, double elevation_rad) const {
  const math::SinCos axis = math::sincos(boresight_elevation_rad);
  const math::SinCos target = math::sincos(elevation_rad);
  const double cosine = axis.sin * target.sin +
                        axis.cos * target.cos * math::cos(azimuth_rad - boresight_azimuth_rad);
  return cosine >= math::cos(full_angle_rad / 2);
}

FieldOfView poleward_field_of_view(double latitude_rad, double tilt_rad, double full_angle_rad) {
  return {latitude_rad < 0 ? kPi : 0.0, kPi / 2 - tilt_rad, full_angle_rad};
}

void validate(const FieldOfView& field_of_view) {
  check("boresight azimuth", field_of_view.boresight_azimuth_rad, 0, 2 * kPi);
  check("boresight elevation", field_of_view.boresight_elevation_rad, 0, kPi / 2);
  check("full angle", field_of_view.full_angle_rad, 0, 2 * kPi);
}

}  // namespace orbitmesh
