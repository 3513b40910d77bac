#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "bench/rows.h"
#include "bench/stopwatch.h"
#include "core/error.h"
#include "core/simd_level.h"
#include "orbit/sgp4.h"
#include "orbit/sgp4_batch.h"

namespace orbitmesh {
namespace {

constexpr int kRepetitionsOfBest = 7;

/// A shell of 72 planes of 22, each satellite with elements and an epoch of its own.
std::vector<ElementSet> starlink_like(BenchSize size, Epoch start) {
  const int planes = size == BenchSize::kFull ? 72 : 6;
  std::vector<ElementSet> shell;
  for (int plane = 0; plane < planes; ++plane) {
    for (int slot = 0; slot < 22; ++slot) {
      const int number = plane * 22 + slot;
      ElementSet satellite;
      satellite.epoch = start - Duration::from_s(37) * number;
      satellite.mean_motion_rev_per_day = 15.06 + 1e-5 * slot;
      satellite.eccentricity = 1e-4 + 1e-7 * number;
      satellite.inclination_deg = 53.05;
      satellite.raan_deg = 5.0 * plane;
      satellite.argument_of_perigee_deg = 80.0 + slot;
      satellite.mean_anomaly_deg = (720 * slot + 390 * plane) % 15840 / 44.0;
      satellite.bstar_per_earth_radius = 1e-4 + 1e-6 * plane;
      shell.push_back(satellite);
    }
  }
  return shell;
}

struct States {
  explicit States(std::size_t count) : r_teme_m(count), v_teme_m_s(count) {}
  bool operator==(const States& other) const {
    const std::size_t bytes = r_teme_m.size() * sizeof(Vec3);
    return std::memcmp(r_teme_m.data(), other.r_teme_m.data(), bytes) == 0 &&
           std::memcmp(v_teme_m_s.data(), other.v_teme_m_s.data(), bytes) == 0;
  }
  std::vector<Vec3> r_teme_m;
  std::vector<Vec3> v_teme_m_s;
};

/// Best of `best` and the rate of one run over `steps` minutes [propagations/s].
template <class Propagate>
double better_rate(double best, std::size_t satellites, int steps, Epoch start,
                   Propagate propagate) {
  const Stopwatch watch;
  for (int step = 0; step < steps; ++step) propagate(start + Duration::from_s(60) * step);
  return std::max(best, static_cast<double>(satellites) * steps / watch.cpu_s());
}

const char* name_of(SimdLevel level) {
  return level == SimdLevel::kAvx512 ? "AVX-512" : level == SimdLevel::kAvx2 ? "AVX2" : "SSE2";
}

BenchRow bench_level(BenchSize size, SimdLevel level) {
  const Epoch start = parse_epoch("2026-06-01T00:00:00Z");
  const std::vector<ElementSet> shell = starlink_like(size, start);
  const int steps = size == BenchSize::kFull ? 1000 : 2;
  const Sgp4Batch batch(shell, GravityModel::kWgs72, level);
  const std::vector<Sgp4> alone(shell.begin(), shell.end());
  States together(shell.size());
  States single(shell.size());
  double rate = 0;
  double reference = 0;
  for (int repetition = 0; repetition < kRepetitionsOfBest; ++repetition) {
    rate = better_rate(rate, shell.size(), steps, start, [&](Epoch at) {
      batch.propagate(at, together.r_teme_m.data(), together.v_teme_m_s.data(), nullptr);
    });
    reference = better_rate(reference, shell.size(), steps, start, [&](Epoch at) {
      for (std::size_t i = 0; i < alone.size(); ++i) {
        const Sgp4State state = alone[i].at(at);
        single.r_teme_m[i] = state.r_teme_m;
        single.v_teme_m_s[i] = state.v_teme_m_s;
      }
    });
  }
  if (!(together == single)) {
    throw RunError("orbit.sgp4: the batch and single propagations differ");
  }
  BenchRow row;
  row.value = rate;
  row.unit = "propagations/s";
  row.note = std::string("position and velocity in TEME with ") + name_of(level) +
             "; reference: one satellite at a time";
  compare_with(row, reference);
  return row;
}

}  // namespace

BenchRow bench_orbit_sgp4(BenchSize size) { return bench_level(size, best_simd_level()); }

BenchRow bench_orbit_sgp4_baseline(BenchSize size) {
  return bench_level(size, SimdLevel::kBaseline);
}

BenchRow bench_orbit_sgp4_avx2(BenchSize size) { return bench_level(size, SimdLevel::kAvx2); }

BenchRow bench_orbit_sgp4_avx512(BenchSize size) { return bench_level(size, SimdLevel::kAvx512); }

}  // namespace orbitmesh
