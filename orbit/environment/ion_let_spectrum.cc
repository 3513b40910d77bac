#include "orbit/environment/ion_let_spectrum.h"

#include <algorithm>
#include <array>

#include "core/error.h"
#include "core/math.h"
#include "core/units.h"
#include "orbit/environment/embedded_tables.h"
#include "orbit/environment/number_table.h"

namespace orbitmesh {
namespace {

constexpr std::array<double, 17> kCutoffs_GV = {0, 0.25, 0.5, 0.75, 1,  1.5, 2,  3, 4,
                                                5, 6,    7,   8,    10, 12,  14, 16};
constexpr double kLowW = 10;
constexpr double kHighW = 100;

double between(double low, double high, double share) {
  if (low <= 0 || high <= 0) return low + share * (high - low);
  return math::exp(math::log(low) * (1 - share) + math::log(high) * share);
}

}  // namespace

IonLetSpectrum::IonLetSpectrum(double w) {
  const NumberTable quiet = NumberTable::unpack(embedded_gcr_let_w10());
  const NumberTable active = NumberTable::unpack(embedded_gcr_let_w100());
  if (quiet.columns() != kCutoffs_GV.size() + 1 || active.columns() != quiet.columns() ||
      active.rows() != quiet.rows()) {
    throw RunError("the built-in tables of LET spectra have another size");
  }
  const double share = (w - kLowW) / (kHighW - kLowW);
  lets_ = quiet.column(0);
  for (std::size_t i = 0; i < quiet.rows(); ++i) {
    for (std::size_t c = 1; c < quiet.columns(); ++c) {
      fluxes_cm2_s_.push_back(between(quiet.at(i, c), active.at(i, c), share) / kDay_s);
    }
  }
}

double IonLetSpectrum::above(std::size_t i, double cutoff_GV) const {
  const double* flux = fluxes_cm2_s_.data() + i * kCutoffs_GV.size();
  std::size_t c = 0;
  while (c + 2 < kCutoffs_GV.size() && cutoff_GV >= kCutoffs_GV[c + 1]) ++c;
  const double share = (cutoff_GV - kCutoffs_GV[c]) / (kCutoffs_GV[c + 1] - kCutoffs_GV[c]);
  return flux[c] + std::min(share, 1.0) * (flux[c + 1] - flux[c]);
}

}  // namespace orbitmesh
