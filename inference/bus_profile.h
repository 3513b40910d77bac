#pragma once

#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/sourced.h"
#include "core/units.h"

namespace orbitmesh {

/// A satellite bus: what it can spend on computing, and how it gets rid of the heat. Used by
/// nodes/power/.
struct BusProfile {
  std::string name;
  Sourced<Power> array;
  Sourced<double> array_loss_per_year{0.02, "usual for triple-junction and silicon cells in LEO",
                                      Confidence::kGuess};
  Sourced<Energy> battery;
  Sourced<double> depth_of_discharge{0.4, "usual limit in LEO for years of 15 cycles a day",
                                     Confidence::kGuess};
  Sourced<double> round_trip{0.9, "lithium-ion with its converters", Confidence::kGuess};
  Sourced<Power> house_load;
  Sourced<Power> compute;
  Sourced<Area> radiator;
  Sourced<double> emissivity{0.85, "white paint or optical solar reflectors at the end of life",
                             Confidence::kGuess};
  Sourced<double> absorptivity{0.2, "white paint or optical solar reflectors after some years",
                               Confidence::kGuess};
  Sourced<double> space_view{0.95, "the bus and the array hide some of the sky",
                             Confidence::kGuess};
  Sourced<double> sun_share{0.1, "panel kept edge-on to the Sun within some 6 deg",
                            Confidence::kGuess};
  Sourced<HeatCapacity> heat_capacity;
  Sourced<HeatCapacity> chip_heat_capacity{HeatCapacity{0}, "the chips follow the radiator at once",
                                           Confidence::kGuess};
  Sourced<ThermalResistance> junction;
  Sourced<Temperature> throttle_begin;
  Sourced<Temperature> throttle_end;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name that scenarios use").required().identifier());
    v.field("array", array,
            Spec<Power>("power of the solar array at the beginning of life, at 1 AU, "
                        "perpendicular to the Sun")
                .min({0})
                .max({1e7})
                .required());
    v.field("array_loss_per_year", array_loss_per_year,
            Spec<double>("share of its power that the array loses a year").min(0).max(0.5));
    v.field("battery", battery,
            Spec<Energy>("capacity of the battery, new").above({0}).max({1e11}).required());
    v.field("depth_of_discharge", depth_of_discharge,
            Spec<double>("share of the capacity that computing may use").min(0.01).max(1));
    v.field("round_trip", round_trip,
            Spec<double>("energy out over energy in of the battery").min(0.5).max(1));
    v.field("house_load", house_load,
            Spec<Power>("power of everything but the accelerators").min({0}).max({1e7}).required());
    v.field("compute", compute,
            Spec<Power>("greatest power of the accelerators").above({0}).max({1e7}).required());
    visit_heat_fields(v);
  }

 private:
  template <class Visitor>
  void visit_heat_fields(Visitor& v) {
    v.field("radiator", radiator,
            Spec<Area>("area of the radiator panel, which radiates from both sides")
                .above({0})
                .max({1e5})
                .required());
    v.field("emissivity", emissivity, Spec<double>("of the radiator").min(0.01).max(1));
    v.field("absorptivity", absorptivity,
            Spec<double>("of the radiator for sunlight").min(0).max(1));
    v.field("space_view", space_view,
            Spec<double>("share of what it emits that is not sent back").min(0.01).max(1));
    v.field("sun_share", sun_share,
            Spec<double>("area that the Sun sees over the area of the panel").min(0).max(1));
    v.field("heat_capacity", heat_capacity,
            Spec<HeatCapacity>("of all that has the radiator's temperature")
                .min({100})
                .max({1e9})
                .required());
    v.field("chip_heat_capacity", chip_heat_capacity,
            Spec<HeatCapacity>("of all chips, packages and cold plates; 0: they follow the "
                               "radiator at once")
                .min({0})
                .max({1e9}));
    v.field("junction", junction,
            Spec<ThermalResistance>("from chips to radiator, over the power of all accelerators")
                .min({0})
                .max({100})
                .required());
    v.field("throttle_begin", throttle_begin,
            Spec<Temperature>("junction temperature at which the clock begins to fall")
                .min({200})
                .max({600})
                .required());
    v.field("throttle_end", throttle_end,
            Spec<Temperature>("junction temperature at which it is at its least, and above "
                              "which the accelerators are switched off")
                .min({200})
                .max({600})
                .required());
  }
};

}  // namespace orbitmesh
