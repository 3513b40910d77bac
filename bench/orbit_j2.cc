#include <algorithm>
#include <cstring>
#include <vector>

#include "bench/bench_constellation.h"
#include "bench/rows.h"
#include "bench/stopwatch.h"
#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr int kRepetitionsOfBest = 5;

/// Best rate of several runs of `propagate(t)` over `steps` seconds [propagations/s].
template <class Propagate>
double best_rate(int satellites, int steps, Propagate propagate) {
  double best = 0;
  for (int repetition = 0; repetition < kRepetitionsOfBest; ++repetition) {
    const Stopwatch watch;
    for (int s = 0; s < steps; ++s) propagate(Time{} + Duration::from_s(s));
    best = std::max(best, static_cast<double>(satellites) * steps / watch.cpu_s());
  }
  return best;
}

}  // namespace

BenchRow bench_orbit_j2(BenchSize size) {
  const BenchConstellation bench(shell_1584(size));
  const int satellites = bench.ephemeris->size();
  const int steps = size == BenchSize::kFull ? 2000 : 2;
  std::vector<Vec3> batch(static_cast<std::size_t>(satellites));
  std::vector<Vec3> single(static_cast<std::size_t>(satellites));
  BenchRow row;
  row.value = best_rate(satellites, steps,
                        [&](Time t) { bench.ephemeris->positions_ecef_m(t, batch.data()); });
  row.unit = "propagations/s";
  const double reference = best_rate(satellites, steps / 2, [&](Time t) {
    for (int i = 0; i < satellites; ++i) {
      single[static_cast<std::size_t>(i)] = bench.ephemeris->position_ecef_m(i, t);
    }
  });
  bench.ephemeris->positions_ecef_m(Time{} + Duration::from_s(steps / 2 - 1), batch.data());
  if (std::memcmp(batch.data(), single.data(), batch.size() * sizeof(Vec3)) != 0) {
    throw RunError("orbit.j2: the batch and single propagations differ");
  }
  row.note = "positions in ECEF, one shell; reference: one satellite at a time";
  compare_with(row, reference);
  return row;
}

}  // namespace orbitmesh
