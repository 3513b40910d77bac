#include "nodes/radiation_drain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/heap_event_loop.h"
#include "inference/profile_library.h"
#include "nodes/radiation_feed.h"
#include "nodes/radiation_zones.h"
#include "orbit/j2_ephemeris.h"
#include "tests/nodes/no_records.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

struct Sample {
  bool draining;
  double level;
  RadiationZone zone;
};

/// One TPU in orbit under radiation, looked at in the middle of every interval of 10 s.
struct Flight {
  Flight(double inclination_deg, const SolarConditions& sun, Duration step, Duration span) {
    const Epoch now = parse_epoch("2026-06-01T00:00:00Z");
    const ProfileLibrary library = ProfileLibrary::built_in();
    const SpaceEnvironment environment(now, sun);
    const J2Ephemeris ephemeris(now, {{"one", 550e3, inclination_deg * kDegree, 1, 1, 0}});
    AcceleratorProfile accelerator = testing::unit_accelerator();
    accelerator.power = Sourced<Power>{{100.0}, "test", Confidence::kGuess};
    const ModelProfile model = testing::model_of("ten-ms", 10);
    HeapEventLoop loop;
    testing::NoRecords records;
    FaultInjector injector(loop, records, 1);
    Server server(loop, {NodeId{0}, &accelerator, 1, {&model}, {}});
    injector.add({&server, {}, {}});
    RadiationExposure exposure(environment, ephemeris, 1, 0);
    ExposedDevice device;
    device.node = NodeId{0};
    device.device = library.find_device("tpu-v6e");
    device.factors.at[0] = 1;
    device.watched = true;
    exposure.add(device);
    RadiationDrain drain(loop, exposure);
    drain.add(server, {kAbove, kResume});
    const RadiationZones zones(loop, environment, ephemeris);
    RadiationFeed feed(loop, exposure, injector, &drain);
    feed.start();
    for (Time t = Time{} + Duration::from_s(5); t < Time{} + span;
         t = t + RadiationExposure::kInterval) {
      loop.schedule_at(t, [&] {
        samples.push_back({server.draining(), exposure.level(NodeId{0}), zones.zone(NodeId{0})});
        if (!server.submit(model, [](const ServiceReport&) {})) ++refused;
      });
    }
    for (Time t; t < Time{} + span; t = t + step) loop.run_until(t + step);
    counts = drain.counts();
  }

  static constexpr double kAbove = 3;
  static constexpr double kResume = 1;
  std::vector<Sample> samples;
  std::int64_t refused = 0;
  DrainCounts counts;
};

constexpr Duration kDay = Duration::from_s(86'400);
constexpr Duration kTenSeconds = Duration::from_s(10);

TEST(RadiationDrain, StartsAndStopsWhereTheRateCrossesItsLimits) {
  const Flight flight(53, {}, kTenSeconds, kDay);
  ASSERT_EQ(flight.samples.size(), 8640U);
  bool expected = false;
  std::int64_t changes = 0;
  for (const Sample& sample : flight.samples) {
    const bool before = expected;
    if (sample.level > Flight::kAbove) expected = true;
    if (sample.level < Flight::kResume) expected = false;
    changes += expected != before ? 1 : 0;
    ASSERT_EQ(sample.draining, expected) << "level " << sample.level;
  }
  EXPECT_GE(changes, 12) << "several passes through the anomaly a day";
  EXPECT_EQ(flight.counts.drains, (changes + 1) / 2);
}

TEST(RadiationDrain, CostsItsTimeRefusalsAndIdlePower) {
  const Flight flight(53, {}, kTenSeconds, kDay);
  const auto draining = std::count_if(flight.samples.begin(), flight.samples.end(),
                                      [](auto& s) { return s.draining; });
  EXPECT_EQ(flight.counts.drained, kTenSeconds * draining);
  EXPECT_EQ(flight.counts.refused, draining);
  EXPECT_EQ(flight.refused, draining);
  EXPECT_NEAR(flight.counts.idle_j, 15.0 * flight.counts.drained.seconds(), 1e-6);
  // 97 % of the protons are met in 5.7 % of the time.
  EXPECT_GT(draining, 8640 * 0.04);
  EXPECT_LT(draining, 8640 * 0.08);
}

TEST(RadiationDrain, DoesNotDependOnTheStepsOfTheRun) {
  const Flight by_10_s(53, {}, kTenSeconds, kDay / 4);
  const Flight by_1_s(53, {}, Duration::from_s(1), kDay / 4);
  EXPECT_EQ(by_1_s.counts.drains, by_10_s.counts.drains);
  EXPECT_EQ(by_1_s.counts.drained, by_10_s.counts.drained);
}

TEST(RadiationDrain, FollowsASolarEventOverThePoles) {
  SolarConditions sun;
  sun.events.push_back({});
  const Flight quiet(97.6, {}, kTenSeconds, kDay / 4);
  const Flight event(97.6, sun, kTenSeconds, kDay / 4);
  EXPECT_GT(event.counts.drained, quiet.counts.drained * 3);
  const auto in = [](const Flight& flight, RadiationZone zone) {
    return std::count_if(flight.samples.begin(), flight.samples.end(),
                         [&](const Sample& s) { return s.zone == zone; });
  };
  EXPECT_EQ(in(quiet, RadiationZone::kStorm), 0);
  EXPECT_GT(in(event, RadiationZone::kStorm), 2160 / 5);
}

TEST(RadiationZones, TheAnomalyHoldsMostUpsetsInLittleTime) {
  const Flight flight(53, {}, kTenSeconds, kDay);
  double all = 0;
  double inside = 0;
  double time = 0;
  for (const Sample& sample : flight.samples) {
    all += sample.level;
    if (sample.zone != RadiationZone::kAnomaly) continue;
    inside += sample.level;
    time += 1.0 / 8640;
  }
  // 96.8 % of the fluence above 30 MeV in 5.7 % of the time, over months; this is a day, and
  // cosmic rays strike everywhere.
  EXPECT_NEAR(time, 0.057, 0.01);
  EXPECT_GT(inside / all, 0.93);
}

}  // namespace
}  // namespace orbitmesh
