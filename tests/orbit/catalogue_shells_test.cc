#include "orbit/catalogue_shells.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/rng.h"
#include "core/units.h"
#include "tests/orbit/walker_elements.h"

namespace orbitmesh {
namespace {

const Epoch kEpoch = parse_epoch("2026-05-21T00:00:00Z");

WalkerShell shell_of(int planes, int per_plane, int phasing, double altitude_km = 550,
                     double inclination_deg = 53) {
  WalkerShell shell;
  shell.altitude_m = altitude_km * 1e3;
  shell.planes = planes;
  shell.per_plane = per_plane;
  shell.phasing = phasing;
  shell.inclination_rad = inclination_deg * kDegree;
  return shell;
}

void append(std::vector<ElementSet>& list, const std::vector<ElementSet>& more) {
  list.insert(list.end(), more.begin(), more.end());
}

/// Links as pairs of catalogue numbers.
std::set<std::pair<std::int64_t, std::int64_t>> numbers_of(const std::vector<IslLink>& links,
                                                           const std::vector<ElementSet>& list) {
  std::set<std::pair<std::int64_t, std::int64_t>> pairs;
  for (const IslLink& link : links) {
    const auto [low, high] = std::minmax(list[static_cast<std::size_t>(link.a)].catalog_number,
                                         list[static_cast<std::size_t>(link.b)].catalog_number);
    pairs.emplace(low, high);
  }
  return pairs;
}

std::map<LeftOut, int> reasons(const CatalogueShells& found) {
  std::map<LeftOut, int> counts;
  for (const CatalogueShells::Remainder& object : found.left_out) ++counts[object.why];
  return counts;
}

ElementSet orbit(double inclination_deg, double eccentricity, double mean_motion_rev_per_day) {
  ElementSet set;
  set.inclination_deg = inclination_deg;
  set.eccentricity = eccentricity;
  set.mean_motion_rev_per_day = mean_motion_rev_per_day;
  return set;
}

TEST(MeanAltitude, IsThatOfTheReferenceCode) {
  // Semi-major axes of Vallado's SGP4 (python3-sgp4, WGS72) less 6,378.137 km.
  EXPECT_NEAR(mean_altitude_m(orbit(51.6416, 0.0006703, 15.72125391)), 353'334, 10);
  EXPECT_NEAR(mean_altitude_m(orbit(69.9974, 0.0003043, 14.98335177)), 569'986, 10);
  EXPECT_NEAR(mean_altitude_m(orbit(43.0030, 0.0001777, 15.27596001)), 484'944, 10);
}

TEST(CatalogueShells, AWalkerShellIsFoundAgain) {
  for (const WalkerShell& shell :
       {shell_of(72, 22, 39), shell_of(36, 20, 17, 570, 70), shell_of(34, 34, 17, 630, 51.9),
        shell_of(6, 58, 3, 560, 97.6)}) {
    const std::vector<ElementSet> list = walker_elements(shell, kEpoch, 0);
    const CatalogueShells found = find_shells(list, kEpoch);
    ASSERT_EQ(found.shells.size(), 1u);
    EXPECT_TRUE(found.left_out.empty());
    const CatalogueShell& got = found.shells[0];
    EXPECT_NEAR(got.altitude_m, shell.altitude_m, 1.0);
    EXPECT_NEAR(got.inclination_rad, shell.inclination_rad, 1e-9);
    ASSERT_EQ(got.planes.size(), static_cast<std::size_t>(shell.planes));
    for (const CatalogueShellPlane& plane : got.planes) {
      EXPECT_EQ(plane.elements.size(), static_cast<std::size_t>(shell.per_plane));
    }
    std::set<std::pair<std::int64_t, std::int64_t>> expected;
    for (const IslLink& link : plus_grid(shell)) expected.emplace(link.a, link.b);
    EXPECT_EQ(numbers_of(got.links, list), expected);
    ASSERT_TRUE(got.pattern.has_value());
    EXPECT_EQ(got.pattern->planes, shell.planes);
    EXPECT_EQ(got.pattern->slots, shell.per_plane);
    EXPECT_EQ(got.pattern->phasing, shell.phasing);
  }
}

TEST(CatalogueShells, ElementSetsOfDifferentEpochsAreBroughtToOne) {
  const WalkerShell shell = shell_of(24, 22, 13);
  std::vector<ElementSet> list = walker_elements(shell, kEpoch);
  const CatalogueShells found = find_shells(list, kEpoch);
  // The same orbits as they were written down up to three days before.
  const double n_deg_s = list[0].mean_motion_rev_per_day * 360 / kDay_s;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const double before_s = 40'000.0 * static_cast<double>(i % 7);
    list[i].epoch = kEpoch - Duration::from_seconds(before_s);
    // Secular rates at 550 km and 53 deg: -4.49 deg/day of RAAN, +3.01 deg/day of perigee.
    list[i].raan_deg += 4.492 * before_s / kDay_s;
    list[i].mean_anomaly_deg -= (n_deg_s + 3.012 / kDay_s) * before_s;
    list[i].mean_anomaly_deg -= 360 * std::floor(list[i].mean_anomaly_deg / 360);
  }
  const CatalogueShells again = find_shells(list, kEpoch);
  ASSERT_EQ(again.shells.size(), 1u);
  ASSERT_EQ(again.shells[0].planes.size(), 24u);
  EXPECT_EQ(numbers_of(again.shells[0].links, list), numbers_of(found.shells[0].links, list));
}

TEST(CatalogueShells, TheOrderOfTheListDoesNotMatter) {
  std::vector<ElementSet> list = walker_elements(shell_of(12, 10, 5), kEpoch);
  append(list, walker_elements(shell_of(6, 8, 1, 480, 43), kEpoch, 1000));
  const CatalogueShells found = find_shells(list, kEpoch);
  std::vector<ElementSet> shuffled = list;
  RngStream random(1, "shuffle", 0);
  for (std::size_t i = shuffled.size(); i > 1; --i) {
    const auto j = static_cast<std::size_t>(random.uniform() * static_cast<double>(i));
    std::swap(shuffled[i - 1], shuffled[j]);
  }
  const CatalogueShells again = find_shells(shuffled, kEpoch);
  ASSERT_EQ(found.shells.size(), 2u);
  ASSERT_EQ(again.shells.size(), 2u);
  for (std::size_t s = 0; s < 2; ++s) {
    EXPECT_EQ(numbers_of(found.shells[s].links, list), numbers_of(again.shells[s].links, shuffled));
  }
}

TEST(CatalogueShells, LargestFirstByAltitudeAndInclination) {
  std::vector<ElementSet> list = walker_elements(shell_of(6, 8, 1, 480, 43), kEpoch);
  append(list, walker_elements(shell_of(12, 10, 5, 550, 53), kEpoch, 1000));
  append(list, walker_elements(shell_of(9, 10, 5, 540, 53), kEpoch, 2000));
  const CatalogueShells found = find_shells(list, kEpoch);
  ASSERT_EQ(found.shells.size(), 3u);
  EXPECT_EQ(found.shells[0].size(), 120);
  EXPECT_EQ(found.shells[1].size(), 90);
  EXPECT_NEAR(found.shells[1].altitude_m, 540e3, 1.0);
  EXPECT_EQ(found.shells[2].size(), 48);
  EXPECT_NEAR(found.shells[2].inclination_rad, 43 * kDegree, 1e-9);
}

TEST(CatalogueShells, PlanesAtAltitudesOfTheirOwnAreOneShell) {
  // As OneWeb flies: 4 km between neighbouring planes.
  std::vector<ElementSet> list;
  for (int plane = 0; plane < 6; ++plane) {
    WalkerShell shell = shell_of(1, 40, 0, 1180 + 4 * plane, 87.9);
    shell.raan_offset_rad = plane * 30 * kDegree;
    append(list, walker_elements(shell, kEpoch, 1000 * plane + 1));
  }
  const CatalogueShells found = find_shells(list, kEpoch);
  ASSERT_EQ(found.shells.size(), 1u);
  EXPECT_EQ(found.shells[0].planes.size(), 6u);
  EXPECT_NEAR(found.shells[0].altitude_m, 1190e3, 10.0);
}

TEST(CatalogueShells, AltitudesInTheSamePlanesAreTwoShells) {
  std::vector<ElementSet> list = walker_elements(shell_of(6, 20, 1, 475), kEpoch);
  append(list, walker_elements(shell_of(6, 12, 1, 470), kEpoch, 1000));
  EXPECT_EQ(find_shells(list, kEpoch).shells.size(), 2u);
}

TEST(CatalogueShells, WhyAnObjectHasNoPlace) {
  std::vector<ElementSet> list = walker_elements(shell_of(12, 10, 5), kEpoch);
  ElementSet odd = list[0];
  odd.name = "RAISING";
  odd.mean_motion_rev_per_day += 0.5;
  list.push_back(odd);
  odd = list[0];
  odd.name = "ECCENTRIC";
  odd.eccentricity = 0.02;
  list.push_back(odd);
  odd = list[0];
  odd.name = "GEOSTATIONARY";
  odd.mean_motion_rev_per_day = 1.0027;
  list.push_back(odd);
  odd = list[0];
  odd.name = "ALONE";
  odd.inclination_deg = 20;
  list.push_back(odd);
  odd = list[0];
  odd.name = "DECAYED";
  odd.mean_motion_rev_per_day = 16.4;
  odd.bstar_per_earth_radius = 0.01;
  odd.epoch = kEpoch - Duration::from_s(30 * 86'400);
  list.push_back(odd);
  const CatalogueShells found = find_shells(list, kEpoch);
  ASSERT_EQ(found.shells.size(), 1u);
  EXPECT_EQ(found.shells[0].size(), 120);
  const std::vector<LeftOut> expected = {LeftOut::kAwayFromShells, LeftOut::kEccentric,
                                         LeftOut::kDeepSpace, LeftOut::kFewAlike,
                                         LeftOut::kNoPosition};
  ASSERT_EQ(found.left_out.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(found.left_out[i].element, 120 + static_cast<int>(i));
    EXPECT_EQ(found.left_out[i].why, expected[i]) << list[120 + i].name;
  }
}

TEST(CatalogueShells, OfFewOrNoObjects) {
  EXPECT_TRUE(find_shells({}, kEpoch).shells.empty());
  std::vector<ElementSet> list = walker_elements(shell_of(1, 3, 0), kEpoch);
  EXPECT_TRUE(find_shells(list, kEpoch).shells.empty());
  EXPECT_EQ(reasons(find_shells(list, kEpoch))[LeftOut::kFewAlike], 3);
  list = walker_elements(shell_of(1, 4, 0), kEpoch);
  const CatalogueShells found = find_shells(list, kEpoch);
  ASSERT_EQ(found.shells.size(), 1u);
  EXPECT_EQ(found.shells[0].links.size(), 4u);
}

}  // namespace
}  // namespace orbitmesh
