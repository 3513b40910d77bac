#include "mesh/phy/rain_throughput.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "mesh/phy/radio_units.h"

namespace orbitmesh {

double rain_throughput_factor(RainRate rain) {
  // None; up to 1, 2, 3, 4 and 5 mm/h; more.
  constexpr std::array<double, 7> kFactors{1.0, 0.905, 0.806, 0.70, 0.71, 0.55, 0.52};
  if (rain.si <= 0) return kFactors.front();
  // Rates written in whole mm/h may come out of the conversion a bit above them.
  const double bucket = std::ceil(to_mm_h(rain) - 1e-9);
  return kFactors[std::clamp<std::size_t>(static_cast<std::size_t>(std::min(bucket, 6.0)), 1, 6)];
}

}  // namespace orbitmesh
