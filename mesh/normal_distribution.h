#pragma once

namespace orbitmesh {

/// Probability that a standard normal variable exceeds `x`, within 1e-15, and within 1e-8 of
/// itself in the tail (Hart 1968, in the form of West, "Better approximations to cumulative
/// normal functions", 2005).
double normal_upper_tail(double x);

/// The inverse: the x exceeded with `probability` in (0, 1), to about 1e-15 of it (Wichura,
/// algorithm AS 241, 1988).
double normal_upper_quantile(double probability);

}  // namespace orbitmesh
