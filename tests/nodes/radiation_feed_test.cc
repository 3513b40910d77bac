#include "nodes/radiation_feed.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/heap_event_loop.h"
#include "inference/profile_library.h"
#include "nodes/effect_factors.h"
#include "orbit/j2_ephemeris.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

struct FaultTimes final : RecordSink {
  void add(const RequestRecord&) override {}
  void add(const AttemptRecord&) override {}
  void add(const NodeSample&) override {}
  void add(const FaultRecord& record) override { at.push_back(record.at); }
  std::vector<Time> at;
};

/// Times of the silent corruptions at one TPU over the run, which goes on in steps.
std::vector<Time> fault_times(Duration step, bool busy) {
  const Epoch now = parse_epoch("2026-06-01T00:00:00Z");
  const ProfileLibrary library = ProfileLibrary::built_in();
  const SpaceEnvironment environment(now, {});
  const J2Ephemeris ephemeris(now, {{"one", 550e3, 53 * kDegree, 1, 1, 0}});
  const AcceleratorProfile accelerator = testing::unit_accelerator();
  HeapEventLoop loop;
  FaultTimes records;
  FaultInjector injector(loop, records, 1);
  ServerSetup setup;
  setup.node = NodeId{0};
  setup.accelerator = &accelerator;
  Server server(loop, setup);
  injector.add({&server, {}, {}});
  RadiationExposure exposure(environment, ephemeris, 1, 1e6);
  ExposedDevice device;
  device.node = NodeId{0};
  device.device = library.find_device("tpu-v6e");
  device.factors.at[0] = 1;
  exposure.add(device);
  RadiationFeed feed(loop, exposure, injector);
  feed.start();
  for (int i = 0; busy && i < 5000; ++i) loop.schedule_at(Time{} + Duration::from_ms(i), [] {});
  for (Time t; t < Time{} + Duration::from_s(3600); t = t + step) loop.run_until(t + step);
  return records.at;
}

TEST(RadiationFeed, TimesAreTheSameToTheNanosecondWhateverTheSteps) {
  const std::vector<Time> by_10_s = fault_times(Duration::from_s(10), false);
  ASSERT_GT(by_10_s.size(), 20U);
  EXPECT_EQ(fault_times(Duration::from_s(1), false), by_10_s);
  EXPECT_EQ(fault_times(Duration::from_s(3), true), by_10_s);
}

}  // namespace
}  // namespace orbitmesh
