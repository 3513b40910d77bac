#pragma once

#include <cstdint>
#include <optional>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"
#include "nodes/power/clock_governor.h"
#include "nodes/power/solar_array.h"

namespace orbitmesh {

/// Energy of the satellites of a constellation with a bus; what is not said is the bus profile's.
struct PowerSection {
  ChargeRule rule = ChargeRule::kCharge;
  ArrayPointing pointing = ArrayPointing::kTracking;
  Duration age;
  std::int64_t cycles = 0;
  double charge = 1.0;
  std::optional<Power> array;
  std::optional<Energy> battery;
  std::optional<double> depth_of_discharge;
  std::optional<Power> house_load;
  std::optional<Power> compute;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("rule", rule,
            Spec<ChargeRule>("how the clock follows the battery: charge by its state, eclipse "
                             "spreads it over the rest of the eclipse"));
    v.field("pointing", pointing, Spec<ArrayPointing>("how the solar array follows the Sun"));
    v.field("age", age,
            Spec<Duration>("time in orbit, for the losses of array and battery")
                .min(Duration())
                .max(Duration::from_s(15 * 31'557'600)));
    v.field(
        "cycles", cycles,
        Spec<std::int64_t>("full discharges that the battery has behind it").min(0).max(30'000));
    v.field("charge", charge, Spec<double>("share of the battery at the epoch").min(0).max(1));
    v.field("array", array,
            Spec<Power>("of the array, in place of the bus profile's").min({0}).max({1e7}));
    v.field(
        "battery", battery,
        Spec<Energy>("capacity when new, in place of the bus profile's").above({0}).max({1e11}));
    v.field("depth_of_discharge", depth_of_discharge,
            Spec<double>("in place of the bus profile's").min(0.01).max(1));
    v.field("house_load", house_load,
            Spec<Power>("in place of the bus profile's").min({0}).max({1e7}));
    v.field("compute", compute,
            Spec<Power>("greatest power of the accelerators, in place of the bus profile's")
                .above({0})
                .max({1e7}));
  }
};

/// Heat of the satellites of a constellation with a bus; what is not said is the bus profile's.
struct ThermalSection {
  Temperature temperature = celsius(20);
  std::optional<Area> radiator;
  std::optional<HeatCapacity> heat_capacity;
  std::optional<HeatCapacity> chip_heat_capacity;
  std::optional<ThermalResistance> junction;
  std::optional<Temperature> throttle_begin;
  std::optional<Temperature> throttle_end;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("temperature", temperature,
            Spec<Temperature>("of radiator and chips at the epoch").min({100}).max({600}));
    v.field("radiator", radiator,
            Spec<Area>("panel, which radiates from both sides").above({0}).max({1e5}));
    v.field("heat_capacity", heat_capacity,
            Spec<HeatCapacity>("of all that has the radiator's temperature").min({100}).max({1e9}));
    v.field("chip_heat_capacity", chip_heat_capacity,
            Spec<HeatCapacity>("of all chips, packages and cold plates, in place of the bus "
                               "profile's; 0: they follow the radiator at once")
                .min({0})
                .max({1e9}));
    v.field("junction", junction,
            Spec<ThermalResistance>("from chips to radiator, over the power of all accelerators")
                .min({0})
                .max({100}));
    v.field("throttle_begin", throttle_begin,
            Spec<Temperature>("junction temperature at which the clock begins to fall")
                .min({200})
                .max({600}));
    v.field("throttle_end", throttle_end,
            Spec<Temperature>("junction temperature above which accelerators are switched off")
                .min({200})
                .max({600}));
  }
};

}  // namespace orbitmesh
