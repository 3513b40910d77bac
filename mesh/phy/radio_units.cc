#include "mesh/phy/radio_units.h"

#include "core/math.h"

namespace orbitmesh {
namespace {

constexpr double kNeper_dB = 4.342944819032518;  // 10 / ln 10

}  // namespace

double to_decibel(double power_ratio) { return kNeper_dB * math::log(power_ratio); }

double from_decibel(double dB) { return math::exp(dB / kNeper_dB); }

}  // namespace orbitmesh
