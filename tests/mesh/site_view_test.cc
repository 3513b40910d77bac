#include "mesh/site_view.h"

#include <gtest/gtest.h>

#include <memory>

#include "core/math.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

constexpr StreetCanyon kStreet{20, 11.5, 1.5};  // 45 deg across

Node standing(double lat_deg) {
  Node node;
  node.name = "site";
  node.location = SmallMesh::place(lat_deg, 20);
  node.r_ecef_m = geodetic_to_ecef_m(node.location);
  return node;
}

std::vector<Vec3> sky(const SmallMesh& mesh) {
  std::vector<Vec3> r_ecef_m(mesh.topology->satellite_count());
  mesh.ephemeris->positions_ecef_m(Time{}, r_ecef_m.data());
  return r_ecef_m;
}

TEST(SiteViewTest, WithoutFurtherLimitsTheElevationAloneCounts) {
  const SmallMesh mesh;
  const Node node = standing(48.4);
  const auto r_ecef_m = sky(mesh);
  const auto seen = SiteView(node, {}).visible(r_ecef_m, 0);
  const auto all = visible_satellites(make_ground_site("x", node.location), r_ecef_m, 25 * kDegree);
  ASSERT_EQ(seen.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(seen[i].satellite, all[i].satellite);
  EXPECT_LT(SiteView(node, {}).visible(r_ecef_m, 50 * kDegree).size(), all.size());
}

TEST(SiteViewTest, EachRuleTakesSatellitesAway) {
  const SmallMesh mesh;
  const Node node = standing(30);
  const auto r_ecef_m = sky(mesh);
  const std::size_t all = SiteView(node, {}).visible(r_ecef_m, 0).size();
  AccessLimits arc;
  arc.gso_separation_rad = kUserGsoSeparation_rad;
  AccessLimits cone;
  cone.field_of_view = poleward_field_of_view(node.location.lat_rad, 0, 90 * kDegree);
  AccessLimits blocked;
  blocked.obstruction = ObstructionMask::from_csv("e,0,180\n0,1,0\n", "mask.csv");
  for (const AccessLimits& limits : {arc, cone, blocked}) {
    const SiteView view(node, limits);
    const auto seen = view.visible(r_ecef_m, 0);
    EXPECT_LT(seen.size(), all);
    EXPECT_GT(seen.size(), 0U);
    for (const auto& v : seen) {
      EXPECT_EQ(view.block(r_ecef_m[static_cast<std::size_t>(v.satellite)]), AccessBlock::kNone);
    }
  }
}

TEST(SiteViewTest, AStreetHidesTheSkyAcrossAndNotAlong) {
  const ElevationMask mask = in_street(ElevationMask(25 * kDegree), kStreet, 90 * kDegree);
  EXPECT_NEAR(mask.at(0) / kDegree, 45, 1e-9);
  EXPECT_NEAR(mask.at(90 * kDegree) / kDegree, 25, 1e-9);
  EXPECT_NEAR(mask.at(180 * kDegree) / kDegree, 45, 1e-9);
  EXPECT_NEAR(mask.at(45 * kDegree), math::atan(math::sin(45 * kDegree)), 1e-6);
}

TEST(SiteViewTest, AMovingSiteTakesItsPlaceAndItsStreetAlong) {
  Node node = standing(0);
  node.track = std::make_shared<const TerminalTrack>(
      std::vector<TrackPoint>{{Time{}, SmallMesh::place(0, 20)},
                              {Time{} + Duration::from_s(1000), SmallMesh::place(0, 21)},
                              {Time{} + Duration::from_s(2000), SmallMesh::place(1, 21)}});
  SiteView view(node, {}, kStreet);
  const auto target = [&](double azimuth_rad) {
    const GroundSite& site = view.site();
    const Vec3 toward = math::sin(azimuth_rad) * site.east_ecef +
                        math::cos(azimuth_rad) * site.north_ecef + site.up_ecef;
    return site.r_ecef_m + 500e3 * (toward - 0.3 * site.up_ecef);  // 35 deg above the horizon
  };
  EXPECT_EQ(view.block(target(0)), AccessBlock::kElevation);
  EXPECT_EQ(view.block(target(90 * kDegree)), AccessBlock::kNone);
  view.move_to(Time{} + Duration::from_s(1500));
  EXPECT_NEAR(view.site().geodetic.lat_rad / kDegree, 0.5, 1e-9);
  EXPECT_NEAR(view.site().geodetic.lon_rad / kDegree, 21, 1e-9);
  EXPECT_EQ(view.block(target(0)), AccessBlock::kNone);
  EXPECT_EQ(view.block(target(90 * kDegree)), AccessBlock::kElevation);
}

}  // namespace
}  // namespace orbitmesh
