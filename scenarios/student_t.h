#pragma once

#include <cstdint>

namespace orbitmesh {

/// Quantile of Student's t distribution: the t below which a share `p` lies. By bisection on
/// the finite series of the distribution function for whole degrees of freedom (Abramowitz and
/// Stegun, 26.7.3 and 26.7.4); error below 1e-9 relative. Preconditions: 0 < p < 1,
/// degrees_of_freedom >= 1.
double student_t_quantile(double p, std::int64_t degrees_of_freedom);

}  // namespace orbitmesh
