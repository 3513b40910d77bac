#include "bench/bench_constellation.h"

#include <string>
#include <vector>

#include "orbit/link_geometry.h"
#include "orbit/plus_grid.h"

namespace orbitmesh {
namespace {

constexpr double kGrazingAltitude_m = 80e3;

WalkerShell shell(BenchSize size, int planes, int per_plane, int phasing) {
  WalkerShell result;
  result.name = "bench";
  const bool full = size == BenchSize::kFull;
  result.planes = full ? planes : 6;
  result.per_plane = full ? per_plane : 11;
  result.phasing = full ? phasing : 1;
  return result;
}

}  // namespace

BenchConstellation::BenchConstellation(const WalkerShell& walker)
    : constellation({walker}), epoch(parse_epoch("2026-06-01T00:00:00Z")) {
  ephemeris = constellation.make_ephemeris(epoch);
  std::vector<std::string> names;
  for (const Satellite& satellite : constellation.satellites()) names.push_back(satellite.name);
  topology = std::make_unique<Topology>(names);
  Topology::IslSpec isl;
  isl.max_range_m = max_isl_range_m(walker.altitude_m, kGrazingAltitude_m);
  for (const IslLink& link : plus_grid(walker)) {
    topology->add_isl(static_cast<std::uint32_t>(link.a), static_cast<std::uint32_t>(link.b), isl);
  }
}

WalkerShell shell_1584(BenchSize size) { return shell(size, 72, 22, 39); }

WalkerShell shell_6000(BenchSize size) { return shell(size, 100, 60, 1); }

}  // namespace orbitmesh
