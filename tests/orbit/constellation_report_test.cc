#include "orbit/constellation_report.h"

#include <gtest/gtest.h>

#include "core/units.h"
#include "tests/orbit/walker_elements.h"

namespace orbitmesh {
namespace {

TEST(ConstellationReport, CountsWhatWasFound) {
  const Epoch epoch = parse_epoch("2026-05-21T00:00:00Z");
  WalkerShell shell;
  shell.planes = 12;
  shell.per_plane = 10;
  shell.phasing = 5;
  std::vector<ElementSet> list = walker_elements(shell, epoch);
  ElementSet odd = list[0];
  odd.eccentricity = 0.02;
  odd.name = "ODD";
  list.push_back(odd);
  odd.name.clear();
  list.push_back(odd);
  odd.eccentricity = 0.0;
  odd.mean_motion_rev_per_day = 16.4;
  odd.bstar_per_earth_radius = 0.01;
  odd.epoch = epoch - Duration::from_s(30 * 86'400);
  odd.catalog_number = 77;
  list.push_back(odd);
  const ConstellationReport report = constellation_report(list, find_shells(list, epoch));
  EXPECT_EQ(report.element_sets, 123);
  EXPECT_EQ(report.in_grid, 120);
  EXPECT_EQ(report.without_lasers, 2);
  EXPECT_EQ(report.without_position(), 1);
  ASSERT_EQ(report.shells.size(), 1u);
  EXPECT_EQ(report.shells[0].label, "550km-53.0deg");
  EXPECT_EQ(report.shells[0].planes, 12);
  EXPECT_EQ(report.shells[0].satellites, 120);
  EXPECT_EQ(report.shells[0].links_in_plane, 120);
  EXPECT_EQ(report.shells[0].links_across, 120);
  ASSERT_TRUE(report.shells[0].pattern.has_value());
  EXPECT_EQ(report.shells[0].pattern->phasing, 5);
  ASSERT_EQ(report.left_out.size(), 2u);
  EXPECT_EQ(report.left_out[0].why, LeftOut::kNoPosition);
  EXPECT_EQ(report.left_out[0].example, "77");
  EXPECT_EQ(report.left_out[1].why, LeftOut::kEccentric);
  EXPECT_EQ(report.left_out[1].objects, 2);
  EXPECT_EQ(report.left_out[1].example, "ODD");
}

}  // namespace
}  // namespace orbitmesh
