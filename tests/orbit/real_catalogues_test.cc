#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/units.h"
#include "orbit/catalogue.h"
#include "orbit/catalogue_shells.h"
#include "orbit/constellation_report.h"
#include "orbit/isl_list.h"
#include "orbit/link_geometry.h"
#include "orbit/sgp4_ephemeris.h"

namespace orbitmesh {
namespace {

std::string data(const std::string& file) {
  return std::string(ORBITMESH_SOURCE_DIR) + "/../shared/data/" + file;
}

Epoch newest(const std::vector<ElementSet>& elements) {
  Epoch epoch = elements.front().epoch;
  for (const ElementSet& set : elements) epoch = std::max(epoch, set.epoch);
  return epoch;
}

const ConstellationReport::ShellRow* row_near(const ConstellationReport& report, double altitude_km,
                                              double inclination_deg) {
  for (const ConstellationReport::ShellRow& row : report.shells) {
    if (std::abs(row.altitude_m * 1e-3 - altitude_km) < 1.0 &&
        std::abs(row.inclination_rad / kDegree - inclination_deg) < 0.1) {
      return &row;
    }
  }
  return nullptr;
}

/// Counts of May 2026 by inclination and altitude in windows 5 km to either side; the altitude
/// there is that of Kepler's law, here the mean one, which differs by up to 5 km.
TEST(RealCatalogues, StarlinkOfMay2026) {
  const std::string file = data("tle/starlink_2026-05-21.tle.xz");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file << ": shells are not compared";
  const Catalogue catalogue = read_catalogue(file, CatalogueFormat::kTle);
  const CatalogueShells found = find_shells(catalogue.elements, newest(catalogue.elements));
  const ConstellationReport report = constellation_report(catalogue.elements, found);
  EXPECT_EQ(report.element_sets, 10'359);
  struct Counted {
    double altitude_km, inclination_deg;
    int satellites;
  };
  const std::vector<Counted> counted = {
      {485.0, 43.0, 3254}, {540.0, 53.2, 1309}, {570.0, 70.0, 700}, {546.5, 97.5, 473},
      {462.5, 97.3, 365},  {358.4, 43.0, 329},  {360.0, 53.16, 316}};
  for (const Counted& c : counted) {
    const auto* row = row_near(report, c.altitude_km, c.inclination_deg);
    ASSERT_NE(row, nullptr) << c.altitude_km;
    EXPECT_NEAR(row->satellites, c.satellites, 0.01 * c.satellites) << row->label;
  }
  // Counted as one at 474 km: two layers 5 km apart in the same planes.
  const auto* upper = row_near(report, 475.5, 53.16);
  const auto* lower = row_near(report, 470.9, 53.16);
  ASSERT_NE(upper, nullptr);
  ASSERT_NE(lower, nullptr);
  EXPECT_NEAR(upper->satellites + lower->satellites, 2039, 20);

  const auto* largest = row_near(report, 485.0, 43.0);
  ASSERT_TRUE(largest->pattern.has_value());
  EXPECT_EQ(largest->pattern->planes, 99);
  EXPECT_EQ(largest->pattern->slots, 51);
  EXPECT_EQ(largest->pattern->phasing, 35);
  EXPECT_EQ(row_near(report, 540.0, 53.2)->planes, 72);
}

TEST(RealCatalogues, LinksOfStarlinkAreAtMostFourAndMostlyInReach) {
  const std::string file = data("tle/starlink_2026-05-21.tle.xz");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file << ": links are not checked";
  const Catalogue catalogue = read_catalogue(file, CatalogueFormat::kTle);
  const Epoch epoch = newest(catalogue.elements);
  const Sgp4Ephemeris ephemeris(epoch, catalogue.elements);
  std::vector<Vec3> r_ecef_m(static_cast<std::size_t>(ephemeris.size()));
  ephemeris.positions_ecef_m(Time(), r_ecef_m.data());
  std::vector<int> degree(catalogue.elements.size(), 0);
  int links = 0;
  int in_reach = 0;
  for (const CatalogueShell& shell : find_shells(catalogue.elements, epoch).shells) {
    const double reach_m = max_isl_range_m(shell.altitude_m, 80e3);
    for (const IslLink& link : shell.links) {
      ++degree[static_cast<std::size_t>(link.a)];
      ++degree[static_cast<std::size_t>(link.b)];
      ++links;
      const double length_m = norm(r_ecef_m[static_cast<std::size_t>(link.a)] -
                                   r_ecef_m[static_cast<std::size_t>(link.b)]);
      if (length_m < reach_m) ++in_reach;
    }
  }
  EXPECT_LE(*std::max_element(degree.begin(), degree.end()), 4);
  EXPECT_GT(links, 15'000);
  EXPECT_GT(in_reach, 0.97 * links);  // the others span gaps within planes
}

TEST(RealCatalogues, OneWebIsOneShellOfTwelvePlanes) {
  const std::string file = data("tle/oneweb_2025-01-29.tle.xz");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file << ": shells are not compared";
  const Catalogue catalogue = read_catalogue(file, CatalogueFormat::kTle);
  const CatalogueShells found = find_shells(catalogue.elements, newest(catalogue.elements));
  ASSERT_FALSE(found.shells.empty());
  const CatalogueShell& shell = found.shells[0];
  const auto full = std::count_if(shell.planes.begin(), shell.planes.end(),
                                  [](const auto& plane) { return plane.elements.size() > 40; });
  EXPECT_EQ(full, 12);
  EXPECT_GT(shell.size(), 600);
}

/// Hypatia links equal indices of neighbouring planes, every other of which is half a slot
/// ahead. From an odd plane to the next even one that is the nearest satellite, from an even
/// plane to the next odd one the nearest is one slot back.
TEST(RealCatalogues, KuiperAgainstHypatiasLinks) {
  const std::string file = data("hypatia/kuiper_630_tles.txt");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file << ": links are not compared";
  const Catalogue catalogue = read_catalogue(file, CatalogueFormat::kTle);
  const CatalogueShells found =
      find_shells(catalogue.elements, parse_epoch("2000-01-01T00:00:00Z"));
  ASSERT_EQ(found.shells.size(), 1u);
  std::set<std::pair<int, int>> ours;  // Hypatia counts from 0, the catalogue from 1
  for (const IslLink& link : found.shells[0].links) {
    const auto number = [&](int element) {
      return static_cast<int>(catalogue.elements[static_cast<std::size_t>(element)].catalog_number -
                              1);
    };
    ours.emplace(std::minmax({number(link.a), number(link.b)}));
  }
  std::set<std::pair<int, int>> expected;
  for (const IslLink& link : read_isl_list(data("hypatia/kuiper_630_isls.txt"), 34 * 34)) {
    const int plane_a = link.a / 34;
    const int plane_b = link.b / 34;
    const bool wraps = plane_a == 0 && plane_b == 33;
    const int west = wraps ? plane_b : plane_a;
    if (plane_a == plane_b || west % 2 == 1) {
      expected.emplace(link.a, link.b);
    } else {
      expected.emplace(link.a, plane_b * 34 + (link.b % 34 + 33) % 34);
    }
  }
  EXPECT_EQ(expected.size(), 2u * 34 * 34);
  EXPECT_EQ(ours, expected);
}

}  // namespace
}  // namespace orbitmesh
