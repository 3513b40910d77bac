#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "inference/profile_library.h"
#include "nodes/power/power_bus.h"
#include "nodes/power/solar_geometry.h"
#include "tests/nodes/power/circular_orbit.h"
#include "tests/validation/comparison.h"

namespace orbitmesh {
namespace {

using testing::CircularOrbit;

constexpr double kKwh = 3.6e6;
constexpr double kKnot_s = 10;

CircularOrbit at_600_km(double beta_deg) {
  return {kEarthEquatorialRadius_m + 600e3, beta_deg * kDegree};
}

BusProfile ai1() { return *ProfileLibrary::built_in().find_bus("spacex-ai1"); }

/// 200 devices of 600 W.
BusSetup setup_of(const BusProfile& bus, ChargeRule rule = ChargeRule::kCharge) {
  BusOptions options;
  options.rule = rule;
  return make_bus_setup(bus, options, {18e3, 120e3}, at_600_km(0).radius_m);
}

struct Orbit {
  double least_charge_j = 1e300;
  double mean_clock = 0;  ///< 0 while off
  double off_min = 0;
  double delivered_j = 0;  ///< to the accelerators in the umbra
};

/// One revolution from noon, all devices busy.
Orbit revolve(PowerBus& bus, const CircularOrbit& orbit) {
  const SolarGeometry sun(CircularOrbit::r_sun_m());
  Orbit seen;
  const double span_s = orbit.period_s();
  for (double t_s = 0; t_s < span_s; t_s += kKnot_s) {
    const double u_s = t_s - span_s / 2;
    bus.set_sky(sun.sky(orbit.position_m(u_s + kKnot_s / 2), orbit.velocity_m_s(u_s),
                        bus.setup().pointing));
    const EclipseOutlook outlook =
        eclipse_outlook(orbit.position_m(u_s), orbit.velocity_m_s(u_s), CircularOrbit::r_sun_m());
    const ClockDecision decision = bus.decide(outlook);
    const bool off = decision.no_charge || decision.too_hot;
    const double compute_w = off ? 0.0 : bus.setup().compute.at(decision.clock);
    bus.advance(Time{} + Duration::from_seconds(t_s + kKnot_s), compute_w);
    seen.least_charge_j = std::min(seen.least_charge_j, bus.state().charge_j);
    seen.mean_clock += off ? 0.0 : decision.clock * kKnot_s / span_s;
    seen.off_min += off ? kKnot_s / 60 : 0.0;
    if (outlook.dark) seen.delivered_j += compute_w * kKnot_s;
  }
  return seen;
}

Figure figure(const std::string& name, double closed_form, double model, double band) {
  return {name, closed_form, model, band};
}

TEST(PowerAndHeat, RadiatorTable) {
  Comparison rows{"one side, emissivity 0.85, view 0.95, environment 250 K",
                  "reference table",
                  "closed form",
                  Claim::kCalibrated,
                  {}};
  const double table[][2] = {{20, 159}, {40, 261}, {60, 384}, {80, 532}, {100, 707}};
  for (const auto& [degc, w_m2] : table) {
    rows.figures.push_back(figure(fmt::format("{:.0f} degC [W/m2]", degc), w_m2,
                                  net_radiation_w_m2(0.85, 0.95, degc + kZeroCelsius_K, 250),
                                  0.02));
  }
  show(rows);
}

TEST(PowerAndHeat, SteadyTemperature) {
  const BusSetup setup = setup_of(ai1());
  const HeatBalance& heat = setup.model.heat;
  Comparison rows{"radiator of an AI1-class bus without eclipses",
                  "(in / E)^(1/4)",
                  "600 km, beta 90 deg, two hours",
                  Claim::kCalibrated,
                  {}};
  for (const double compute_w : {0.0, 60e3, 120e3}) {
    PowerBus bus(setup, Time{});
    bus.set_sky({1.0, 1.0, 0.0});
    for (int k = 1; k <= 1440; ++k) bus.advance(Time{} + Duration::from_s(10 * k), compute_w);
    const double in_w = compute_w + 3e3 + heat.absorbed_w(1.0, 0.0);
    rows.figures.push_back(figure(fmt::format("{:.0f} kW [K]", compute_w * 1e-3),
                                  heat.steady_k(in_w), bus.state().radiator_k, 1e-4));
    rows.figures.push_back(figure(fmt::format("its chips at {:.0f} kW [K]", compute_w * 1e-3),
                                  heat.steady_k(in_w) + 0.0002 * compute_w, bus.state().chips_k,
                                  1e-4));
  }
  show(rows);
}

TEST(PowerAndHeat, ChargeOverAnOrbit) {
  BusProfile bus_profile = ai1();
  bus_profile.battery.value = kilowatt_hours(500);
  bus_profile.array.value = Power{300e3};
  PowerBus bus(setup_of(bus_profile), Time{});
  const CircularOrbit orbit = at_600_km(0);
  const Orbit seen = revolve(bus, orbit);
  const double dark_s =
      eclipse_outlook(orbit.position_m(0), orbit.velocity_m_s(0), CircularOrbit::r_sun_m())
          .eclipse_s;
  const double penumbra_s = 8.6;  // half of the light in each of the two
  const double by_hand_j = 123e3 * (dark_s + penumbra_s) / std::sqrt(0.9);
  show({"charge of a large battery over an orbit at full load",
        "hand calculation",
        "600 km, beta 0",
        Claim::kCalibrated,
        {figure("umbra [min]", 35.5, dark_s / 60, 0.005),
         figure("discharged [kWh]", by_hand_j / kKwh,
                (bus.setup().initial.charge_j - seen.least_charge_j) / kKwh, 0.005),
         figure("to the accelerators [kWh]", 71.0, seen.delivered_j / kKwh, 0.01)}});
}

TEST(PowerAndHeat, BatteriesOfAnAiOne) {
  for (const double kwh : {192.0, 100.0, 20.0}) {
    for (const ChargeRule rule : {ChargeRule::kCharge, ChargeRule::kEclipse}) {
      BusProfile bus_profile = ai1();
      bus_profile.battery.value = kilowatt_hours(kwh);
      PowerBus bus(setup_of(bus_profile, rule), Time{});
      const Orbit seen = revolve(bus, at_600_km(0));
      show({fmt::format("battery of {:.0f} kWh, rule {}", kwh, to_string(rule)),
            "none",
            "600 km, beta 0, first orbit, all devices busy",
            Claim::kPredicted,
            {figure("mean clock", 0, seen.mean_clock, 0), figure("off [min]", 0, seen.off_min, 0),
             figure("least charge [kWh]", 0, seen.least_charge_j / kKwh, 0)}});
    }
  }
}

}  // namespace
}  // namespace orbitmesh
