#include "nodes/wear_out.h"

#include "core/math.h"
#include "core/rng.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr double kSpread = 0.3;
constexpr double kLatest_yr = 100;

/// A dose at which the device fails, among those above what it has survived.
double drawn_limit_rad(std::uint64_t seed, NodeId node, double median_rad, double survived_rad) {
  // Of what survives ten times the median, nothing is known.
  constexpr int kDraws = 1000;
  RngStream stream(seed, "radiation.wear-out", node.value);
  for (int k = 0; k < kDraws; ++k) {
    const double limit_rad = median_rad * math::exp(kSpread * stream.normal());
    if (limit_rad > survived_rad) return limit_rad;
  }
  return survived_rad;
}

}  // namespace

std::optional<Time> wear_out_time(std::uint64_t seed, NodeId node, const DoseHistory& dose) {
  const double survived_rad = dose.rad_per_year * dose.age.seconds() / kYear_s;
  const double left_rad = drawn_limit_rad(seed, node, dose.limit_rad, survived_rad) - survived_rad;
  if (!(left_rad < kLatest_yr * dose.rad_per_year)) return std::nullopt;
  return Time{} + Duration::from_seconds(left_rad / dose.rad_per_year * kYear_s);
}

}  // namespace orbitmesh
