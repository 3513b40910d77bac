#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "bench/bench_constellation.h"
#include "bench/rows.h"
#include "bench/stopwatch.h"
#include "core/error.h"
#include "core/math.h"
#include "core/rng.h"
#include "core/units.h"
#include "orbit/visibility_index.h"

namespace orbitmesh {
namespace {

constexpr double kMinElevation_rad = 25 * kDegree;
constexpr int kRepetitionsOfBest = 5;

/// Sites spread evenly over the Earth.
std::vector<GroundSite> even_sites(int count) {
  RngStream stream(1, "bench.sites", 0);
  std::vector<GroundSite> sites;
  for (int i = 0; i < count; ++i) {
    const double lat_rad = math::asin(2 * stream.uniform() - 1);
    sites.push_back(make_ground_site("bench", {lat_rad, (2 * stream.uniform() - 1) * kPi, 0}));
  }
  return sites;
}

using Sets = std::vector<std::vector<int>>;

/// Best of several runs of one step, `find(sets)` [site-steps/s].
template <class Find>
double best_rate(Sets& sets, Find find) {
  double best = 0;
  for (int repetition = 0; repetition < kRepetitionsOfBest; ++repetition) {
    const Stopwatch watch;
    find(sets);
    best = std::max(best, static_cast<double>(sets.size()) / watch.cpu_s());
  }
  return best;
}

void search_all(const GroundSite& site, const std::vector<Vec3>& r_ecef_m, std::vector<int>& out) {
  out.clear();
  const ElevationTest test(site, kMinElevation_rad);
  for (std::size_t i = 0; i < r_ecef_m.size(); ++i) {
    if (test.passes(r_ecef_m[i])) out.push_back(static_cast<int>(i));
  }
}

}  // namespace

BenchRow bench_orbit_visibility(BenchSize size) {
  const BenchConstellation bench(shell_6000(size));
  std::vector<Vec3> r_ecef_m(static_cast<std::size_t>(bench.ephemeris->size()));
  bench.ephemeris->positions_ecef_m(Time{}, r_ecef_m.data());
  const std::vector<GroundSite> sites = even_sites(size == BenchSize::kFull ? 5000 : 20);
  Sets indexed(sites.size());
  Sets searched(sites.size());
  VisibilityIndex index;
  BenchRow row;
  row.unit = "site-steps/s";
  row.value = best_rate(indexed, [&](Sets& sets) {
    index.assign(r_ecef_m.data(), static_cast<int>(r_ecef_m.size()));
    for (std::size_t k = 0; k < sites.size(); ++k) {
      index.find_in_view(sites[k], kMinElevation_rad, sets[k]);
    }
  });
  const double reference = best_rate(searched, [&](Sets& sets) {
    for (std::size_t k = 0; k < sites.size(); ++k) search_all(sites[k], r_ecef_m, sets[k]);
  });
  if (indexed != searched) throw RunError("orbit.visibility: the index finds other satellites");
  row.note = fmt::format("{} satellites, {} sites, above 25 deg, the index built anew; same sets",
                         r_ecef_m.size(), sites.size());
  compare_with(row, reference);
  return row;
}

}  // namespace orbitmesh
