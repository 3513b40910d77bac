#include "orbit/environment/aluminium_shield.h"

#include "core/math.h"

namespace orbitmesh {
namespace {

constexpr double kExponent = 1.77;
constexpr double kRangeAt100MeV_g_cm2 = 10.0;

}  // namespace

AluminiumShield::AluminiumShield(double thickness_m)
    : thickness_m_(thickness_m),
      offset_(thickness_m * 100 * kAluminiumDensity_g_cm3 * math::pow(100.0, kExponent) /
              kRangeAt100MeV_g_cm2) {}

double AluminiumShield::outside_MeV(double inside_MeV) const {
  return math::pow(math::pow(inside_MeV, kExponent) + offset_, 1 / kExponent);
}

double AluminiumShield::inside_MeV(double outside_MeV) const {
  const double left = math::pow(outside_MeV, kExponent) - offset_;
  return left > 0 ? math::pow(left, 1 / kExponent) : 0.0;
}

}  // namespace orbitmesh
