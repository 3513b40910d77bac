#include "mesh/cell_sharing.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr BitRate kUp{30'000'000};
constexpr BitRate kDown{215'000'000};

Geodetic place(double lat_deg, double lon_deg) { return {lat_deg * kDegree, lon_deg * kDegree, 0}; }
CellUser user(std::size_t terminal, Geodetic place) { return {terminal, place, kUp, kDown}; }

TEST(CellGridTest, CellsAreAsWideAsStated) {
  for (const double lat_deg : {-60.0, -22.8, 0.3, 48.4, 70.0}) {
    // Along the parallel and along the meridian a new cell begins every 24 km.
    std::set<Cell> eastwards;
    std::set<Cell> northwards;
    for (int i = 0; i <= 1000; ++i) {
      eastwards.insert(cell_at(place(lat_deg, 10 + 0.02 * i)));
      northwards.insert(cell_at(place(lat_deg + 0.01 * i, 10)));
    }
    const double east_m = great_circle_distance_m(place(lat_deg, 10), place(lat_deg, 20)) * 2;
    EXPECT_NEAR(static_cast<double>(eastwards.size()), east_m / kCellWidth_m,
                2 + 0.02 * eastwards.size());
    const double north_m = great_circle_distance_m(place(lat_deg, 10), place(lat_deg + 10, 10));
    std::set<int> rows;
    for (const Cell cell : northwards) rows.insert(cell.row);
    EXPECT_NEAR(static_cast<double>(rows.size()), north_m / kCellWidth_m, 1.5);
  }
}

TEST(CellGridTest, PolesAndTheDateLineHaveCells) {
  EXPECT_EQ(cell_at(place(90, 0)).row, cell_at(place(89.99, 0)).row);
  EXPECT_EQ(cell_at(place(-90, 0)).row, 0);
  EXPECT_EQ(cell_at(place(10, -180)).column, 0);
  EXPECT_GT(cell_at(place(10, 180)).column, 1000);
}

TEST(CellSharingTest, TerminalsOfACellShareItsRateAndOthersDoNot) {
  CellOptions options;
  options.downlink = {430'000'000};
  const Epoch now = parse_epoch("2026-06-01T00:00:00Z");
  const Geodetic here = place(-22.8, 118.7);
  const auto shares = share_cells(
      options, now,
      {user(0, here), user(3, here), user(4, here), user(5, here), user(7, place(10, 10))});
  ASSERT_EQ(shares.size(), 5U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_DOUBLE_EQ(shares[i].down, 0.5);
    EXPECT_EQ(shares[i].up, 1);  // no limit
  }
  EXPECT_EQ(shares[1].terminal, 3U);
  EXPECT_EQ(shares[4].down, 1);  // more than it can use
}

TEST(CellSharingTest, TheBackgroundTakesItsShareAndSwingsWithSolarTime) {
  CellOptions options;
  options.uplink = {60'000'000};
  options.background_load = 0.5;
  options.background_swing = 0.2;
  const Epoch midnight = parse_epoch("2026-06-01T00:00:00Z");
  const auto at_h = [&](int hour) { return midnight + Duration::from_s(3600 * hour); };
  EXPECT_NEAR(background_load(options, at_h(20), 0), 0.7, 1e-9);
  EXPECT_NEAR(background_load(options, at_h(4), 0), 0.3, 1e-9);
  EXPECT_NEAR(background_load(options, at_h(12), 0), 0.5, 1e-9);
  // Solar time is 6 h later at 90 deg east.
  EXPECT_NEAR(background_load(options, at_h(14), 90 * kDegree), 0.7, 1e-9);
  const auto shares = share_cells(options, at_h(20), {user(0, place(0, 0)), user(1, place(0, 0))});
  EXPECT_NEAR(shares[0].up, 60e6 * 0.3 / 2 / 30e6, 1e-9);
}

TEST(BeamPlanTest, ASatelliteServesNoMoreCellsThanItHasBeams) {
  const Cell a{1, 1};
  const Cell b{1, 2};
  const Cell c{1, 3};
  BeamPlan plan(2);
  plan.take(7, a);
  plan.take(7, a);
  EXPECT_TRUE(plan.has_room(7, b));
  plan.take(7, b);
  EXPECT_TRUE(plan.has_room(7, a));
  EXPECT_FALSE(plan.has_room(7, c));
  EXPECT_TRUE(plan.has_room(8, c));
  BeamPlan any(0);
  for (int k = 0; k < 100; ++k) any.take(7, {k, k});
  EXPECT_TRUE(any.has_room(7, c));
}

}  // namespace
}  // namespace orbitmesh
