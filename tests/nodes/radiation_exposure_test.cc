#include "nodes/radiation_exposure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/error.h"
#include "core/heap_event_loop.h"
#include "inference/profile_library.h"
#include "nodes/effect_factors.h"
#include "orbit/j2_ephemeris.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;

const Epoch kNow = parse_epoch("2026-06-01T00:00:00Z");

/// TPUs on a shell of 12 satellites at 550 km and 53 deg.
class RadiationExposureTest : public ::testing::Test {
 protected:
  ExposedDevice exposed(std::uint32_t node) const {
    ExposedDevice device;
    device.node = NodeId{node};
    device.satellite = static_cast<int>(node);
    device.device = library_.find_device("tpu-v6e");
    device.factors = effect_factors(*device.device, {1, 0, {}});
    return device;
  }
  RadiationExposure shell(double acceleration, ExposureRates rates = ExposureRates::kLocal) const {
    RadiationExposure exposure(environment_, ephemeris_, 1, acceleration);
    for (std::uint32_t node = 0; node < 12; ++node) {
      ExposedDevice device = exposed(node);
      device.rates = rates;
      exposure.add(device);
    }
    return exposure;
  }

  ProfileLibrary library_ = ProfileLibrary::built_in();
  SpaceEnvironment environment_{kNow, {}};
  J2Ephemeris ephemeris_{kNow, {{"shell", 550e3, 53 * kDegree, 3, 4, 1}}};
};

TEST_F(RadiationExposureTest, ADayBringsTheOrbitsMean) {
  RadiationExposure exposure = shell(1e4);
  double happened = 0;
  for (int i = 0; i < 8640; ++i) {
    for (const DeviceEffectEvent& event : exposure.advance()) {
      happened += event.kind == FaultKind::kSdc ? 1 : 0;
    }
  }
  const double expected = exposure.expected(FaultKind::kSdc, Time{} + Duration::from_s(86'400));
  // 11 a year a chip; a day's orbits sample the anomaly unevenly.
  EXPECT_NEAR(expected, 12 * 11.0 / 365.25, 0.1 * 12 * 11.0 / 365.25);
  EXPECT_NEAR(happened, 1e4 * expected, 4 * std::sqrt(1e4 * expected));
}

TEST_F(RadiationExposureTest, OrbitAveragesAreTheSameAtAllTimes) {
  RadiationExposure exposure = shell(1, ExposureRates::kOrbitAverage);
  exposure.advance();
  const double first = exposure.expected(FaultKind::kSdc, Time{} + Duration::from_s(10));
  exposure.advance();
  EXPECT_NEAR(exposure.expected(FaultKind::kSdc, Time{} + Duration::from_s(20)), 2 * first,
              1e-6 * first);
  EXPECT_NEAR(exposure.expected(FaultKind::kSdc, Time{} + Duration::from_s(15)), 1.5 * first,
              1e-6 * first);
  EXPECT_NEAR(first * kYear_s / 10, 12 * 11.0, 0.05 * 12 * 11.0);
}

TEST_F(RadiationExposureTest, EventsComeInTheOrderOfTime) {
  RadiationExposure exposure = shell(1e7, ExposureRates::kOrbitAverage);
  Time last;
  for (int i = 0; i < 10; ++i) {
    for (const DeviceEffectEvent& event : exposure.advance()) {
      EXPECT_GE(event.at, last);
      last = event.at;
    }
  }
  EXPECT_GT(last, Time{} + Duration::from_s(90));
}

TEST_F(RadiationExposureTest, DevicesWearOutByTheirDoseWhateverTheAcceleration) {
  DeviceProfile weak = *library_.find_device("tpu-v6e");
  // 1.15 krad a year reach the median in 275 s.
  weak.dose_limit->value = Dose{0.01};
  RadiationExposure exposure(environment_, ephemeris_, 1, 1e3);
  for (std::uint32_t node = 0; node < 12; ++node) {
    ExposedDevice device = exposed(node);
    device.device = &weak;
    device.factors = {};
    exposure.add(device);
  }
  std::vector<DeviceEffectEvent> lost;
  for (int i = 0; i < 100; ++i) {
    for (const DeviceEffectEvent& event : exposure.advance()) lost.push_back(event);
  }
  ASSERT_EQ(lost.size(), 12U);
  EXPECT_NEAR(lost[5].at.seconds(), 275, 60);
  EXPECT_EQ(lost[5].kind, FaultKind::kWearOut);
}

TEST_F(RadiationExposureTest, RefusesWhatItCannotSimulate) {
  EXPECT_THROW(RadiationExposure(environment_, ephemeris_, 1, -1), InputError);
  EXPECT_THROW(RadiationExposure(environment_, ephemeris_, 1, std::nan("")), InputError);
  try {
    shell(1e9);
    ADD_FAILURE() << "was not refused";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("lower the acceleration"));
  }
}

}  // namespace
}  // namespace orbitmesh
