#include "orbit/access/access_rules.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/error.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

GroundSite louvain() { return make_ground_site("louvain", {50.67 * kDegree, 4.61 * kDegree, 150}); }

AccessBlock block(const AccessLimits& limits, double azimuth_deg, double elevation_deg,
                  const GroundSite& site = louvain()) {
  return AccessRules(site, limits).block({elevation_deg * kDegree, azimuth_deg * kDegree, 1e6});
}

TEST(AccessRules, ByDefaultOnlyTheElevationCounts) {
  EXPECT_EQ(block({}, 180, 25.001), AccessBlock::kNone);
  EXPECT_EQ(block({}, 180, 24.999), AccessBlock::kElevation);
  EXPECT_EQ(block({}, 180, -90), AccessBlock::kElevation);
  EXPECT_EQ(AccessRules(louvain(), {}).lowest_elevation_rad(), 25 * kDegree);
}

TEST(AccessRules, NameTheRuleThatForbids) {
  AccessLimits limits;
  limits.min_elevation = ElevationMask({{0, 10 * kDegree}, {kPi, 30 * kDegree}});
  limits.obstruction = ObstructionMask::from_csv("e,0,90,120\n0,0,1,0\n50,0,0,0\n", "sky.csv");
  limits.field_of_view = poleward_field_of_view(50 * kDegree, 20 * kDegree, 100 * kDegree);
  limits.gso_separation_rad = kUserGsoSeparation_rad;
  EXPECT_EQ(block(limits, 0, 9.9), AccessBlock::kElevation);
  EXPECT_EQ(block(limits, 100, 40), AccessBlock::kObstruction);
  EXPECT_EQ(block(limits, 0, 19.9), AccessBlock::kFieldOfView) << "20 + 50 deg from the zenith";
  EXPECT_EQ(block(limits, 0, 20.1), AccessBlock::kNone);
  // In the south the arc stands at 32 deg: 22 deg around it, and the cone ends at 60 deg.
  EXPECT_EQ(block(limits, 180, 53), AccessBlock::kFieldOfView);
  limits.field_of_view->full_angle_rad = 180 * kDegree;
  EXPECT_EQ(block(limits, 180, 53), AccessBlock::kGsoArc);
  EXPECT_EQ(block(limits, 180, 55), AccessBlock::kNone);
  limits.gso_separation_rad = kGatewayGsoSeparation_rad;
  EXPECT_EQ(block(limits, 180, 53), AccessBlock::kNone);
  EXPECT_EQ(to_string(AccessBlock::kGsoArc), "gso arc");
}

TEST(AccessRules, DishesLeanTowardsTheNearerPole) {
  AccessLimits limits;
  limits.field_of_view = poleward_field_of_view(-33 * kDegree, 25 * kDegree);
  const GroundSite sydney = make_ground_site("sydney", {-33.9 * kDegree, 151.2 * kDegree, 0});
  // 55 deg from a boresight 25 deg south of the zenith: down to 60 deg in the north.
  EXPECT_EQ(block(limits, 0, 60.1, sydney), AccessBlock::kNone);
  EXPECT_EQ(block(limits, 0, 59.9, sydney), AccessBlock::kFieldOfView);
  EXPECT_EQ(block(limits, 180, 26, sydney), AccessBlock::kNone);
  // Square to the tilt: cos 55 = cos 25 sin e.
  EXPECT_EQ(block(limits, 90, 39.2, sydney), AccessBlock::kFieldOfView);
  EXPECT_EQ(block(limits, 270, 39.4, sydney), AccessBlock::kNone);
}

TEST(AccessRules, RefuseLimitsOutOfRange) {
  AccessLimits limits;
  limits.gso_separation_rad = 91 * kDegree;
  EXPECT_THROW(AccessRules(louvain(), limits), InputError);
  limits.gso_separation_rad = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(AccessRules(louvain(), limits), InputError);
  limits.gso_separation_rad = 0;
  limits.field_of_view = FieldOfView{0, kPi / 2, 361 * kDegree};
  EXPECT_THROW(AccessRules(louvain(), limits), InputError);
  limits.field_of_view = FieldOfView{0, -0.1, kPi / 2};
  EXPECT_THROW(AccessRules(louvain(), limits), InputError);
  limits.field_of_view = FieldOfView{-0.1, 1, kPi / 2};
  EXPECT_THROW(AccessRules(louvain(), limits), InputError);
}

}  // namespace
}  // namespace orbitmesh
