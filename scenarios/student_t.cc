#include "scenarios/student_t.h"

#include <cmath>

#include "core/math.h"

namespace orbitmesh {
namespace {

constexpr double kPi = 3.14159265358979323846;

// P(|T| <= sqrt(n) tan(theta)) for n degrees of freedom.
double central_share(double theta, std::int64_t n) {
  const double cosine = math::cos(theta);
  const double cosine2 = cosine * cosine;
  const bool odd = n % 2 == 1;
  double term = odd ? cosine : 1.0;
  double sum = n == 1 ? 0.0 : term;
  for (std::int64_t k = odd ? 3 : 2; k <= n - 2; k += 2) {
    term *= cosine2 * static_cast<double>(k - 1) / static_cast<double>(k);
    sum += term;
  }
  const double sine = math::sin(theta);
  return odd ? (theta + sine * sum) * 2 / kPi : sine * sum;
}

}  // namespace

double student_t_quantile(double p, std::int64_t degrees_of_freedom) {
  if (p < 0.5) return -student_t_quantile(1 - p, degrees_of_freedom);
  const double central = 2 * p - 1;
  double low = 0;
  double high = kPi / 2;
  for (int i = 0; i < 64; ++i) {
    const double middle = (low + high) / 2;
    (central_share(middle, degrees_of_freedom) < central ? low : high) = middle;
  }
  return std::sqrt(static_cast<double>(degrees_of_freedom)) * math::tan((low + high) / 2);
}

}  // namespace orbitmesh
