#include "mesh/access_delay.h"

#include <array>
#include <cmath>

namespace orbitmesh {
namespace {

struct Quantile {
  double q;
  double ms;
};

constexpr double kBase_ms = 7.0;
constexpr double kQuantum_ms = 8.0 / 3.0;
// Beyond p99 nothing is claimed: the distribution is cut there.
constexpr std::array<Quantile, 5> kResidual{
    {{0.0, 0.0}, {0.5, 7.1}, {0.95, 25.9}, {0.99, 39.5}, {1.0, 39.5}}};
constexpr std::array<Quantile, 5> kPause{
    {{0.0, 24.75}, {0.1, 31.0}, {0.5, 56.0}, {0.9, 105.0}, {1.0, 117.25}}};

template <std::size_t N>
double at_quantile(const std::array<Quantile, N>& table, double q) {
  std::size_t i = 1;
  while (i + 1 < N && q > table[i].q) ++i;
  const Quantile& a = table[i - 1];
  const Quantile& b = table[i];
  return a.ms + (b.ms - a.ms) * (q - a.q) / (b.q - a.q);
}

Duration from_ms_real(double ms) { return Duration::from_seconds(ms * 1e-3); }

}  // namespace

AccessDelay draw_access_delay(RngStream& stream, std::int64_t slot, double share) {
  stream.seek(static_cast<std::uint64_t>(slot));
  const double residual_ms = at_quantile(kResidual, stream.uniform());
  const double quantised_ms = std::floor(residual_ms / kQuantum_ms + 0.5) * kQuantum_ms;
  // The residual is waiting for an uplink grant; the base is shared evenly.
  return {from_ms_real(share * (kBase_ms / 2 + quantised_ms)), from_ms_real(share * kBase_ms / 2)};
}

Duration mean_access_rtt() {
  double mean_ms = kBase_ms;
  for (std::size_t i = 1; i < kResidual.size(); ++i) {
    const Quantile& a = kResidual[i - 1];
    const Quantile& b = kResidual[i];
    mean_ms += (b.q - a.q) * (a.ms + b.ms) / 2;
  }
  return from_ms_real(mean_ms);
}

Duration draw_soft_pause(RngStream& stream, std::int64_t slot) {
  stream.seek(static_cast<std::uint64_t>(slot));
  return from_ms_real(at_quantile(kPause, stream.uniform()));
}

Duration draw_hard_outage(RngStream& stream, std::int64_t slot) {
  stream.seek(static_cast<std::uint64_t>(slot));
  return from_ms_real(500.0 + 40.0 * stream.uniform());
}

}  // namespace orbitmesh
