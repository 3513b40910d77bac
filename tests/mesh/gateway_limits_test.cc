#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "mesh/feeder_scheduler.h"
#include "tests/mesh/routed_mesh.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

/// Two gateways at one place under the first Starlink shell.
struct TwinGateways {
  TwinGateways() {
    const NodeId pop = small.topology->add_pop("perth", SmallMesh::place(-31.95, 115.86));
    for (const char* name : {"merredin-1", "merredin-2"}) {
      small.topology->add_gateway(name, SmallMesh::place(-31.48, 118.28), pop, {});
    }
  }
  std::size_t tracked(const RoutedMesh& routed, std::size_t gateway) const {
    std::size_t count = 0;
    for (std::uint32_t k = 0; k < small.topology->gateways()[gateway].antennas; ++k) {
      count += routed.access.feeder(gateway, k).valid() ? 1 : 0;
    }
    return count;
  }
  SmallMesh small;
};

TEST(GatewayLimitsTest, EachGatewayHasItsOwnMask) {
  const TwinGateways twins;
  AccessOptions options;
  for (const double elevation_deg : {10.0, 60.0}) {
    AccessLimits limits;
    limits.min_elevation = ElevationMask(elevation_deg * kDegree);
    options.gateway_limits.push_back(limits);
  }
  RoutedMesh routed(*twins.small.topology, *twins.small.ephemeris, twins.small.epoch, options);
  routed.move_to(Time{});
  EXPECT_EQ(twins.tracked(routed, 0), 8U);
  const std::size_t high = twins.tracked(routed, 1);
  EXPECT_LT(high, 8U);
  for (std::uint32_t k = 0; k < high; ++k) {
    const NodeId satellite = routed.access.feeder(1, k);
    ASSERT_TRUE(satellite.valid());
    const GroundSite site = make_ground_site("merredin", SmallMesh::place(-31.48, 118.28));
    EXPECT_GE(look_angles(site, routed.r_sat_ecef_m[satellite.index()]).elevation_rad,
              60 * kDegree);
  }
}

TEST(GatewayLimitsTest, ASatelliteIsTrackedByNoMoreAntennasThanItHasFeeders) {
  const TwinGateways twins;
  for (const std::int64_t limit : {0, 1}) {
    AccessOptions options;
    options.feeders_per_satellite = limit;
    RoutedMesh routed(*twins.small.topology, *twins.small.ephemeris, twins.small.epoch, options);
    for (int slot = 0; slot < 20; ++slot) {
      routed.move_to(Time{} + Duration::from_s(15 * slot));
      std::map<NodeId, int> antennas;
      for (std::size_t g = 0; g < 2; ++g) {
        for (std::uint32_t k = 0; k < 8; ++k) {
          const NodeId satellite = routed.access.feeder(g, k);
          if (satellite.valid()) ++antennas[satellite];
        }
      }
      int most = 0;
      for (const auto& [satellite, count] : antennas) most = std::max(most, count);
      EXPECT_EQ(most, limit == 0 ? 2 : 1) << slot;
    }
  }
}

TEST(GatewayLimitsTest, FullSatellitesAreLeftOut) {
  SatelliteFeeders tracked(2);
  std::vector<FeederCandidate> in_view{{7, 1.0}, {9, 0.9}};
  tracked.take({7, kNoSatellite, 7});
  tracked.leave_out_full(in_view);
  ASSERT_EQ(in_view.size(), 1U);
  EXPECT_EQ(in_view[0].satellite, 9U);
}

}  // namespace
}  // namespace orbitmesh
