#include "orbit/shells/plane_links.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/rng.h"
#include "core/units.h"
#include "orbit/walker.h"

namespace orbitmesh {
namespace {

WalkerShell shell_of(int planes, int per_plane, int phasing, double inclination_deg = 53,
                     double span_rad = 2 * kPi) {
  WalkerShell shell;
  shell.planes = planes;
  shell.per_plane = per_plane;
  shell.phasing = phasing;
  shell.inclination_rad = inclination_deg * kDegree;
  shell.raan_span_rad = span_rad;
  return shell;
}

/// A Walker shell's places, of which `keep` chooses; plane and slot number the phases.
struct Places {
  std::vector<OrbitPhase> phases;
  std::vector<OrbitalPlane> planes;

  template <class Keep>
  Places(const WalkerShell& shell, Keep keep) {
    for (int plane = 0; plane < shell.planes; ++plane) {
      std::vector<int> members;
      for (int slot = 0; slot < shell.per_plane; ++slot) {
        const WalkerSlot place = walker_slot(shell, plane, slot);
        if (keep(plane, slot)) members.push_back(static_cast<int>(phases.size()));
        phases.push_back({place.raan_rad, place.argument_of_latitude_rad});
      }
      std::sort(members.begin(), members.end(), [&](int a, int b) {
        return phases[static_cast<std::size_t>(a)].argument_of_latitude_rad <
               phases[static_cast<std::size_t>(b)].argument_of_latitude_rad;
      });
      if (!members.empty()) planes.push_back({walker_slot(shell, plane, 0).raan_rad, members});
    }
  }
};

std::vector<IslLink> links_of(const WalkerShell& shell, const Places& places) {
  return plane_links({shell.altitude_m, shell.inclination_rad}, places.planes, places.phases);
}

constexpr auto kAll = [](int, int) { return true; };

std::set<std::pair<int, int>> as_pairs(const std::vector<IslLink>& links) {
  std::set<std::pair<int, int>> pairs;
  for (const IslLink& link : links) pairs.emplace(link.a, link.b);
  return pairs;
}

TEST(PlaneLinks, AFullWalkerShellHasItsPlusGrid) {
  for (const WalkerShell& shell :
       {shell_of(72, 22, 39), shell_of(99, 51, 35, 43), shell_of(34, 34, 17, 51.9),
        shell_of(36, 20, 17, 70), shell_of(6, 11, 2, 86.4, kPi), shell_of(12, 49, 6, 87.9, kPi),
        shell_of(8, 12, 1), shell_of(1, 8, 0), shell_of(1, 2, 0), shell_of(1, 1, 0)}) {
    const std::vector<IslLink> links = links_of(shell, Places(shell, kAll));
    EXPECT_EQ(as_pairs(links), as_pairs(plus_grid(shell))) << shell.planes << "/" << shell.phasing;
  }
}

TEST(PlaneLinks, HalfwayNeighboursAreChosenAlikeDespiteNoise) {
  // A polar shell whose planes are half a slot apart: two neighbours are equally near.
  const WalkerShell shell = shell_of(8, 10, 4, 90);
  Places places(shell, kAll);
  RngStream random(1, "noise", 0);
  for (OrbitPhase& phase : places.phases) {
    phase.argument_of_latitude_rad += (random.uniform() - 0.5) * 0.1 * kDegree + kDegree;
  }
  EXPECT_EQ(as_pairs(links_of(shell, places)), as_pairs(plus_grid(shell)));
}

TEST(PlaneLinks, NobodyHasMoreThanFourAndOnePerSide) {
  const WalkerShell shell = shell_of(40, 30, 7);
  RngStream random(1, "holes", 0);
  const Places places(shell, [&](int, int) { return random.uniform() < 0.5; });
  std::map<int, int> in_plane;
  std::map<std::pair<int, bool>, int> across;  // by satellite and side
  for (const IslLink& link : links_of(shell, places)) {
    EXPECT_LT(link.a, link.b);
    if (link.in_plane) {
      ++in_plane[link.a];
      ++in_plane[link.b];
      continue;
    }
    const int step = (link.b / 30 - link.a / 30 + 40) % 40;
    const bool b_is_east = step < 20;
    EXPECT_LE(b_is_east ? step : 40 - step, 2);
    ++across[{link.a, b_is_east}];
    ++across[{link.b, !b_is_east}];
  }
  for (const auto& [satellite, count] : in_plane) EXPECT_EQ(count, 2) << satellite;
  for (const auto& [side, count] : across) EXPECT_EQ(count, 1) << side.first;
}

TEST(PlaneLinks, AnEmptyPlaceIsBridgedInThePlaneAndAnEmptierPlaneIsPassed) {
  const WalkerShell shell = shell_of(12, 10, 0);
  // Of plane 5 only slot 3 is there.
  const Places places(shell, [](int plane, int slot) { return plane != 5 || slot == 3; });
  const auto links = as_pairs(links_of(shell, places));
  EXPECT_EQ(links.count({43, 53}) + links.count({42, 53}) + links.count({44, 53}), 1u);
  int over_the_gap = 0;
  for (const auto& [a, b] : links) over_the_gap += a / 10 == 4 && b / 10 == 6 ? 1 : 0;
  EXPECT_GE(over_the_gap, 8);  // of plane 4 all but the one that is linked to plane 5
}

TEST(PlaneLinks, NoLinksToWhereNoLaserReaches) {
  // Two planes at right angles, 50 deg up.
  const WalkerShell shell = shell_of(4, 12, 0);
  const Places places(shell, [](int plane, int) { return plane < 2; });
  for (const IslLink& link : links_of(shell, places)) EXPECT_TRUE(link.in_plane);
}

TEST(PlaneLinks, ThreePlanesOfANarrowBandAreNotClosed) {
  const WalkerShell shell = shell_of(36, 10, 0);
  const Places places(shell, [](int plane, int) { return plane < 3; });
  for (const IslLink& link : links_of(shell, places)) EXPECT_LE(link.b / 10 - link.a / 10, 1);
}

}  // namespace
}  // namespace orbitmesh
