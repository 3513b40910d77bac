#include "mesh/capacity_process.h"

#include <array>
#include <cmath>
#include <cstddef>

#include "core/math.h"
#include "mesh/normal_distribution.h"

namespace orbitmesh {
namespace {

// What an innovation weighs when the process has forgotten it.
constexpr double kForgotten = 1e-6;

int innovations(double correlation) {
  int count = 1;
  for (double weight = correlation; weight > kForgotten; weight *= correlation) ++count;
  return count;
}

BitRate at_quantile(const CapacityQuantiles& q, double u) {
  const std::array<double, 5> share{0.0, 0.05, 0.5, 0.95, 1.0};
  const std::array<BitRate, 5> rate{q.minimum, q.p5, q.p50, q.p95, q.maximum};
  std::size_t i = 1;
  while (i + 1 < share.size() && u > share[i]) ++i;
  const double position = (u - share[i - 1]) / (share[i] - share[i - 1]);
  const double width = static_cast<double>(rate[i].bit_s - rate[i - 1].bit_s);
  return {rate[i - 1].bit_s + static_cast<std::int64_t>(position * width)};
}

}  // namespace

CapacityProcess::CapacityProcess(const CapacityQuantiles& quantiles, double slot_correlation,
                                 RngStream stream)
    : quantiles_(quantiles),
      correlation_(slot_correlation),
      innovations_(innovations(slot_correlation)),
      scale_(std::sqrt(1 - slot_correlation * slot_correlation)),
      stream_(stream) {}

BitRate CapacityProcess::at(std::int64_t slot) {
  double score = 0;
  for (int age = innovations_ - 1; age >= 0; --age) {
    stream_.seek(static_cast<std::uint64_t>(slot - age));
    score = correlation_ * score + scale_ * stream_.normal();
  }
  return at_quantile(quantiles_, 1.0 - normal_upper_tail(score));
}

double diurnal_capacity_factor(double local_solar_hour) {
  constexpr double kHighest = 1.13;
  constexpr double kLowest = 0.84;
  constexpr double kHighest_h = 4.0;
  constexpr double kLowest_h = 20.0;
  const double since_highest_h =
      local_solar_hour - kHighest_h - 24.0 * std::floor((local_solar_hour - kHighest_h) / 24.0);
  constexpr double kFall_h = kLowest_h - kHighest_h;
  const double phase = since_highest_h < kFall_h
                           ? since_highest_h / kFall_h
                           : 1.0 + (since_highest_h - kFall_h) / (24.0 - kFall_h);
  return (kHighest + kLowest) / 2 + (kHighest - kLowest) / 2 * math::cos(kPi * phase);
}

}  // namespace orbitmesh
