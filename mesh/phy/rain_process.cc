#include "mesh/phy/rain_process.h"

#include <fmt/format.h>

#include <cmath>

#include "core/error.h"
#include "core/math.h"
#include "mesh/normal_distribution.h"
#include "mesh/phy/radio_units.h"

namespace orbitmesh {
namespace {

constexpr double kIntensityDeviation = 1.26;
constexpr double kR001Probability = 1e-4;

void check(const RainClimate& climate) {
  const double p = climate.rain_probability;
  if (!(p > kR001Probability && p < 1)) {
    throw InputError(fmt::format(
        "rain probability is {}, must be greater than 0.0001 (R0.01 needs that) and less than 1",
        p));
  }
  const double shortest_s = RainProcess::kStep.seconds() * std::fmax(1.0, p / (1 - p));
  if (climate.mean_rain.seconds() < shortest_s) {
    throw InputError(fmt::format("mean duration of rain is {} s, must be at least {} s",
                                 climate.mean_rain.seconds(), shortest_s));
  }
}

}  // namespace

RainIntensity fit_rain_intensity(const RainClimate& climate) {
  check(climate);
  if (climate.r001.si <= 0) return {0, 0};
  const double deviations = normal_upper_quantile(kR001Probability / climate.rain_probability);
  return {math::log(to_mm_h(climate.r001)) - kIntensityDeviation * deviations, kIntensityDeviation};
}

double rain_exceedance(const RainClimate& climate, RainRate rain) {
  if (climate.r001.si <= 0) return 0.0;
  if (rain.si <= 0) return climate.rain_probability;
  const RainIntensity intensity = fit_rain_intensity(climate);
  return climate.rain_probability *
         normal_upper_tail((math::log(to_mm_h(rain)) - intensity.mu) / intensity.sigma);
}

RainProcess::RainProcess(const RainClimate& climate, RngStream stream)
    : climate_(climate), intensity_(fit_rain_intensity(climate)), stream_(stream) {
  const double p = climate.rain_probability;
  end_of_rain_ = kStep.seconds() / climate.mean_rain.seconds();
  begin_of_rain_ = end_of_rain_ * p / (1 - p);
  memory_ = math::exp(-kStep.seconds() / climate.correlation.seconds());
  begin();
}

RainRate RainProcess::at(Time t) {
  const std::int64_t step = t.since_epoch() / kStep;
  if (step < step_) begin();
  while (step_ < step) advance();
  if (!wet_ || climate_.r001.si <= 0) return {0};
  return millimetres_per_hour(math::exp(intensity_.mu + intensity_.sigma * normal_));
}

void RainProcess::begin() {
  step_ = 0;
  stream_.seek(0);
  wet_ = stream_.uniform() < climate_.rain_probability;
  normal_ = stream_.normal();
}

void RainProcess::advance() {
  ++step_;
  stream_.seek(static_cast<std::uint64_t>(step_));
  const bool changes = stream_.uniform() < (wet_ ? end_of_rain_ : begin_of_rain_);
  if (changes) wet_ = !wet_;
  // The intensity goes on in dry spells, so that its distribution stays stationary.
  normal_ = memory_ * normal_ + std::sqrt(1 - memory_ * memory_) * stream_.normal();
}

}  // namespace orbitmesh
