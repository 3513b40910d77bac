#include "scenarios/bus_plan.h"

#include <fmt/format.h>

#include "core/error.h"
#include "orbit/earth.h"
#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

template <class T>
void replace(Sourced<T>& figure, const std::optional<T>& value) {
  if (value) figure = {*value, "the scenario", Confidence::kGuess};
}

void check_keys_have_a_bus(const ConstellationSection& section) {
  const bool heat = section.thermal.has_value();
  if (!section.power && !heat) return;
  const SourceLocation& where =
      heat ? section.thermal->where.section() : section.power->where.section();
  throw InputError(where, fmt::format("'{}' belongs to a bus: add bus = \"...\" to '{}', or remove "
                                      "it",
                                      heat ? "thermal" : "power", section.name));
}

}  // namespace

BusProfile bus_of(const ConstellationSection& section, const ProfileLibrary& library) {
  BusProfile bus = *library.find_bus(*section.bus);
  if (section.power) {
    const PowerSection& power = *section.power;
    replace(bus.array, power.array);
    replace(bus.battery, power.battery);
    replace(bus.depth_of_discharge, power.depth_of_discharge);
    replace(bus.house_load, power.house_load);
    replace(bus.compute, power.compute);
  }
  if (section.thermal) {
    const ThermalSection& thermal = *section.thermal;
    replace(bus.radiator, thermal.radiator);
    replace(bus.heat_capacity, thermal.heat_capacity);
    replace(bus.chip_heat_capacity, thermal.chip_heat_capacity);
    replace(bus.junction, thermal.junction);
    replace(bus.throttle_begin, thermal.throttle_begin);
    replace(bus.throttle_end, thermal.throttle_end);
  }
  return bus;
}

BusOptions bus_options(const ConstellationSection& section) {
  BusOptions options;
  const PowerSection power = section.power.value_or(PowerSection{});
  options.rule = power.rule;
  options.pointing = power.pointing;
  options.age_years = power.age.seconds() / kYear_s;
  options.full_cycles = static_cast<double>(power.cycles);
  options.initial_charge = power.charge;
  options.initial_k = section.thermal.value_or(ThermalSection{}).temperature.si;
  return options;
}

void check_bus(const ConstellationSection& section, const ProfileLibrary& library) {
  if (!section.bus) return check_keys_have_a_bus(section);
  const SourceLocation& where = section.where.of("bus");
  if (library.find_bus(*section.bus) == nullptr) {
    reject_reference(where, "bus", "bus profile", *section.bus, library.bus_names());
  }
  ComputePower power;
  if (section.accelerator) {
    power = compute_power(*library.find_accelerator(section.accelerator->profile),
                          section.accelerator->count);
  }
  try {
    make_bus_setup(bus_of(section, library), bus_options(section), power,
                   kEarthEquatorialRadius_m + 550e3);
  } catch (const InputError& error) {
    throw InputError(where, error.what());
  }
}

}  // namespace orbitmesh
