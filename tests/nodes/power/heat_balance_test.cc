#include "nodes/power/heat_balance.h"

#include <gtest/gtest.h>

#include <cmath>

namespace orbitmesh {
namespace {

/// 110 m2 two-sided, emissivity 0.85, 500 kJ/K, no light.
HeatBalance panel() {
  HeatBalance heat;
  heat.capacity_j_k = 500e3;
  heat.emission_w_k4 = 0.85 * 0.95 * kStefanBoltzmann_W_m2_K4 * 220.0;
  return heat;
}

/// The same by steps of a thousandth of a second or of the span.
double fine(const HeatBalance& heat, double temperature_k, double in_w, double span_s) {
  constexpr int kSteps = 200'000;
  for (int i = 0; i < kSteps; ++i) {
    temperature_k = heat_runge_kutta(temperature_k, in_w, heat.emission_w_k4, heat.capacity_j_k,
                                     span_s / kSteps);
  }
  return temperature_k;
}

// One side, emissivity 0.85, view 0.95, environment of 250 K.
TEST(HeatBalance, RadiatorTableOfTheReference) {
  const double table[][2] = {{20, 159}, {40, 261}, {60, 384}, {80, 532}, {100, 707}};
  for (const auto& [celsius_, expected_w_m2] : table) {
    const double w_m2 = net_radiation_w_m2(0.85, 0.95, celsius_ + 273.15, 250.0);
    EXPECT_NEAR(w_m2, expected_w_m2, 0.02 * expected_w_m2) << celsius_;
  }
}

// 1,400 W/m2 from both sides: 69 degC against deep space, 91 degC against 250 K.
TEST(HeatBalance, AnAiOneRadiatorsTemperature) {
  EXPECT_NEAR(2 * net_radiation_w_m2(0.9, 1.0, 69 + 273.15, 0.0), 1400.0, 14.0);
  EXPECT_NEAR(2 * net_radiation_w_m2(0.9, 1.0, 91 + 273.15, 250.0), 1400.0, 14.0);
}

TEST(HeatBalance, SettlesAtTheSteadyTemperature) {
  const HeatBalance heat = panel();
  for (const double in_w : {3e3, 63e3, 123e3}) {
    const double steady_k = heat.steady_k(in_w);
    EXPECT_NEAR(heat.emission_w_k4 * std::pow(steady_k, 4), in_w, 1e-6 * in_w);
    for (const double start_k : {250.0, 293.15, 420.0}) {
      EXPECT_NEAR(heat_step(heat, start_k, in_w, 864'000.0), steady_k, 1e-6) << in_w;
    }
    EXPECT_NEAR(heat_step(heat, steady_k, in_w, 10.0), steady_k, 1e-9);
  }
}

// Without input 1/T3 grows linearly: T = T0 (1 + 3 E T0^3 t / C)^(-1/3).
TEST(HeatBalance, CoolsAsTheClosedForm) {
  const HeatBalance heat = panel();
  const double start_k = 370.0;
  for (const double t_s : {10.0, 300.0, 2130.0, 86'400.0}) {
    const double expected_k =
        start_k * std::cbrt(1.0 / (1.0 + 3.0 * heat.emission_w_k4 * std::pow(start_k, 3) * t_s /
                                             heat.capacity_j_k));
    EXPECT_NEAR(heat_step(heat, start_k, 0.0, t_s), expected_k, 1e-3) << t_s;
  }
}

TEST(HeatBalance, ErrorOfLongStepsIsAsDocumented) {
  const HeatBalance heat = panel();
  for (const double start_k : {250.0, 293.15, 420.0}) {
    for (const double in_w : {0.0, 30e3, 123e3}) {
      for (const double span_s : {10.0, 60.0, 300.0, 2000.0}) {
        const double exact_k = fine(heat, start_k, in_w, span_s);
        const double error_k = std::fabs(heat_step(heat, start_k, in_w, span_s) - exact_k);
        EXPECT_LT(error_k, 2e-5 * std::fabs(start_k - heat.steady_k(in_w)) + 1e-9)
            << start_k << " K, " << in_w << " W, " << span_s << " s";
      }
    }
  }
}

TEST(HeatBalance, StaysStableForAnyStep) {
  HeatBalance heat = panel();
  heat.capacity_j_k = 10.0;  // a time constant of milliseconds
  const double k = heat_step(heat, 280.0, 123e3, 600.0);
  EXPECT_NEAR(k, heat.steady_k(123e3), 1e-6);
}

TEST(HeatBalance, TwoStepsMakeAboutOne) {
  const HeatBalance heat = panel();
  const double whole_k = heat_step(heat, 293.15, 123e3, 10.0);
  const double half_k = heat_step(heat, heat_step(heat, 293.15, 123e3, 4.0), 123e3, 6.0);
  EXPECT_NEAR(half_k, whole_k, 1e-8);
}

// Flat limit: a plate on the ground sees half of its sky filled; far away the Earth is a disc of
// no height over an edge-on plate.
TEST(HeatBalance, ViewOfTheEarth) {
  EXPECT_NEAR(earth_view_of_upright_plate(kEarthEquatorialRadius_m * (1 + 1e-12)), 0.5, 1e-5);
  EXPECT_NEAR(earth_view_of_upright_plate(kEarthEquatorialRadius_m + 550e3), 0.258, 0.001);
  EXPECT_LT(earth_view_of_upright_plate(100 * kEarthEquatorialRadius_m), 1e-5);
}

TEST(HeatBalance, TakesSunAlbedoAndInfrared) {
  HeatBalance heat = panel();
  heat.sun_w = 1000.0;
  heat.albedo_w = 200.0;
  heat.infrared_w = 50.0;
  EXPECT_DOUBLE_EQ(heat.absorbed_w(1.0, 1.0), 1250.0);
  EXPECT_DOUBLE_EQ(heat.absorbed_w(0.5, 0.25), 600.0);
  EXPECT_DOUBLE_EQ(heat.absorbed_w(0.0, -0.5), 50.0);
}

}  // namespace
}  // namespace orbitmesh
