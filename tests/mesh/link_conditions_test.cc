#include "mesh/link_conditions.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "core/rng.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

Time at_s(std::int64_t s) { return Time{} + Duration::from_s(s); }

Outage outage(std::int64_t begin_s, std::int64_t end_s, const LinkEffect& effect,
              std::vector<LinkId> links, std::vector<NodeId> nodes = {}) {
  return {"test", OutageTarget::kLink, "target",        at_s(begin_s), at_s(end_s),
          effect, std::move(links),    std::move(nodes)};
}

class LinkConditionsTest : public testing::Test {
 protected:
  LinkConditionsTest() { small.add_ground(); }
  const Topology& topology() const { return *small.topology; }
  SmallMesh small;
  const LinkId a{0}, b{1}, c{2};
};

TEST_F(LinkConditionsTest, EverythingIsNominalWithoutOutages) {
  LinkConditions conditions(topology(), {});
  EXPECT_FALSE(conditions.update(at_s(1000)));
  EXPECT_EQ(conditions.next_change(), Time::max());
  for (std::uint32_t i = 0; i < topology().links().size(); ++i) {
    EXPECT_EQ(conditions.condition(LinkId{i}), LinkCondition{});
  }
}

TEST_F(LinkConditionsTest, AnOutageHoldsFromItsBeginUntilBeforeItsEnd) {
  LinkConditions conditions(topology(), {outage(10, 20, {true, 1, {}, 0}, {a, b})});
  EXPECT_EQ(conditions.next_change(), at_s(10));
  EXPECT_FALSE(conditions.update(at_s(10) - Duration::from_ns(1)));
  EXPECT_TRUE(conditions.condition(a).up);
  EXPECT_TRUE(conditions.update(at_s(10)));
  EXPECT_FALSE(conditions.condition(a).up);
  EXPECT_FALSE(conditions.condition(b).up);
  EXPECT_TRUE(conditions.condition(c).up);
  EXPECT_FALSE(conditions.update(at_s(20) - Duration::from_ns(1)));
  EXPECT_EQ(conditions.next_change(), at_s(20));
  EXPECT_TRUE(conditions.update(at_s(20)));
  EXPECT_EQ(conditions.condition(a), LinkCondition{});
  EXPECT_EQ(conditions.next_change(), Time::max());
}

TEST_F(LinkConditionsTest, EffectsOnOneLinkCombine) {
  LinkConditions conditions(topology(),
                            {outage(0, 100, {false, 0.5, Duration::from_ms(3), 0.2}, {a}),
                             outage(0, 100, {false, 0.25, Duration::from_ms(4), 0.5}, {a}),
                             outage(50, 60, {true, 1, {}, 0}, {a})});
  conditions.update(at_s(1));
  EXPECT_TRUE(conditions.condition(a).up);
  EXPECT_DOUBLE_EQ(conditions.condition(a).rate_factor, 0.125);
  EXPECT_EQ(conditions.condition(a).extra_delay, Duration::from_ms(7));
  EXPECT_DOUBLE_EQ(conditions.condition(a).loss, 0.6);
  conditions.update(at_s(50));
  EXPECT_FALSE(conditions.condition(a).up);
  conditions.update(at_s(60));
  EXPECT_TRUE(conditions.condition(a).up);
}

TEST_F(LinkConditionsTest, ExtraDelaysAddUpToTheirBound) {
  const Outage most = outage(0, 100, {false, 1, kMaxExtraDelay, 0}, {a});
  LinkConditions conditions(topology(), {most, most});
  conditions.update(at_s(0));
  EXPECT_EQ(conditions.condition(a).extra_delay, kMaxExtraDelay);
}

