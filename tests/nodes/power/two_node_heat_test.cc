#include "nodes/power/two_node_heat.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace orbitmesh {
namespace {

constexpr double kHouse_w = 3e3;

/// 110 m2 two-sided, 500 kJ/K, and chips of 36 kJ/K over 0.2 K/kW: 6.7 s.
HeatBalance panel() {
  HeatBalance heat;
  heat.capacity_j_k = 500e3;
  heat.emission_w_k4 = 0.9 * kStefanBoltzmann_W_m2_K4 * 220.0;
  heat.junction_k_w = 0.0002;
  heat.chip_capacity_j_k = 36e3;
  return heat;
}

double stored_j(const HeatBalance& heat, HeatNodes nodes) {
  return heat.capacity_j_k * nodes.radiator_k + heat.chip_capacity_j_k * nodes.chips_k;
}

/// The two equations as they stand, by the classical Runge-Kutta method in steps of a fiftieth of
/// the fast time constant.
HeatNodes fine(const HeatBalance& heat, HeatNodes at, double chips_w, double span_s) {
  const auto slope = [&](HeatNodes n) {
    const double flow_w = (n.chips_k - n.radiator_k) / heat.junction_k_w;
    const double out_w = heat.emission_w_k4 * std::pow(n.radiator_k, 4);
    return HeatNodes{(kHouse_w + flow_w - out_w) / heat.capacity_j_k,
                     (chips_w - flow_w) / heat.chip_capacity_j_k};
  };
  const auto moved = [](HeatNodes n, HeatNodes by, double h_s) {
    return HeatNodes{n.radiator_k + h_s * by.radiator_k, n.chips_k + h_s * by.chips_k};
  };
  const double steps = std::ceil(50 * span_s / chip_time_s(heat));
  const double h_s = span_s / steps;
  for (double i = 0; i < steps; ++i) {
    const HeatNodes k1 = slope(at);
    const HeatNodes k2 = slope(moved(at, k1, h_s / 2));
    const HeatNodes k3 = slope(moved(at, k2, h_s / 2));
    const HeatNodes k4 = slope(moved(at, k3, h_s));
    for (const auto& [k, weight] : {std::pair(k1, 1.0), {k2, 2.0}, {k3, 2.0}, {k4, 1.0}}) {
      at = moved(at, k, h_s * weight / 6);
    }
  }
  return at;
}

double apart_k(HeatNodes a, HeatNodes b) {
  return std::max(std::fabs(a.radiator_k - b.radiator_k), std::fabs(a.chips_k - b.chips_k));
}

TEST(TwoNodeHeat, SettlesAtTheTemperaturesOfOneNode) {
  const HeatBalance heat = panel();
  for (const double chips_w : {0.0, 60e3, 120e3}) {
    const double steady_k = heat.steady_k(kHouse_w + chips_w);
    for (const HeatNodes start : {HeatNodes{250, 250}, {293, 330}, {420, 380}}) {
      const HeatNodes end = two_node_heat_step(heat, start, kHouse_w, chips_w, 864'000.0);
      EXPECT_NEAR(end.radiator_k, steady_k, 1e-6) << chips_w;
      EXPECT_NEAR(end.chips_k, steady_k + heat.junction_k_w * chips_w, 1e-6) << chips_w;
    }
    const HeatNodes steady{steady_k, steady_k + heat.junction_k_w * chips_w};
    EXPECT_LT(apart_k(two_node_heat_step(heat, steady, kHouse_w, chips_w, 10.0), steady), 1e-9);
  }
}

// About the steady temperatures radiation is linear, G = 4 E T^3, and the two distances x and y are
// sums of two exponentials: x' = -(g + 1/R)/C_r x + y/(R C_r), y' = (x - y)/(R C_c).
TEST(TwoNodeHeat, IsTwoExponentialsNearTheSteadyState) {
  const HeatBalance heat = panel();
  const double chips_w = 100e3;
  const double steady_k = heat.steady_k(kHouse_w + chips_w);
  const double g_w_k = 4 * heat.emission_w_k4 * std::pow(steady_k, 3);
  const double a = -(g_w_k + 1 / heat.junction_k_w) / heat.capacity_j_k;
  const double b = 1 / (heat.junction_k_w * heat.capacity_j_k);
  const double c = 1 / (heat.junction_k_w * heat.chip_capacity_j_k);
  const double root = std::sqrt((a + c) * (a + c) / 4 + b * c);
  const double slow_1_s = (a - c) / 2 + root;
  const double fast_1_s = (a - c) / 2 - root;
  EXPECT_NEAR(-1 / fast_1_s, chip_time_s(heat), 0.01);
  const double x0 = 0.01;
  const double y0 = -0.02;
  // x = p exp(slow t) + q exp(fast t) with x(0) = x0 and x'(0) = a x0 + b y0; y follows from x'.
  const double p = (a * x0 + b * y0 - fast_1_s * x0) / (slow_1_s - fast_1_s);
  const double q = x0 - p;
  const double chips_k = steady_k + heat.junction_k_w * chips_w;
  HeatNodes at{steady_k + x0, chips_k + y0};
  double t_s = 0;
  for (const double h_s : {0.5, 4.5, 5.0, 10.0, 10.0, 10.0, 10.0, 10.0}) {
    at = two_node_heat_step(heat, at, kHouse_w, chips_w, h_s);
    t_s += h_s;
    const double slow = p * std::exp(slow_1_s * t_s);
    const double fast = q * std::exp(fast_1_s * t_s);
    const double y = ((slow_1_s - a) * slow + (fast_1_s - a) * fast) / b;
    EXPECT_NEAR(at.radiator_k, steady_k + slow + fast, 2e-6) << t_s;
    EXPECT_NEAR(at.chips_k, chips_k + y, 2e-6) << t_s;
  }
}

// A radiator that hardly radiates: all that comes in is stored, and the chips' rise relaxes as one
// exponential, however long the step is.
TEST(TwoNodeHeat, RelaxationIsExactForAnyStep) {
  HeatBalance heat = panel();
  heat.emission_w_k4 = 1e-30;
  for (const double dt_s : {1e-6, 0.1, 3.0, 6.8, 20.0, 1e4}) {
    const HeatNodes end = two_node_heat_step(heat, {280, 290}, kHouse_w, 90e3, dt_s);
    const double tau_s = chip_time_s(heat);
    const double steady_rise_k = tau_s * (90e3 / 36e3 - kHouse_w / 500e3);
    const double rise_k = steady_rise_k + (10 - steady_rise_k) * std::exp(-dt_s / tau_s);
    EXPECT_NEAR(end.chips_k - end.radiator_k, rise_k, 1e-9) << dt_s;
    const double in_j = 93e3 * dt_s;
    EXPECT_NEAR(stored_j(heat, end) - stored_j(heat, {280, 290}), in_j, 1e-9 * in_j + 1e-6);
  }
}

// By Simpson's rule over steps of 0.1 s.
TEST(TwoNodeHeat, WhatComesInIsStoredOrRadiated) {
  const HeatBalance heat = panel();
  HeatNodes nodes{293.15, 293.15};
  const double begin_j = stored_j(heat, nodes);
  double in_j = 0;
  double radiated_j = 0;
  for (int i = 0; i < 20'000; ++i) {
    const double chips_w = i / 600 % 3 == 0 ? 120e3 : 18e3;
    const auto out_w = [&](double k) { return heat.emission_w_k4 * std::pow(k, 4); };
    const HeatNodes middle = two_node_heat_step(heat, nodes, kHouse_w, chips_w, 0.05);
    const HeatNodes end = two_node_heat_step(heat, nodes, kHouse_w, chips_w, 0.1);
    radiated_j +=
        0.1 / 6 * (out_w(nodes.radiator_k) + 4 * out_w(middle.radiator_k) + out_w(end.radiator_k));
    in_j += (kHouse_w + chips_w) * 0.1;
    nodes = end;
  }
  EXPECT_NEAR(stored_j(heat, nodes) - begin_j, in_j - radiated_j, 1e-8 * in_j);
  EXPECT_GT(radiated_j, 0.8 * in_j);
}

TEST(TwoNodeHeat, ErrorsAreAsDocumented) {
  HeatBalance heat = panel();
  for (const double chips_j_k : {360.0, 36e3, 500e3}) {
    heat.chip_capacity_j_k = chips_j_k;
    for (const HeatNodes start : {HeatNodes{250, 250}, {293, 317}, {420, 400}}) {
      for (const double chips_w : {0.0, 30e3, 120e3}) {
        for (const double span_s : {0.01, 1.0, 10.0, 300.0, 2000.0}) {
          const double error_k = apart_k(two_node_heat_step(heat, start, kHouse_w, chips_w, span_s),
                                         fine(heat, start, chips_w, span_s));
          const double rise_k = start.chips_k - start.radiator_k;
          const double distance_k =
              std::max(std::fabs(start.radiator_k - heat.steady_k(kHouse_w + chips_w)),
                       std::fabs(rise_k - heat.junction_k_w * chips_w));
          const double bound_k = span_s <= 10.0 ? 5e-4 : 1.5e-3 * distance_k;
          EXPECT_LT(error_k, bound_k) << chips_j_k << " J/K, " << span_s << " s";
        }
      }
    }
  }
}

TEST(TwoNodeHeat, TheRadiatorIsThatOfOneNodeForLightChips) {
  HeatBalance heat = panel();
  heat.chip_capacity_j_k = 1e-3;
  const double one_k = heat_step(heat, 293.15, kHouse_w + 120e3, 10.0);
  const HeatNodes two = two_node_heat_step(heat, {293.15, 293.15}, kHouse_w, 120e3, 10.0);
  EXPECT_NEAR(two.radiator_k, one_k, 1e-5);
  EXPECT_NEAR(two.chips_k, one_k + 24.0, 1e-5);
}

TEST(TwoNodeHeat, StaysStableForAnyStepAndAnyCapacities) {
  for (const double radiator_j_k : {10.0, 500e3}) {
    for (const double chips_j_k : {1e-6, 10.0, 1e9}) {
      for (const double junction_k_w : {1e-12, 0.0002, 100.0}) {
        HeatBalance heat = panel();
        heat.capacity_j_k = radiator_j_k;
        heat.chip_capacity_j_k = chips_j_k;
        heat.junction_k_w = junction_k_w;
        HeatNodes nodes{280, 300};
        for (int i = 0; i < 20; ++i) nodes = two_node_heat_step(heat, nodes, kHouse_w, 30e3, 60.0);
        const double hottest_k = std::max(300.0, heat.steady_k(kHouse_w + 30e3)) + 1e-6;
        const double coldest_k = heat.steady_k(kHouse_w) - 1e-6;
        EXPECT_GT(nodes.radiator_k, coldest_k);
        EXPECT_LT(nodes.radiator_k, hottest_k);
        EXPECT_GT(nodes.chips_k, coldest_k);
        EXPECT_LT(nodes.chips_k, hottest_k + junction_k_w * 30e3);
      }
    }
  }
}

TEST(TwoNodeHeat, TwoStepsMakeAboutOne) {
  const HeatBalance heat = panel();
  const HeatNodes whole = two_node_heat_step(heat, {293, 293}, kHouse_w, 120e3, 10.0);
  const HeatNodes part = two_node_heat_step(heat, {293, 293}, kHouse_w, 120e3, 4.0);
  EXPECT_LT(apart_k(two_node_heat_step(heat, part, kHouse_w, 120e3, 6.0), whole), 1e-4);
}

// A constant is met exactly: the weights add up to tau (1 - exp(-h / tau)).
TEST(RelaxationWeights, AddUpToTheIntegralOfTheRelaxation) {
  for (const double h_s : {0.0, 1e-9, 0.3, 9.999, 10.001, 30.0, 1e6}) {
    const RelaxationWeights w = relaxation_weights(h_s, 10.0);
    EXPECT_NEAR(w.left, std::exp(-h_s / 10.0), 1e-15);
    EXPECT_NEAR(w.half_left, std::exp(-h_s / 20.0), 1e-15);
    EXPECT_NEAR(w.half_s, -10.0 * std::expm1(-h_s / 20.0), 1e-13);
    EXPECT_NEAR(w.begin_s + 2 * w.middle_s + w.end_s, -10.0 * std::expm1(-h_s / 10.0), 1e-11);
  }
}

// And so is N = t: the integral of exp(-(h - t)/tau) t is tau (h - tau (1 - exp(-h/tau))).
TEST(RelaxationWeights, MeetALinearDrive) {
  for (const double h_s : {0.1, 5.0, 12.0, 100.0}) {
    const RelaxationWeights w = relaxation_weights(h_s, 10.0);
    EXPECT_NEAR(w.middle_s * h_s + w.end_s * h_s, 10.0 * (h_s + 10.0 * std::expm1(-h_s / 10.0)),
                1e-10 * h_s);
  }
}

}  // namespace
}  // namespace orbitmesh
