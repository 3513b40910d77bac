#include "scenarios/laser_neighbours.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "scenarios/world.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

std::vector<NodeId> all_of(const Topology& topology) {
  std::vector<NodeId> nodes;
  for (std::uint32_t k = 0; k < topology.satellite_count(); ++k) nodes.push_back(NodeId{k});
  return nodes;
}

TEST(LaserNeighbours, TheNearestAreThoseThatItHasLasersTo) {
  const Scenario scenario = parse_scenario(kGoodScenario);
  const World world(scenario);
  const Topology& topology = world.topology();
  std::vector<NodeId> linked;
  for (const DirectedLink& link : topology.links()) {
    if (link.kind == LinkKind::kIsl && link.from == NodeId{5}) linked.push_back(link.to);
  }
  ASSERT_EQ(linked.size(), 4U);
  const LaserNeighbours neighbours(topology, all_of(topology));
  EXPECT_THAT(neighbours.nearest(NodeId{5}, 4), UnorderedElementsAreArray(linked));
}

TEST(LaserNeighbours, HoldersAloneCountHoweverFar) {
  const Scenario scenario = parse_scenario(kGoodScenario);
  const World world(scenario);
  const LaserNeighbours neighbours(world.topology(), {NodeId{5}, NodeId{17}});
  EXPECT_THAT(neighbours.nearest(NodeId{5}, 4), ElementsAre(NodeId{17}));
}

TEST(LaserNeighbours, ThereAreNoneWithoutLasers) {
  const Scenario scenario =
      parse_scenario(good_scenario_with("[[site]]", "isl = { topology = \"none\" }\n[[site]]"));
  const World world(scenario);
  const LaserNeighbours neighbours(world.topology(), all_of(world.topology()));
  EXPECT_THAT(neighbours.nearest(NodeId{5}, 4), IsEmpty());
}

}  // namespace
}  // namespace orbitmesh
