#pragma once

#include "core/units.h"

namespace orbitmesh {

/// The cone that a phased-array dish can steer its beam in.
struct FieldOfView {
  double boresight_azimuth_rad = 0.0;    ///< from north over east, [0, 2 pi)
  double boresight_elevation_rad = 0.0;  ///< [0, pi/2]
  double full_angle_rad = 0.0;           ///< from edge to edge, [0, 2 pi]

  /// Whether a direction lies in the cone or on its edge.
  bool contains(double azimuth_rad, double elevation_rad) const;
};

/// Full angle of a Starlink dish's cone: 100 to 110 deg are measured.
inline constexpr double kStarlinkFieldOfView_rad = 110 * kDegree;

/// A cone that leans from the zenith towards the nearer pole, as Starlink dishes do, by
/// `tilt_rad` in [0, pi/2]; northwards on the equator.
FieldOfView poleward_field_of_view(double latitude_rad, double tilt_rad,
                                   double full_angle_rad = kStarlinkFieldOfView_rad);

/// Throws InputError naming the member that is out of its range.
void validate(const FieldOfView& field_of_view);

}  // namespace orbitmesh