// Whatever came and went before, the condition is that of the outages in force, to the bit.
TEST_F(LinkConditionsTest, TheOrderOfBeginsAndEndsLeavesNoTrace) {
  RngStream rng(3, "test.conditions", 0);
  std::vector<Outage> outages;
  for (int i = 0; i < 60; ++i) {
    const auto begin = static_cast<std::int64_t>(rng.below(90));
    const LinkEffect effect{false, 0.5 + rng.uniform(),
                            Duration::from_us(static_cast<std::int64_t>(rng.below(1000))),
                            rng.uniform() / 10};
    outages.push_back(
        outage(begin, begin + 1 + static_cast<std::int64_t>(rng.below(40)), effect, {a, c}));
  }
  LinkConditions stepped(topology(), outages);
  for (std::int64_t s = 0; s < 120; ++s) {
    stepped.update(at_s(s));
    LinkConditions jumped(topology(), outages);
    jumped.update(at_s(s));
    EXPECT_EQ(stepped.condition(a), jumped.condition(a)) << s;
    EXPECT_EQ(stepped.condition(c), jumped.condition(c)) << s;
  }
  EXPECT_EQ(stepped.next_change(), Time::max());
  EXPECT_EQ(stepped.condition(a), LinkCondition{});
}

TEST_F(LinkConditionsTest, ANodeTakesItsLinksDownAndNoOther) {
  LinkConditions conditions(topology(),
                            {outage(5, 10, {true, 1, {}, 0}, {}, {small.gateway}),
                             outage(7, 12, {true, 1, {}, 0}, {}, {small.gateway, NodeId{7}})});
  const auto down = [&] {
    std::int64_t count = 0;
    for (std::uint32_t i = 0; i < topology().links().size(); ++i) {
      const DirectedLink& link = topology().links()[i];
      const bool touches = (link.from.valid() && !conditions.node_up(link.from)) ||
                           (link.to.valid() && !conditions.node_up(link.to));
      EXPECT_EQ(!conditions.condition(LinkId{i}).up, touches) << i;
      count += touches ? 1 : 0;
    }
    return count;
  };
  EXPECT_EQ(down(), 0);
  conditions.update(at_s(5));
  EXPECT_EQ(down(), 2 * 8 + 2);
  conditions.update(at_s(7));
  EXPECT_EQ(down(), 2 * 8 + 2 + 2 * 4);
  // The second outage keeps the gateway down.
  conditions.update(at_s(10));
  EXPECT_FALSE(conditions.node_up(small.gateway));
  conditions.update(at_s(12));
  EXPECT_TRUE(conditions.node_up(small.gateway));
  EXPECT_EQ(down(), 0);
}

TEST_F(LinkConditionsTest, AnOutageOfNoLengthDoesNothing) {
  LinkConditions conditions(topology(), {outage(10, 10, {true, 1, {}, 0}, {a})});
  EXPECT_EQ(conditions.next_change(), Time::max());
}

TEST_F(LinkConditionsTest, EffectsOutOfRangeAreRefused) {
  for (const LinkEffect& effect :
       {LinkEffect{false, 0, {}, 0}, LinkEffect{false, -1, {}, 0}, LinkEffect{false, 1, {}, 1.5},
        LinkEffect{false, 1, {}, -0.1}, LinkEffect{false, 1, Duration::from_ns(-1), 0}}) {
    EXPECT_THROW(LinkConditions(topology(), {outage(0, 1, effect, {a})}), std::invalid_argument);
  }
}

TEST(PresentRateTest, IsTheDeclaredOneTimesTheFactorWithinBounds) {
  const auto rate = [](std::int64_t bit_s, double factor) {
    LinkCondition condition;
    condition.rate_factor = factor;
    return present_rate(BitRate{bit_s}, condition).bit_s;
  };
  EXPECT_EQ(rate(30'000'000, 1), 30'000'000);
  EXPECT_EQ(rate(30'000'000, 0.3), 9'000'000);
  EXPECT_EQ(rate(30'000'000, 12e6 / 30e6), 12'000'000);
  EXPECT_EQ(rate(30'000'000, 1e-9), kMinLinkRate.bit_s);
  EXPECT_EQ(rate(100'000'000'000, 1e6), kMaxLinkRate.bit_s);
}

}  // namespace
}  // namespace orbitmesh
