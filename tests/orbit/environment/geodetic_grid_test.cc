#include "orbit/environment/geodetic_grid.h"

#include <gtest/gtest.h>

#include <cmath>

namespace orbitmesh {
namespace {

GridLanes lanes(float first, float second) {
  GridLanes values;
  values.at[0] = first;
  values.at[1] = second;
  return values;
}

class GeodeticGridTest : public testing::Test {
 protected:
  GeodeticGridTest() : grid_({300, 400, 600}) {}

  GridLanes at(float lat, float lon, float height) const {
    GridLanes out;
    grid_.sample({lat, lon, height}, out);
    return out;
  }

  GeodeticGrid grid_;
};

TEST_F(GeodeticGridTest, NodesHoldTheirValues) {
  grid_.set(1, 45, 90, lanes(3, 5));  // the equator at 0 deg and 400 km
  EXPECT_FLOAT_EQ(at(0, 0, 400).at[0], 3);
  EXPECT_FLOAT_EQ(at(0, 0, 400).at[1], 5);
  EXPECT_FLOAT_EQ(at(0, 0, 300).at[0], 0);
  EXPECT_FLOAT_EQ(at(2, 0, 400).at[0], 0);
}

TEST_F(GeodeticGridTest, BilinearBetweenNodesAndAcrossTheDateLine) {
  grid_.set(1, 45, 0, lanes(4, 0));
  EXPECT_FLOAT_EQ(at(1, -180, 400).at[0], 2);
  EXPECT_FLOAT_EQ(at(0, -179.5F, 400).at[0], 3);
  EXPECT_FLOAT_EQ(at(0, 179, 400).at[0], 2);
  EXPECT_FLOAT_EQ(at(1, 179, 400).at[0], 1);
  EXPECT_FLOAT_EQ(at(0, 180, 400).at[0], 4);
}

TEST_F(GeodeticGridTest, LogLinearInHeight) {
  grid_.set(0, 45, 90, lanes(1, 0));
  grid_.set(1, 45, 90, lanes(100, 8));
  EXPECT_NEAR(at(0, 0, 350).at[0], 10, 1e-4);
  EXPECT_EQ(at(0, 0, 399).at[1], 0);
  EXPECT_FLOAT_EQ(at(0, 0, 400).at[1], 8);
}

TEST_F(GeodeticGridTest, EdgeLayersHoldBeyondThem) {
  grid_.set(0, 45, 90, lanes(1, 0));
  grid_.set(2, 45, 90, lanes(7, 0));
  EXPECT_FLOAT_EQ(at(0, 0, 100).at[0], 1);
  EXPECT_FLOAT_EQ(at(0, 0, 5000).at[0], 7);
}

TEST_F(GeodeticGridTest, PolesAreInside) {
  grid_.set(1, 90, 10, lanes(2, 0));
  EXPECT_FLOAT_EQ(at(90, -160, 400).at[0], 2);
}

TEST_F(GeodeticGridTest, PeakOfTheLayersAroundAHeight) {
  grid_.set(0, 3, 3, lanes(9, 0));
  grid_.set(1, 4, 4, lanes(6, 0));
  EXPECT_FLOAT_EQ(grid_.peak(0, 350), 9);
  EXPECT_FLOAT_EQ(grid_.peak(0, 500), 6);
}

}  // namespace
}  // namespace orbitmesh
