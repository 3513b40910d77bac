#include "mesh/normal_distribution.h"

#include <array>
#include <cmath>
#include <cstddef>

#include "core/math.h"

namespace orbitmesh {
namespace {

/// Polynomial with the coefficients in rising powers.
template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double x) {
  double sum = 0;
  for (std::size_t i = N; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

constexpr std::array<double, 7> kTailNumerator{
    220.206867912376, 221.213596169931,  112.079291497871,  33.912866078383,
    6.37396220353165, 0.700383064443688, 0.0352624965998911};
constexpr std::array<double, 8> kTailDenominator{
    440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674,
    86.7807322029461, 16.064177579207,  1.75566716318264, 0.0883883476483184};

// AS 241: around the median, in the tails up to 2e-11, and beyond.
constexpr std::array<double, 8> kCentralNumerator{
    3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
    1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
    3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr std::array<double, 8> kCentralDenominator{1.0,
                                                    4.2313330701600911252e+1,
                                                    6.8718700749205790830e+2,
                                                    5.3941960214247511077e+3,
                                                    2.1213794301586595867e+4,
                                                    3.9307895800092710610e+4,
                                                    2.8729085735721942674e+4,
                                                    5.2264952788528545610e+3};
constexpr std::array<double, 8> kNearNumerator{
    1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
    3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
    2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr std::array<double, 8> kNearDenominator{1.0,
                                                 2.05319162663775882187e0,
                                                 1.67638483018380384940e0,
                                                 6.89767334985100004550e-1,
                                                 1.48103976427480074590e-1,
                                                 1.51986665636164571966e-2,
                                                 5.47593808499534494600e-4,
                                                 1.05075007164441684324e-9};
constexpr std::array<double, 8> kFarNumerator{6.65790464350110377720e0,  5.46378491116411436990e0,
                                              1.78482653991729133580e0,  2.96560571828504891230e-1,
                                              2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                              2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr std::array<double, 8> kFarDenominator{1.0,
                                                5.99832206555887937690e-1,
                                                1.36929880922735805310e-1,
                                                1.48753612908506148525e-2,
                                                7.86869131145613259100e-4,
                                                1.84631831751005468180e-5,
                                                1.42151175831644588870e-7,
                                                2.04426310338993978564e-15};

double upper_tail_of_positive(double x) {
  if (x > 37.0) return 0.0;
  const double bell = math::exp(-x * x / 2.0);
  if (x < 7.07106781186547) {
    return bell * polynomial(kTailNumerator, x) / polynomial(kTailDenominator, x);
  }
  const double fraction = x + 1.0 / (x + 2.0 / (x + 3.0 / (x + 4.0 / (x + 0.65))));
  return bell / (fraction * 2.506628274631000502);
}

}  // namespace

double normal_upper_tail(double x) {
  return x >= 0 ? upper_tail_of_positive(x) : 1.0 - upper_tail_of_positive(-x);
}

double normal_upper_quantile(double probability) {
  const double q = 0.5 - probability;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(kCentralNumerator, r) / polynomial(kCentralDenominator, r);
  }
  const double tail = q > 0 ? probability : 1.0 - probability;
  const double r = std::sqrt(-math::log(tail));
  const double x = r <= 5.0
                       ? polynomial(kNearNumerator, r - 1.6) / polynomial(kNearDenominator, r - 1.6)
                       : polynomial(kFarNumerator, r - 5.0) / polynomial(kFarDenominator, r - 5.0);
  return q > 0 ? x : -x;
}

}  // namespace orbitmesh
