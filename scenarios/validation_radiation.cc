#include <fmt/format.h>

#include "core/suggestion.h"
#include "scenarios/validation.h"
#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

// Heights of the grids of trapped protons.
constexpr Length kLowest = kilometres(300);
constexpr Length kHighest = kilometres(1200);

void check_radiation(const ConstellationSection& shell, const ProfileLibrary& library) {
  const SourceLocation& where = shell.radiation->where.section();
  if (!shell.accelerator) {
    throw InputError(where,
                     fmt::format("'radiation' makes faults in accelerators, and the shell '{}' has "
                                 "none: add accelerator = {{ ... }}, or remove it",
                                 shell.name));
  }
  if (library.find_device(shell.accelerator->profile) == nullptr) {
    throw InputError(
        where, fmt::format("there is no device profile '{}' that says what radiation does to that "
                           "accelerator{}: use one of {}, add a [[device]], or remove 'radiation'",
                           shell.accelerator->profile,
                           did_you_mean(shell.accelerator->profile, library.device_names()),
                           fmt::join(library.device_names(), ", ")));
  }
  if (!shell.walker) return;
  const Length altitude = shell.walker->altitude;
  if (!(altitude < kLowest) && !(kHighest < altitude)) return;
  throw InputError(
      where, fmt::format("the shell '{}' is at {:g} km, and 'radiation' is known from "
                         "{:g} to {:g} km: move it, or remove 'radiation'",
                         shell.name, altitude.si * 1e-3, kLowest.si * 1e-3, kHighest.si * 1e-3));
}

void check_one_sun(const ConstellationSection& shell, const ConstellationSection& first) {
  if (shell.radiation->trapped == first.radiation->trapped) return;
  throw InputError(
      shell.radiation->where.of("trapped"),
      fmt::format("'trapped' is \"{}\" here and \"{}\" in '{}': the Sun is in one phase, so give "
                  "all shells the same",
                  to_string(shell.radiation->trapped), to_string(first.radiation->trapped),
                  first.name));
}

}  // namespace

void check_faults(const Scenario& scenario, const ProfileLibrary& library) {
  const ConstellationSection* first = nullptr;
  for (const ConstellationSection& shell : scenario.constellations) {
    if (!shell.radiation) continue;
    check_radiation(shell, library);
    if (first == nullptr) first = &shell;
    check_one_sun(shell, *first);
  }
  if (first != nullptr) return;
  if (!scenario.solar_events.empty()) {
    throw InputError(scenario.solar_events.front().where.section(),
                     "there is nothing that a solar event could strike: add radiation = {} to a "
                     "[[constellation]] with an accelerator, or remove the event");
  }
  if (scenario.faults.acceleration == 1.0) return;
  throw InputError(scenario.faults.where.of("acceleration"),
                   "there are no fault rates to multiply: add radiation = {} to a "
                   "[[constellation]] with an accelerator, or remove 'acceleration'");
}

}  // namespace orbitmesh
