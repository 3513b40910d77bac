#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/heap_event_loop.h"
#include "mesh/mesh.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

Time at_s(double seconds) { return Time{} + Duration::from_seconds(seconds); }

class NearestAtTest : public testing::Test {
 protected:
  NearestAtTest() {
    small.add_ground();
    for (std::uint32_t k = 0; k < 1584; k += 4) {
      small.topology->add_satellite_host(NodeId{k});
      candidates.push_back(NodeId{k});
    }
    mesh = std::make_unique<Mesh>(*small.topology, *small.ephemeris, small.epoch, MeshOptions{});
  }
  double distance_m(Time t, NodeId satellite) const {
    const Vec3 r_host_ecef_m = geodetic_to_ecef_m(SmallMesh::place(-22.8, 118.7));
    const auto k = static_cast<int>(satellite.value);
    return norm(small.ephemeris->position_ecef_m(k, t) - r_host_ecef_m);
  }
  SmallMesh small;
  std::vector<NodeId> candidates;
  std::unique_ptr<Mesh> mesh;
};

TEST_F(NearestAtTest, SlotsBeginAtTheEdgesOfTheReconfigurationClock) {
  EXPECT_EQ(mesh->next_slot(at_s(0)), at_s(12));
  EXPECT_EQ(mesh->next_slot(at_s(12)), at_s(27));
  EXPECT_EQ(mesh->next_slot(at_s(100)), at_s(102));
}

TEST_F(NearestAtTest, TheNearestOfALaterTimeComeFirst) {
  for (const Time t : {at_s(12), at_s(300)}) {
    std::vector<NodeId> expected = candidates;
    std::sort(expected.begin(), expected.end(),
              [&](NodeId a, NodeId b) { return distance_m(t, a) < distance_m(t, b); });
    expected.resize(3);
    EXPECT_EQ(mesh->nearest_at(t, small.host, candidates, 3), expected);
  }
  EXPECT_NE(mesh->nearest_at(at_s(12), small.host, candidates, 1),
            mesh->nearest_at(at_s(300), small.host, candidates, 1));
}

TEST_F(NearestAtTest, ThereAreNoMoreThanCandidates) {
  EXPECT_EQ(mesh->nearest_at(at_s(12), small.host, {NodeId{4}}, 3), std::vector{NodeId{4}});
  EXPECT_TRUE(mesh->nearest_at(at_s(12), small.host, {}, 3).empty());
}

}  // namespace
}  // namespace orbitmesh
