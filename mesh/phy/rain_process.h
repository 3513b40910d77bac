#pragma once

#include <cstdint>

#include "core/rng.h"
#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// Rain at a site over the years.
struct RainClimate {
  RainRate r001;                                ///< exceeded for 0.01 % of the time
  double rain_probability = 0.05;               ///< share of the time with rain, (1e-4, 1)
  Duration mean_rain = Duration::from_s(1800);  ///< mean duration of rain, at least 1 min
  /// Time over which the intensity of a rain forgets itself: the 1 / 2e-4 s^-1 of Rec.
  /// ITU-R P.1853-1 for attenuation.
  Duration correlation = Duration::from_s(5000);
};

/// Log-normal distribution of the rate while it rains: ln(rate in mm/h) has mean `mu` and
/// standard deviation `sigma`.
struct RainIntensity {
  double mu = 0;
  double sigma = 0;
};

/// The intensity with the deviation 1.26 of Rec. ITU-R P.837-7 that gives the climate's
/// R0.01. Throws InputError when the rain probability or the mean duration is out of range.
RainIntensity fit_rain_intensity(const RainClimate& climate);

/// Share of the time in which it rains more than `rain`, exact.
double rain_exceedance(const RainClimate& climate, RainRate rain);

/// Rain at a site as a two-state Markov chain, wet or dry, with a log-normal intensity. The
/// rate is constant within the minutes of virtual time and depends on the stream alone,
/// whichever moments are asked for.
class RainProcess {
 public:
  static constexpr Duration kStep = Duration::from_s(60);

  /// A stream of the site's own, such as ("weather.rain", site). Throws as above.
  RainProcess(const RainClimate& climate, RngStream stream);

  /// The rate at `t`, at or after the epoch. Each new minute costs one draw; going back
  /// begins again at the epoch.
  RainRate at(Time t);

 private:
  void begin();
  void advance();

  RainClimate climate_;
  RainIntensity intensity_;
  double end_of_rain_;  // probabilities a step
  double begin_of_rain_;
  double memory_;  // correlation of the intensity over a step
  RngStream stream_;
  std::int64_t step_ = 0;
  bool wet_ = false;
  double normal_ = 0;  // the intensity's standard normal
};

}  // namespace orbitmesh
