#include "mesh/terrestrial_link.h"

#include <algorithm>

#include "core/math.h"
#include "mesh/phy/link_budget.h"
#include "mesh/phy/radio_units.h"

namespace orbitmesh {
namespace {

constexpr double kNormalP95 = 1.6448536269514722;

double log_ratio(Duration a, Duration b) { return math::log(a.seconds() / b.seconds()); }

}  // namespace

Duration draw_one_way_delay(const TerrestrialLink& link, RngStream& stream,
                            std::uint64_t interval) {
  const double sigma = log_ratio(link.p95_rtt, link.median_rtt) / kNormalP95;
  stream.seek(interval);
  return Duration::from_seconds(link.median_rtt.seconds() / 2 * math::exp(sigma * stream.normal()));
}

TerrestrialRate rate_share(const TerrestrialLink& link, int users) {
  const std::int64_t directions = link.shared ? 2 : 1;
  return {{link.down.bit_s / (users * directions)}, {link.up.bit_s / (users * directions)}};
}

double v2x_path_loss_dB(const V2xRadio& radio, double distance_m) {
  const double d_m = std::max(1.0, distance_m);
  return free_space_loss_dB(radio.frequency, 1.0) + radio.path_loss_exponent * to_decibel(d_m);
}

double v2x_range_m(const V2xRadio& radio) {
  const double budget_dB =
      radio.transmit_power_dBm + 2 * radio.antenna_gain_dBi - radio.sensitivity_dBm;
  const double beyond_1_m_dB = budget_dB - free_space_loss_dB(radio.frequency, 1.0);
  return from_decibel(beyond_1_m_dB / radio.path_loss_exponent);
}

}  // namespace orbitmesh
