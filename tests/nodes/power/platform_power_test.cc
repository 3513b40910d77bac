#include "nodes/power/platform_power.h"

#include <gtest/gtest.h>

#include "inference/profile_library.h"
#include "nodes/power/radio_energy.h"

namespace orbitmesh {
namespace {

PlatformPower platform(std::string_view name, std::int64_t devices) {
  static const ProfileLibrary kLibrary = ProfileLibrary::built_in();
  const PlatformProfile& profile = *kLibrary.find_platform(name);
  const AcceleratorProfile& accelerator = *kLibrary.find_accelerator(profile.accelerator);
  return {profile, compute_power(accelerator, devices), devices};
}

TEST(PlatformPower, NothingIsAddedWithoutAPlatform) {
  const PlatformPower alone;
  EXPECT_EQ(alone.clock(), 1.0);
  EXPECT_EQ(alone.overhead_j({100.0, 0.0, 20.0}), 0.0);
  EXPECT_EQ(alone.body_w(), 0.0);
  EXPECT_FALSE(alone.battery_j());
}

// Hosts 1.82 and building 1.25: 2.275 J for every joule of a device.
TEST(PlatformPower, ADatacenterAddsHostsAndBuilding) {
  EXPECT_NEAR(platform("cortex", 8).overhead_j({70.0, 30.0, 20.0}), 1.275 * 120.0, 1e-9);
}

// 100,000 H100 with hosts and building would take 159 MW of the 150 there are; eight of them
// have their part of it.
TEST(PlatformPower, TheGridConnectionLimitsTheClockWhateverTheNumberOfDevices) {
  const double device_w = 150e6 / 100'000 / (1.82 * 1.25);
  const double clock = (device_w - 0.15 * 700) / (0.85 * 700);
  EXPECT_LT(clock, 1.0);
  EXPECT_NEAR(platform("colossus", 100'000).clock(), clock, 1e-12);
  EXPECT_NEAR(platform("colossus", 8).clock(), clock, 1e-12);
  EXPECT_EQ(platform("cortex", 8).clock(), 1.0);
}

TEST(PlatformPower, ACarThatDrivesLeavesLessThanOneThatIsParked) {
  EXPECT_DOUBLE_EQ(platform("car-ai4-driving", 1).clock(), 0.2);
  EXPECT_DOUBLE_EQ(platform("car-ai4-parked", 1).clock(), 0.9);
}

// 0.7 of 100 W and 0.3 of 500 W, and the control loops on 0.3 of an Orin of 60 W.
TEST(PlatformPower, ARobotFeedsItsBodyAndItsControlLoops) {
  const PlatformPower robot = platform("robot-orin", 1);
  EXPECT_NEAR(robot.body_w(), 70 + 150 + 0.3 * 0.85 * 60, 1e-9);
  EXPECT_DOUBLE_EQ(robot.clock(), 0.7);
  EXPECT_DOUBLE_EQ(*robot.battery_j(), 2.3 * 3.6e6);
}

TEST(PlatformPower, EveryBuiltInPlatformHasAnAcceleratorAndAClock) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  for (const std::string_view name : library.platform_names()) {
    const PlatformProfile& profile = *library.find_platform(name);
    ASSERT_NE(library.find_accelerator(profile.accelerator), nullptr) << name;
    const double clock = platform(name, profile.count.value).clock();
    EXPECT_GT(clock, 0.05) << name;
    EXPECT_LE(clock, 1.0) << name;
  }
}

TEST(RadioEnergy, GrowsWithThePartsOfThePath) {
  const Bytes carried{1'000'000};
  EXPECT_EQ(radio_energy_j(Tier::kLocal, carried), 0.0);
  EXPECT_NEAR(radio_energy_j(Tier::kSatellite, carried), 7.2, 1e-9);
  EXPECT_NEAR(radio_energy_j(Tier::kGround, carried), 8.4, 1e-9);
}

}  // namespace
}  // namespace orbitmesh
