#pragma once

#include "orbit/gravity_model.h"

namespace orbitmesh {

/// A gravity model in SGP4's units: lengths in Earth radii, times in minutes.
struct GravityConstants {
  double earth_radius_m;
  double sqrt_mu;            ///< [Earth radii^1.5 / min], 0.0743669 for WGS72
  double velocity_unit_m_s;  ///< speed on a circle of one Earth radius
  double j2;
  double j3;
  double j4;
};

/// The values of Vallado et al., AIAA 2006-6753, appendix B.
GravityConstants gravity_constants(GravityModel model);

}  // namespace orbitmesh
