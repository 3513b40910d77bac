#include "mesh/terrestrial_link.h"

#include "core/math.h"

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

}  // namespace orbitmesh
