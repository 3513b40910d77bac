#include "mesh/link_name.h"

#include <gtest/gtest.h>

#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

class LinkNameTest : public testing::Test {
 protected:
  LinkNameTest() { small.add_ground(); }
  std::string name(LinkId link) const { return link_name(*small.topology, link); }
  SmallMesh small;
};

TEST_F(LinkNameTest, SaysTheKindAndTheEnds) {
  const Topology& topology = *small.topology;
  const Topology::Isl& isl = topology.isls()[0];
  const std::string a = topology.nodes()[isl.a].name;
  const std::string b = topology.nodes()[isl.b].name;
  EXPECT_EQ(name(isl.forward), "isl " + a + " " + b);
  EXPECT_EQ(name(reverse_of(isl.forward)), "isl " + b + " " + a);
  const Gateway& gateway = topology.gateways()[0];
  EXPECT_EQ(name(gateway.first_feeder), "feeder-up merredin.1");
  EXPECT_EQ(name(LinkId{gateway.first_feeder.value + 5}), "feeder-down merredin.3");
  EXPECT_EQ(name(gateway.to_pop), "fibre merredin perth");
  EXPECT_EQ(name(topology.terminals()[0].up), "user-up mine.1");
  EXPECT_EQ(name(topology.terminals()[0].down), "user-down mine.1");
  EXPECT_EQ(name(topology.fibre_to(small.pop, small.datacenter)), "fibre perth perth-dc");
  EXPECT_EQ(name(topology.lan(small.host)), "lan robot-1 mine.1");
}

TEST_F(LinkNameTest, EveryLinkIsFoundByItsName) {
  const LinkNames names(*small.topology);
  for (std::uint32_t i = 0; i < small.topology->links().size(); ++i) {
    EXPECT_EQ(names.find(name(LinkId{i})), LinkId{i});
  }
  EXPECT_FALSE(names.find("user-up mine.2").has_value());
  EXPECT_FALSE(names.find("").has_value());
}

TEST_F(LinkNameTest, TheNearestNameIsSuggested) {
  const LinkNames names(*small.topology);
  EXPECT_EQ(names.suggestion("user-up mien.1"), ", did you mean 'user-up mine.1'?");
  EXPECT_EQ(names.suggestion("something quite different"), "");
}

TEST_F(LinkNameTest, TheReverseLinkJoinsTheSameEnds) {
  for (std::uint32_t i = 0; i < small.topology->links().size(); ++i) {
    const DirectedLink& link = small.topology->link(LinkId{i});
    const DirectedLink& back = small.topology->link(reverse_of(LinkId{i}));
    EXPECT_EQ(link.from, back.to);
    EXPECT_EQ(link.to, back.from);
  }
}

}  // namespace
}  // namespace orbitmesh
