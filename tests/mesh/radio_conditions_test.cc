#include "mesh/radio_conditions.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "core/heap_event_loop.h"
#include "mesh/mesh.h"
#include "mesh/phy/radio_units.h"
#include "mesh/phy/rain_throughput.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

/// Remembers when which link got which condition.
class Recorder final : public MeshListener {
 public:
  struct Change {
    Time at;
    LinkId link;
    LinkCondition condition;
  };
  explicit Recorder(EventLoop& loop) : loop_(loop) {}
  void on_slot(const SlotRecord&) override {}
  void on_feeder(const FeederChange&) override {}
  void on_link(LinkId link, const LinkCondition& condition) override {
    changes.push_back({loop_.now(), link, condition});
  }
  std::vector<Change> changes;

 private:
  EventLoop& loop_;
};

class RadioConditionsTest : public testing::Test {
 protected:
  RadioConditionsTest() { small.add_ground(); }
  void run(const RadioOptions& radio, Duration duration = Duration::from_s(120)) {
    MeshOptions options;
    options.radio = radio;
    options.on_rain_outage = [this](const Outage& outage) { outages.push_back(outage); };
    mesh = std::make_unique<Mesh>(*small.topology, *small.ephemeris, small.epoch, options);
    mesh->start(loop, recorder);
    loop.run_until(Time{} + duration);
  }
  LinkId up() const { return small.topology->terminals()[0].up; }
  LinkId down() const { return small.topology->terminals()[0].down; }

  SmallMesh small;
  HeapEventLoop loop;
  Recorder recorder{loop};
  std::vector<Outage> outages;
  std::unique_ptr<Mesh> mesh;
};

TEST_F(RadioConditionsTest, NothingChangesByDefault) {
  run({});
  EXPECT_TRUE(recorder.changes.empty());
}

TEST_F(RadioConditionsTest, CapacityChangesAtSlotEdgesToTheRateOfTheSlot) {
  RadioOptions radio;
  radio.capacity = CapacityModel::kMeasured;
  run(radio);
  CapacityProcess process(kUserDownCapacity, kSlotCorrelation,
                          RngStream(1, "access.capacity.down mine.1", 0));
  const SlotClock slots(small.epoch);
  int downs = 0;
  for (const Recorder::Change& change : recorder.changes) {
    const std::int64_t slot = slots.slot_at(change.at);
    EXPECT_TRUE(change.at == Time{} || change.at == slots.begin(slot));
    if (change.link != down()) continue;
    ++downs;
    const BitRate rate = present_rate(BitRate{215'000'000}, change.condition);
    EXPECT_NEAR(static_cast<double>(rate.bit_s), static_cast<double>(process.at(slot).bit_s), 1);
  }
  EXPECT_EQ(downs, 9);
}

TEST_F(RadioConditionsTest, RainTakesTheMeasuredShareOfTheRateInBothDirections) {
  const RainRate rain = millimetres_per_hour(2.5);
  RadioOptions radio;
  radio.weather.push_back({{small.terminal}, Rain(rain)});
  run(radio);
  EXPECT_DOUBLE_EQ(mesh->condition(up()).rate_factor, rain_throughput_factor(rain));
  EXPECT_DOUBLE_EQ(mesh->condition(down()).rate_factor, 0.70);
  EXPECT_EQ(recorder.changes.size(), 2U);
}

TEST_F(RadioConditionsTest, ASeriesOfRainCountsFromTheNextSlotEdge) {
  RadioOptions radio;
  radio.weather.push_back(
      {{small.terminal}, Rain(RainSeries::parse("time_s,rain_mm_h\n0,0\n20,10\n40,0\n", "r.csv"))});
  run(radio, Duration::from_s(60));
  ASSERT_EQ(recorder.changes.size(), 4U);
  EXPECT_EQ(recorder.changes[0].at, Time{} + Duration::from_s(27));
  EXPECT_DOUBLE_EQ(recorder.changes[0].condition.rate_factor, 0.52);
  EXPECT_EQ(recorder.changes[2].at, Time{} + Duration::from_s(42));
  EXPECT_DOUBLE_EQ(recorder.changes[2].condition.rate_factor, 1);
}

TEST_F(RadioConditionsTest, ALinkBudgetGivesLessTheMoreItRainsAndNothingInACloudburst) {
  double before = 2;
  for (const double mm_h : {0.0, 5.0, 20.0, 60.0, 300.0}) {
    HeapEventLoop own_loop;
    Recorder own(own_loop);
    MeshOptions options;
    options.radio.rain_model = RainModel::kPhy;
    options.radio.weather.push_back({{small.terminal}, Rain(millimetres_per_hour(mm_h))});
    Mesh own_mesh(*small.topology, *small.ephemeris, small.epoch, options);
    own_mesh.start(own_loop, own);
    const LinkCondition condition = own_mesh.condition(down());
    const double factor = condition.up ? condition.rate_factor : 0;
    EXPECT_LE(factor, before);
    if (mm_h == 0.0) {
      EXPECT_DOUBLE_EQ(factor, 1);
    }
    if (mm_h == 5.0) {
      EXPECT_GT(factor, 0.5);
    }
    before = factor;
  }
  EXPECT_LT(before, 0.3);
}

TEST_F(RadioConditionsTest, ADrownedFeederIsDownAndRoutedAroundAndSaidToBeRain) {
  const NodeId other =
      small.topology->add_gateway("far", SmallMesh::place(-35, 138), small.pop, {});
  RadioOptions radio;
  radio.weather.push_back({{small.gateway}, Rain(millimetres_per_hour(100))});
  run(radio, Duration::from_s(30));
  const Gateway& drowned = small.topology->gateways()[0];
  EXPECT_FALSE(mesh->condition(drowned.first_feeder).up);
  ASSERT_FALSE(outages.empty());
  for (const Outage& outage : outages) {
    EXPECT_EQ(outage.cause, "rain");
    EXPECT_TRUE(outage.effect.down);
    EXPECT_LE(outage.end - outage.begin, SlotClock::kSlot);
  }
  NodeId at = mesh->serving_satellite(small.host);
  std::set<NodeId> visited;
  while (at.valid() && at != small.datacenter && visited.insert(at).second) {
    const bool landed = !small.topology->is_satellite(at);
    const LinkId link = mesh->router().next_link(at, small.datacenter, landed, loop.now());
    at = link.valid() ? mesh->geometry().to(link) : NodeId{};
  }
  EXPECT_EQ(at, small.datacenter);
  EXPECT_EQ(visited.count(small.gateway), 0U);
  EXPECT_EQ(visited.count(other), 1U);
}

}  // namespace
}  // namespace orbitmesh
