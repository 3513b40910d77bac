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
constexpr double kFrame_ms = 8.0 / 3.0;
// Beyond p99.9 nothing is claimed: the distribution is cut there.
constexpr std::array<Quantile, 15> kWait{{{0.0, 0.0},
                                          {0.01, 0.0},
                                          {0.05, 0.5},
                                          {0.1, 1.1},
                                          {0.2, 3.5},
                                          {0.3, 5.0},
                                          {0.4, 5.7},
                                          {0.5, 7.1},
                                          {0.6, 9.7},
                                          {0.7, 11.2},
                                          {0.8, 14.9},
                                          {0.9, 20.2},
                                          {0.95, 25.9},
                                          {0.99, 39.5},
                                          {0.999, 79.2}}};
// Slots whose base is longer than base and propagation explain.
constexpr std::array<Quantile, 8> kShift{{{0.0, 0.0},
                                          {0.92, 0.0},
                                          {0.93, 9.8},
                                          {0.95, 19.8},
                                          {0.97, 26.5},
                                          {0.98, 36.1},
                                          {0.99, 44.2},
                                          {1.0, 61.1}}};
// A shift lasts so long: then the base moves from slot to slot as it was seen to.
constexpr std::int64_t kShiftSlots = 2;
constexpr std::array<Quantile, 5> kPause{
    {{0.0, 24.75}, {0.1, 31.0}, {0.5, 56.0}, {0.9, 105.0}, {1.0, 117.25}}};

template <std::size_t N>
double at_quantile(const std::array<Quantile, N>& table, double q) {
  if (q >= table[N - 1].q) return table[N - 1].ms;
  std::size_t i = 1;
  while (q > table[i].q) ++i;
  const Quantile& a = table[i - 1];
  const Quantile& b = table[i];
  return a.ms + (b.ms - a.ms) * (q - a.q) / (b.q - a.q);
}

template <std::size_t N>
double mean_ms(const std::array<Quantile, N>& table) {
  double mean = (1 - table[N - 1].q) * table[N - 1].ms;
  for (std::size_t i = 1; i < N; ++i) {
    mean += (table[i].q - table[i - 1].q) * (table[i - 1].ms + table[i].ms) / 2;
  }
  return mean;
}

Duration from_ms_real(double ms) { return Duration::from_seconds(ms * 1e-3); }

}  // namespace

AccessDelay draw_access_delay(RngStream& stream, std::int64_t slot, double share) {
  const std::int64_t into_shift = (slot % kShiftSlots + kShiftSlots) % kShiftSlots;
  stream.seek(static_cast<std::uint64_t>(slot - into_shift));
  const double base_ms = kBase_ms + at_quantile(kShift, stream.uniform());
  return {from_ms_real(share * base_ms / 2), from_ms_real(share * base_ms / 2)};
}

Duration draw_uplink_wait(RngStream& stream, std::int64_t interval, double share) {
  stream.seek(static_cast<std::uint64_t>(interval));
  const double wait_ms = at_quantile(kWait, stream.uniform());
  return from_ms_real(share * std::floor(wait_ms / kFrame_ms + 0.5) * kFrame_ms);
}

Duration mean_access_rtt() { return from_ms_real(kBase_ms + mean_ms(kShift) + mean_ms(kWait)); }

Duration draw_soft_pause(RngStream& stream, std::int64_t slot) {
  stream.seek(static_cast<std::uint64_t>(slot));
  return from_ms_real(at_quantile(kPause, stream.uniform()));
}

Duration draw_hard_outage(RngStream& stream, std::int64_t slot) {
  stream.seek(static_cast<std::uint64_t>(slot));
  return from_ms_real(500.0 + 40.0 * stream.uniform());
}

}  // namespace orbitmesh
