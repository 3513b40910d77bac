#include "orbit/environment/solar_particle_event.h"

#include <gtest/gtest.h>

#include "orbit/environment/space_environment.h"

namespace orbitmesh {
namespace {

Time after_h(double hours) { return Time{} + Duration::from_seconds(3600 * hours); }

TEST(SolarParticleEvent, RisesLinearlyAndDecaysExponentially) {
  SolarParticleEvent event;
  event.start = after_h(10);
  EXPECT_EQ(event.intensity(after_h(10)), 0);
  const double peak = event.intensity(after_h(14));
  EXPECT_NEAR(event.intensity(after_h(12)), peak / 2, 1e-9);
  EXPECT_NEAR(event.intensity(after_h(32)), peak / 2.718281828, 1e-6);
}

TEST(SolarParticleEvent, ItsFirstDayBringsTheWorstDay) {
  for (const double rise_h : {2.0, 6.0, 30.0}) {
    SolarParticleEvent event;
    event.rise = Duration::from_seconds(3600 * rise_h);
    event.scale = 2;
    double sum = 0;
    for (int i = 0; i < 2400; ++i) sum += event.intensity(after_h((i + 0.5) / 100));
    EXPECT_NEAR(sum / 2400, 2, 1e-3);
  }
}

TEST(SpaceEnvironment, EventsAddUpAndAStormLastsAsLongAsItsEvent) {
  SolarParticleEvent event;
  event.start = after_h(5);
  event.state = Magnetosphere::kStormy;
  const SpaceEnvironment environment(parse_epoch("2026-01-01T00:00:00Z"), {0, {event, event}});
  EXPECT_EQ(environment.magnetosphere(after_h(4)), Magnetosphere::kQuiet);
  EXPECT_EQ(environment.magnetosphere(after_h(6)), Magnetosphere::kStormy);
  EXPECT_EQ(environment.magnetosphere(after_h(100)), Magnetosphere::kQuiet);
  EXPECT_NEAR(environment.solar_intensity(after_h(9)), 2 * event.intensity(after_h(9)), 1e-12);
}

TEST(SpaceEnvironment, SolarProtonsReachThePolesAndNotTheEquator) {
  const SpaceEnvironment environment(parse_epoch("2026-01-01T00:00:00Z"),
                                     {0, {SolarParticleEvent{}}});
  const Geodetic pole{1.5, 0, 550e3};
  const Geodetic equator{0, 1.4, 550e3};
  EXPECT_GT(environment.at(pole, after_h(4)).solar_protons_cm2_s, 1e4);
  EXPECT_EQ(environment.at(equator, after_h(4)).solar_protons_cm2_s, 0);
  EXPECT_EQ(environment.at(pole, after_h(0)).solar_protons_cm2_s, 0);
  EXPECT_GT(environment.at(pole, after_h(0)).galactic_protons_cm2_s,
            10 * environment.at(equator, after_h(0)).galactic_protons_cm2_s);
}

}  // namespace
}  // namespace orbitmesh
