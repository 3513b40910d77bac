#include "orbit/environment/trapped_spectrum.h"

#include <algorithm>

#include "core/math.h"

namespace orbitmesh {

double TrappedSpectrum::above(double energy_MeV) const {
  std::size_t k = 0;
  while (k + 2 < kTrappedEnergies_MeV.size() && energy_MeV >= kTrappedEnergies_MeV[k + 1]) ++k;
  const double low = above_cm2_s[k];
  const double high = above_cm2_s[k + 1];
  const double share = (energy_MeV - kTrappedEnergies_MeV[k]) /
                       (kTrappedEnergies_MeV[k + 1] - kTrappedEnergies_MeV[k]);
  if (low > 0 && high > 0) return low * math::exp(share * math::log(high / low));
  return std::max(low + std::clamp(share, 0.0, 1.0) * (high - low), 0.0);
}

}  // namespace orbitmesh
