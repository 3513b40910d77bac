#include "orbit/plus_grid.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "orbit/earth.h"
#include "orbit/j2_ephemeris.h"
#include "orbit/secular_rates.h"

namespace orbitmesh {
namespace {

WalkerShell shell_of(int planes, int per_plane, int phasing, double inclination_deg = 53,
                     double span_rad = 2 * kPi) {
  WalkerShell shell;
  shell.name = "shell";
  shell.planes = planes;
  shell.per_plane = per_plane;
  shell.phasing = phasing;
  shell.inclination_rad = inclination_deg * kDegree;
  shell.raan_span_rad = span_rad;
  return shell;
}

std::vector<int> degrees_of(const WalkerShell& shell) {
  std::vector<int> degree(static_cast<std::size_t>(shell.size()), 0);
  for (const IslLink& link : plus_grid(shell)) {
    ++degree.at(static_cast<std::size_t>(link.a));
    ++degree.at(static_cast<std::size_t>(link.b));
  }
  return degree;
}

/// The filed first shell on the radius (6,371 + 550 km) for which its link lengths are
/// published: 1,970 km in plane, 542-725 km across.
WalkerShell published_gen1() {
  WalkerShell shell = shell_of(72, 22, 39);
  shell.altitude_m = 6921e3 - kEarthEquatorialRadius_m;
  return shell;
}

struct Lengths {
  double shortest_m = std::numeric_limits<double>::infinity();
  double longest_m = 0;
};

/// Over one orbit in steps of 30 s.
Lengths lengths_over_orbit(const WalkerShell& shell, const std::vector<IslLink>& links) {
  const J2Ephemeris ephemeris(parse_epoch("2026-06-01T00:00:00Z"), {shell});
  std::vector<Vec3> r_ecef_m(static_cast<std::size_t>(ephemeris.size()));
  Lengths lengths;
  for (double t_s = 0; t_s < keplerian_period_s(shell.semi_major_axis_m()); t_s += 30) {
    ephemeris.positions_ecef_m(Time() + Duration::from_seconds(t_s), r_ecef_m.data());
    for (const IslLink& link : links) {
      const double length_m = norm(r_ecef_m[static_cast<std::size_t>(link.a)] -
                                   r_ecef_m[static_cast<std::size_t>(link.b)]);
      lengths.shortest_m = std::min(lengths.shortest_m, length_m);
      lengths.longest_m = std::max(lengths.longest_m, length_m);
    }
  }
  return lengths;
}

std::vector<IslLink> of_kind(const std::vector<IslLink>& links, bool in_plane) {
  std::vector<IslLink> chosen;
  for (const IslLink& link : links) {
    if (link.in_plane == in_plane) chosen.push_back(link);
  }
  return chosen;
}

TEST(PlusGrid, LengthsOfTheFirstStarlinkShell) {
  const WalkerShell shell = published_gen1();
  const std::vector<IslLink> links = plus_grid(shell);
  EXPECT_EQ(nearest_slot_offset(shell, 0, 1), 21);  // one slot back
  const Lengths across = lengths_over_orbit(shell, of_kind(links, false));
  EXPECT_NEAR(across.shortest_m, 542e3, 1e3);
  EXPECT_NEAR(across.longest_m, 725e3, 1e3);
  const Lengths along = lengths_over_orbit(shell, of_kind(links, true));
  EXPECT_NEAR(along.shortest_m, 1970e3, 0.5e3);
  EXPECT_NEAR(along.longest_m, 1970e3, 0.5e3);
}

TEST(PlusGrid, SameSlotIndexWouldBeTwiceAsFar) {
  const WalkerShell shell = shell_of(72, 22, 39);
  const Lengths same_index = lengths_over_orbit(shell, {{0, 22, false}});
  EXPECT_NEAR(same_index.shortest_m, 1432e3, 1e3);
  EXPECT_NEAR(same_index.longest_m, 1511e3, 1e3);
}

TEST(PlusGrid, DeltaShellHasFourLinksEverywhere) {
  for (const WalkerShell& shell : {shell_of(72, 22, 39), shell_of(36, 20, 11, 70),
                                   shell_of(34, 34, 1, 51.9), shell_of(5, 3, 4, 97.6)}) {
    EXPECT_EQ(plus_grid(shell).size(), static_cast<std::size_t>(2 * shell.size()));
    for (int degree : degrees_of(shell)) EXPECT_EQ(degree, 4);
  }
}

TEST(PlusGrid, WrapLinksAreAsShortAsTheOthers) {
  const WalkerShell shell = published_gen1();
  std::vector<IslLink> wrap;
  for (const IslLink& link : plus_grid(shell)) {
    if (link.a < 22 && link.b >= 71 * 22) wrap.push_back(link);
  }
  ASSERT_EQ(wrap.size(), 22u);
  const Lengths lengths = lengths_over_orbit(shell, wrap);
  EXPECT_NEAR(lengths.shortest_m, 542e3, 1e3);
  EXPECT_NEAR(lengths.longest_m, 725e3, 1e3);
}

TEST(PlusGrid, NoOtherSlotIsNearerOnAverage) {
  for (const WalkerShell& shell :
       {shell_of(72, 22, 39), shell_of(72, 22, 35), shell_of(36, 20, 11, 70),
        shell_of(6, 58, 3, 97.6), shell_of(12, 49, 6, 87.9, kPi), shell_of(3, 4, 1)}) {
    const int chosen = nearest_slot_offset(shell, 0, 1);
    const J2Ephemeris ephemeris(Epoch(), {shell});
    const double period_s = keplerian_period_s(shell.semi_major_axis_m());
    std::vector<double> mean_square(static_cast<std::size_t>(shell.per_plane), 0.0);
    for (int step = 0; step < 360; ++step) {
      const Time t = Time() + Duration::from_seconds(period_s * step / 360);
      const Vec3 own = ephemeris.position_ecef_m(0, t);
      for (int slot = 0; slot < shell.per_plane; ++slot) {
        const Vec3 d = ephemeris.position_ecef_m(shell.per_plane + slot, t) - own;
        mean_square[static_cast<std::size_t>(slot)] += dot(d, d);
      }
    }
    const auto best = std::min_element(mean_square.begin(), mean_square.end());
    EXPECT_EQ(chosen, best - mean_square.begin()) << shell.planes << "/" << shell.phasing;
  }
}

TEST(PlusGrid, StarShellHasASeam) {
  const WalkerShell star = shell_of(6, 11, 2, 86.4, kPi);
  const std::vector<int> degree = degrees_of(star);
  for (int i = 0; i < star.size(); ++i) {
    const int plane = i / 11;
    EXPECT_EQ(degree[static_cast<std::size_t>(i)], plane == 0 || plane == 5 ? 3 : 4) << i;
  }
  for (const IslLink& link : plus_grid(star)) EXPECT_FALSE(link.a < 11 && link.b >= 55);
}

TEST(PlusGrid, LinksAreOrderedUniqueAndBetweenDifferentSatellites) {
  for (int planes : {1, 2, 3, 4}) {
    for (int per_plane : {1, 2, 3, 4}) {
      for (double span_rad : {kPi, 2 * kPi}) {
        const WalkerShell shell = shell_of(planes, per_plane, planes - 1, 53, span_rad);
        std::pair<int, int> previous = {-1, -1};
        for (const IslLink& link : plus_grid(shell)) {
          EXPECT_LT(link.a, link.b);
          EXPECT_LT(link.b, shell.size());
          EXPECT_LT(previous, std::make_pair(link.a, link.b));
          previous = {link.a, link.b};
        }
        for (int degree : degrees_of(shell)) EXPECT_LE(degree, 4);
      }
    }
  }
}

TEST(PlusGrid, SmallShells) {
  EXPECT_EQ(plus_grid(shell_of(1, 1, 0)).size(), 0u);
  EXPECT_EQ(plus_grid(shell_of(1, 2, 0)).size(), 1u);
  EXPECT_EQ(plus_grid(shell_of(1, 3, 0)).size(), 3u);
  EXPECT_EQ(plus_grid(shell_of(2, 1, 0)).size(), 1u);
  EXPECT_EQ(plus_grid(shell_of(2, 2, 1)).size(), 4u);
  EXPECT_EQ(plus_grid(shell_of(3, 1, 0)).size(), 3u);
  EXPECT_EQ(plus_grid(shell_of(3, 1, 0, 53, kPi)).size(), 2u);
}

TEST(PlusGrid, HalfwayNeighboursAreTheSameInEveryPlane) {
  // A polar shell whose planes are half a slot apart: two neighbours are equally near.
  const WalkerShell shell = shell_of(8, 10, 4, 90);
  for (int plane = 0; plane + 1 < shell.planes; ++plane) {
    EXPECT_EQ(nearest_slot_offset(shell, plane, plane + 1), nearest_slot_offset(shell, 0, 1));
  }
}

TEST(PlusGrid, FirstSatelliteShiftsEveryIndex) {
  const WalkerShell shell = shell_of(3, 4, 1);
  const std::vector<IslLink> at_zero = plus_grid(shell);
  const std::vector<IslLink> shifted = plus_grid(shell, 1000);
  ASSERT_EQ(shifted.size(), at_zero.size());
  for (std::size_t i = 0; i < shifted.size(); ++i) {
    EXPECT_EQ(shifted[i].a, at_zero[i].a + 1000);
    EXPECT_EQ(shifted[i].b, at_zero[i].b + 1000);
  }
}

}  // namespace
}  // namespace orbitmesh
