#include <fmt/format.h>

#include <algorithm>

#include "core/suggestion.h"
#include "scenarios/model_placement.h"
#include "scenarios/section_satellites.h"
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

void check_reload(const ConstellationSection& shell, const Scenario& scenario,
                  const ProfileLibrary& library) {
  const RecoverySection& recovery = *shell.radiation->recovery;
  const WeightSource source = recovery.options.reload;
  if (source == WeightSource::kLocal) return;
  const SourceLocation& where = recovery.where.of("reload");
  if (scenario.network.fidelity == Fidelity::kIdeal) {
    throw InputError(where, fmt::format("reload = \"{}\" moves weights over links, which fidelity "
                                        "\"ideal\" does not have: use \"message\" or \"packet\"",
                                        to_string(source)));
  }
  if (source == WeightSource::kSatellite) {
    const bool lasers = shell.isl.topology != IslTopology::kNone;
    if (lasers && satellite_count(shell) > shell.accelerator->every) return;
    throw InputError(
        where, fmt::format("no laser leads to another satellite of '{}' with its weights: use "
                           "reload = \"ground\" or \"local\"",
                           shell.name));
  }
  const bool held = std::any_of(
      scenario.sites.begin(), scenario.sites.end(),
      [&](const SiteSection& site) { return holds_all(site, shell, scenario, library); });
  if (held && !scenario.gateways.empty()) return;
  throw InputError(where,
                   fmt::format("no datacenter that a satellite can reach holds all models of "
                               "'{}': add a [[gateway]] and a datacenter with them, or use "
                               "reload = \"satellite\" or \"local\"",
                               shell.name));
}

void check_drain(const ConstellationSection& shell) {
  const DrainSection& drain = *shell.radiation->drain;
  if (drain.limits.above < drain.limits.resume) {
    throw InputError(drain.where.of("resume"),
                     fmt::format("'resume' {:g} must be at most 'above' {:g}", drain.limits.resume,
                                 drain.limits.above));
  }
  if (shell.radiation->rates == ExposureRates::kLocal) return;
  throw InputError(
      drain.where.section(),
      "rates = \"orbit-average\" are the same everywhere, so that no node would drain: "
      "use rates = \"local\", or remove 'drain'");
}

}  // namespace

void check_faults(const Scenario& scenario, const ProfileLibrary& library) {
  const ConstellationSection* first = nullptr;
  for (const ConstellationSection& shell : scenario.constellations) {
    if (!shell.radiation) continue;
    check_radiation(shell, library);
    if (shell.radiation->recovery) check_reload(shell, scenario, library);
    if (shell.radiation->drain) check_drain(shell);
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
