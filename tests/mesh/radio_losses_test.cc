#include "mesh/radio_losses.h"

#include <gtest/gtest.h>

#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

/// Ports that have been sending for a given share of the time.
class SteadyMeters final : public LinkMeters {
 public:
  const PortCounters& counters(PortId) const override { return counters_; }
  BitRate rate(PortId) const override { return {30'000'000}; }
  Duration busy(PortId) const override { return busy_time; }
  void reset_backlog_peak(PortId) override {}
  std::int64_t drops_no_route() const override { return 0; }
  std::int64_t drops_ttl() const override { return 0; }
  std::int64_t drops_node() const override { return 0; }
  Duration busy_time;

 private:
  PortCounters counters_;
};

class RadioLossesTest : public testing::Test {
 protected:
  RadioLossesTest() { small.add_ground(); }
  const Terminal& terminal() const { return small.topology->terminals()[0]; }

  /// Share of packets, one a millisecond, that are lost on a link which sends for `busy_share`
  /// of the time.
  double lost_share(LinkId link, LossModel model, double busy_share) const {
    RadioLosses losses(*small.topology, model, 1);
    SteadyMeters meters;
    // Clustered losses come in about 200 stretches then.
    const int packets = model == LossModel::kClustered ? 2'000'000 : 1'000'000;
    int lost = 0;
    for (int i = 0; i < packets; ++i) {
      const Duration elapsed = Duration::from_ms(i);
      meters.busy_time = Duration::from_seconds(elapsed.seconds() * busy_share);
      lost += losses.loses(link, meters, Time{} + elapsed) ? 1 : 0;
    }
    return static_cast<double>(lost) / packets;
  }
  SmallMesh small;
};

TEST_F(RadioLossesTest, OnlyUserLinksLosePackets) {
  const RadioLosses none(*small.topology, LossModel::kNone, 1);
  const RadioLosses some(*small.topology, LossModel::kScattered, 1);
  for (std::uint32_t i = 0; i < small.topology->links().size(); ++i) {
    const LinkKind kind = small.topology->links()[i].kind;
    EXPECT_FALSE(none.lossy(LinkId{i}));
    EXPECT_EQ(some.lossy(LinkId{i}), kind == LinkKind::kUserUp || kind == LinkKind::kUserDown);
  }
}

TEST_F(RadioLossesTest, TheRateFollowsTheLoad) {
  for (const LossModel model : {LossModel::kScattered, LossModel::kClustered}) {
    const double tolerance = model == LossModel::kScattered ? 0.15 : 0.4;
    const auto expect_near = [&](double measured, double expected) {
      EXPECT_NEAR(measured, expected, tolerance * expected);
    };
    expect_near(lost_share(terminal().up, model, 0.001), kUserUpLoss.idle);
    expect_near(lost_share(terminal().up, model, 0.1), kUserUpLoss.light);
    expect_near(lost_share(terminal().up, model, 0.9), kUserUpLoss.bulk);
    expect_near(lost_share(terminal().down, model, 0.1), kUserDownLoss.light);
    expect_near(lost_share(terminal().down, model, 0.9), kUserDownLoss.bulk);
  }
}

}  // namespace
}  // namespace orbitmesh
