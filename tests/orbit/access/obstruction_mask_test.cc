#include "orbit/access/obstruction_mask.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr char kTable[] =
    "elevation_deg,0,90,180,270\n"
    "0,1,1,0,1\n"
    "20,0,1,0,0\r\n"
    "60.5,0,0,0,1";

bool blocked(const ObstructionMask& mask, double azimuth_deg, double elevation_deg) {
  return mask.blocked(azimuth_deg * kDegree, elevation_deg * kDegree);
}

std::string message(const std::string& text) {
  try {
    ObstructionMask::from_csv(text, "sky.csv");
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(ObstructionMask, CellsReachToTheNextColumnAndRow) {
  const ObstructionMask mask = ObstructionMask::from_csv(kTable, "sky.csv");
  EXPECT_EQ(mask.columns(), 4);
  EXPECT_EQ(mask.rows(), 3);
  EXPECT_TRUE(blocked(mask, 0, 0));
  EXPECT_TRUE(blocked(mask, 89.9, 19.9));
  EXPECT_FALSE(blocked(mask, 89.9, 20.1));
  EXPECT_TRUE(blocked(mask, 90.1, 60.4));
  EXPECT_FALSE(blocked(mask, 90.1, 60.6));
  EXPECT_FALSE(blocked(mask, 180.1, 0));
  EXPECT_TRUE(blocked(mask, 359.9, 90));
  EXPECT_TRUE(blocked(mask, 359.9, -10)) << "below the horizon as in the lowest row";
  EXPECT_FALSE(blocked(mask, 200, -10));
}

TEST(ObstructionMask, ErrorsNamePlaceAndRemedy) {
  using testing::AllOf;
  using testing::HasSubstr;
  EXPECT_THAT(message(""), AllOf(HasSubstr("sky.csv:1"), HasSubstr("no azimuths")));
  EXPECT_THAT(message("e\n0,1\n"), HasSubstr("no azimuths"));
  EXPECT_THAT(message("e,0,90\n"), HasSubstr("no row"));
  EXPECT_THAT(message("e,10,90\n0,1,1\n"), AllOf(HasSubstr("sky.csv:1:3"), HasSubstr("not 0")));
  EXPECT_THAT(message("e,0,90,90\n0,1,1,1\n"),
              AllOf(HasSubstr("sky.csv:1:8"), HasSubstr("ascend")));
  EXPECT_THAT(message("e,0,360\n0,1,1\n"), AllOf(HasSubstr("sky.csv:1:5"), HasSubstr("\"360\"")));
  EXPECT_THAT(message("e,0,nan\n0,1,1\n"), HasSubstr("\"nan\""));
  EXPECT_THAT(message("e,0,9x\n0,1,1\n"), HasSubstr("\"9x\""));
  EXPECT_THAT(message("e,0,90\n0,1,2\n"),
              AllOf(HasSubstr("sky.csv:2:5"), HasSubstr("\"2\" is neither 0 (free) nor 1")));
  EXPECT_THAT(message("e,0,90\n0,1\n"), AllOf(HasSubstr("sky.csv:2"), HasSubstr("2 azimuths")));
  EXPECT_THAT(message("e,0,90\n0,1,1,1\n"), HasSubstr("more cells"));
  EXPECT_THAT(message("e,0,90\n0,1,1\n\n10,1,1\n"), HasSubstr("sky.csv:3:1"));
  EXPECT_THAT(message("e,0,90\n0,1,1\n90,1,1\n"), HasSubstr("\"90\""));
  EXPECT_THAT(message("e,0,90\n5,1,1\n"), AllOf(HasSubstr("sky.csv:2:1"), HasSubstr("not 0")));
}

TEST(ObstructionMask, SizeIsBounded) {
  std::string columns = "e";
  for (int i = 0; i <= 1440; ++i) columns += "," + std::to_string(i * 0.2);
  EXPECT_THAT(message(columns), testing::HasSubstr("more than 1440 columns"));
  std::string rows = "e,0\n";
  for (int i = 0; i <= 360; ++i) rows += std::to_string(i * 0.2) + ",1\n";
  EXPECT_THAT(message(rows), testing::HasSubstr("more than 360 rows"));
}

}  // namespace
}  // namespace orbitmesh
