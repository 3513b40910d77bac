#include "mesh/phy/rain.h"

namespace orbitmesh {

RainRate Rain::at(Time t) {
  if (const auto* constant = std::get_if<RainRate>(&source_)) return *constant;
  if (const auto* series = std::get_if<RainSeries>(&source_)) return series->at(t);
  return std::get<RainProcess>(source_).at(t);
}

}  // namespace orbitmesh
