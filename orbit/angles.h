#pragma once

namespace orbitmesh {

/// `angle_rad` brought into [0, 2 pi).
double wrap_two_pi(double angle_rad);

/// `angle_rad` brought into [-pi, pi).
double wrap_pi(double angle_rad);

}  // namespace orbitmesh
