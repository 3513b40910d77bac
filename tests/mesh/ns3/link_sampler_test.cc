#include "mesh/link_sampler.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "mesh/ns3/ns3_event_loop.h"
#include "tests/mesh/ns3/hand_guide.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

class IgnoringSink final : public PacketSink {
 public:
  void receive(ns3::Ptr<ns3::Packet>) override {}
};

/// A port plane with one port a link of the topology, of which only the terminal's uplink
/// carries anything.
class LinkSamplerTest : public testing::Test {
 protected:
  LinkSamplerTest() {
    small.add_ground();
    plane.attach(NodeId{0}, sink);
    for (const auto& link : small.topology->links()) {
      plane.add_port({link.from, link.to, k10Mbit, Bytes{1'000'000}, Buffering::kBacklog, false});
    }
    const Terminal& terminal = small.topology->terminals().front();
    plane.retarget(terminal.up.value, small.terminal, NodeId{0});
    guide.route(small.terminal, NodeId{0}, terminal.up.value);
    guide.set_delay(terminal.up.value, Duration::from_ms(1));
  }

  void inject_at(Time t, NodeId destination) {
    loop.schedule_at(t, [this, destination] {
      plane.inject(small.terminal, destination, ns3::Create<ns3::Packet>(1000));
    });
  }
  LinkSample sample_of(const std::vector<LinkSample>& samples, const std::string& link) {
    const auto found = std::find_if(samples.begin(), samples.end(),
                                    [&](const LinkSample& s) { return s.link == link; });
    if (found != samples.end()) return *found;
    ADD_FAILURE() << "no sample of " << link;
    return {};
  }

  static constexpr BitRate k10Mbit{10'000'000};  // 800 us for 1,000 bytes
  SmallMesh small;
  Ns3EventLoop loop;
  HandGuide guide;
  PortPlane plane{guide};
  IgnoringSink sink;
};

TEST_F(LinkSamplerTest, UtilisationIsSerialisationOverTheInterval) {
  LinkSampler sampler(*small.topology, plane);
  for (int i = 0; i < 5; ++i) inject_at(Time{} + Duration::from_ms(2 * i), NodeId{0});
  loop.run_until(Time{} + Duration::from_ms(10));
  const LinkSample first = sample_of(sampler.sample(loop.now()), "user-up mine.1");
  EXPECT_EQ(first.packets, 5);
  EXPECT_EQ(first.sent, Bytes{5000});
  EXPECT_DOUBLE_EQ(first.utilisation.value(), 0.4);
  loop.run_until(Time{} + Duration::from_ms(20));
  const LinkSample second = sample_of(sampler.sample(loop.now()), "user-up mine.1");
  EXPECT_EQ(second.packets, 0);
  EXPECT_EQ(second.utilisation.value(), 0.0);
}

TEST_F(LinkSamplerTest, GroupsOfLinksHaveNoUtilisation) {
  LinkSampler sampler(*small.topology, plane);
  loop.run_until(Time{} + Duration::from_s(1));
  const std::vector<LinkSample> samples = sampler.sample(loop.now());
  for (const char* group : {"isl", "fibre", "lan", "feeder-up merredin", "network"}) {
    EXPECT_FALSE(sample_of(samples, group).utilisation) << group;
  }
}

TEST_F(LinkSamplerTest, PacketsWithoutARouteAreDropsOfTheNetwork) {
  LinkSampler sampler(*small.topology, plane);
  inject_at(Time{}, NodeId{1});
  loop.run_until(Time{} + Duration::from_s(1));
  EXPECT_EQ(sample_of(sampler.sample(loop.now()), "network").drops_no_route, 1);
}

}  // namespace
}  // namespace orbitmesh
