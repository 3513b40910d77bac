#pragma once

namespace orbitmesh {

/// A straight street between rows of buildings of one height, as Rec. ITU-R P.681 masks the
/// sky over a vehicle in its middle.
struct StreetCanyon {
  double width_m = 0;  ///< between the facades, positive
  double building_height_m = 0;
  double antenna_height_m = 1.5;
};

/// Elevation under which the buildings hide the sky towards `azimuth_rad`, for a vehicle
/// that drives along the street towards `heading_rad` (both clockwise from north): 0 along
/// the street, greatest across it, in [0, pi/2).
double street_canyon_mask_rad(const StreetCanyon& street, double azimuth_rad, double heading_rad);

}  // namespace orbitmesh
