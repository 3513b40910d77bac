#pragma once

#include <optional>
#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"
#include "mesh/phy/radio_units.h"

namespace orbitmesh {

/// Rain at a remote site or gateway: exactly one of `rain`, `series` and `r001`.
struct WeatherSection {
  std::optional<RainRate> rain;
  std::optional<std::string> series;  ///< an absolute path once loaded
  std::optional<RainRate> r001;
  std::optional<double> wet_share;
  std::optional<Duration> mean_rain;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    const auto rate = [](std::string_view doc) {
      return Spec<RainRate>(doc).min({0}).max(kMostSteadyRain);
    };
    v.field("rain", rain, rate("the same rain all the time"));
    v.field("series", series,
            Spec<std::string>("CSV file of rain over time, found from this file's folder; "
                              "docs/models/rain.md has its columns")
                .not_empty());
    v.field("r001", r001,
            Spec<RainRate>("random rain of a climate in which this rate is exceeded for 0.01 % "
                           "of the time")
                .min(millimetres_per_hour(1))
                .max(millimetres_per_hour(200)));
    v.field("wet_share", wet_share,
            Spec<double>("with r001: share of the time with rain, 0.05 without this key")
                .min(0.001)
                .max(0.5));
    v.field("mean_rain", mean_rain,
            Spec<Duration>("with r001: mean duration of a rain, 30 min without this key")
                .min(Duration::from_s(60))
                .max(Duration::from_s(86'400)));
  }
};

}  // namespace orbitmesh
