#pragma once

#include <utility>
#include <variant>

#include "core/time.h"
#include "core/units.h"
#include "mesh/phy/rain_process.h"
#include "mesh/phy/rain_series.h"

namespace orbitmesh {

/// Rain at a place: the same all the time, a measured record, or a random process.
class Rain {
 public:
  explicit Rain(RainRate constant) : source_(constant) {}
  explicit Rain(RainSeries series) : source_(std::move(series)) {}
  explicit Rain(const RainProcess& process) : source_(process) {}

  /// The rate at `t`, at or after the epoch.
  RainRate at(Time t);

 private:
  std::variant<RainRate, RainSeries, RainProcess> source_;
};

}  // namespace orbitmesh
