#include <fmt/format.h>

#include "core/quantity.h"
#include "inference/service_time.h"
#include "nodes/server_setup.h"
#include "scenarios/bus_plan.h"
#include "scenarios/model_placement.h"
#include "scenarios/section_satellites.h"
#include "scenarios/v2x_links.h"
#include "scenarios/validation.h"
#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

// Each model named fits the devices, and all that are held fit together.
template <class Accelerator>
void check_models(const Accelerator& section, std::int64_t count, const Scenario& scenario,
                  const ProfileLibrary& library) {
  const AcceleratorProfile& profile =
      require_accelerator(library, section.profile, "profile", section.where.of("profile"));
  for (std::size_t i = 0; i < section.models.size(); ++i) {
    if (section.models[i] == "*") continue;
    const SourceLocation& where = section.where.of("models", i);
    const ModelProfile& model = require_model(library, section.models[i], "models", where);
    if (fits(model, profile, count)) continue;
    throw InputError(where, why_not(model, profile, count) + ": it cannot run there");
  }
  const auto resident = resident_models(section.models, profile, count, scenario, library);
  check_serving(section.serving, profile);
  const std::string reason = why_not_served(resident, profile, count, section.serving);
  if (!reason.empty()) throw InputError(section.where.of("models"), reason);
}

void check_weather(const std::optional<WeatherSection>& weather) {
  if (!weather) return;
  const int sources =
      weather->rain.has_value() + weather->series.has_value() + weather->r001.has_value();
  if (sources != 1) {
    throw InputError(weather->where.section(),
                     fmt::format("'weather' has {} of 'rain' (constant), 'series' (a file) and "
                                 "'r001' (random); it needs exactly one of them",
                                 sources == 0 ? "none" : "more than one"));
  }
  const char* key = weather->wet_share ? "wet_share" : weather->mean_rain ? "mean_rain" : nullptr;
  if (key == nullptr || weather->r001) return;
  throw InputError(
      weather->where.of(key),
      fmt::format("'{}' belongs to random rain: give 'r001' as well, or remove it", key));
}

void check_remote(const SiteSection& site) {
  if (site.accelerator) {
    throw InputError(site.accelerator->where.section(),
                     fmt::format("'{}' is a remote site; only a datacenter has accelerators of its "
                                 "own (kind = \"datacenter\"), a client's stand in [[client]]",
                                 site.name));
  }
  if (site.terminal) return;
  throw InputError(site.where.section(),
                   fmt::format("the remote site '{}' has no terminal: add terminal = "
                               "\"starlink-dish\", or kind = \"datacenter\"",
                               site.name));
}

void check_datacenter(const SiteSection& site) {
  const char* key = site.terminal         ? "terminal"
                    : site.lan            ? "lan"
                    : site.terminals != 1 ? "terminals"
                    : site.weather        ? "weather"
                    : site.terrestrial    ? "terrestrial"
                    : site.v2x            ? "v2x"
                                          : nullptr;
  if (key == nullptr) return;
  throw InputError(site.where.of(key),
                   fmt::format("'{}' is a datacenter, which is reached by fibre: remove '{}', or "
                               "make it kind = \"remote\"",
                               site.name, key));
}

void check_phasing(const WalkerSection& walker) {
  if (walker.phasing < walker.planes) return;
  throw InputError(walker.where.of("phasing"),
                   fmt::format("'phasing' is {}; with {} planes it must be at most {}",
                               walker.phasing, walker.planes, walker.planes - 1));
}

void check_terrestrial(const SiteSection& site, const Scenario& scenario) {
  if (!site.terrestrial) return;
  const TerrestrialSection& terrestrial = *site.terrestrial;
  if (scenario.find_pop(terrestrial.pop) == nullptr) {
    reject_reference(terrestrial.where.of("pop"), "pop", "PoP", terrestrial.pop,
                     names_in(scenario.pops));
  }
  if (!site.track && site.waypoints.empty()) return;
  throw InputError(terrestrial.where.section(),
                   fmt::format("'{}' moves, and terrestrial access is for sites that stand: remove "
                               "'terrestrial', or the site's motion",
                               site.name));
}

}  // namespace

void check_constellations(const Scenario& scenario, const ProfileLibrary& library) {
  std::int64_t satellites = 0;
  for (const ConstellationSection& shell : scenario.constellations) {
    if (shell.walker) check_phasing(*shell.walker);
    satellites += satellite_count(shell);
    if (satellites > kMaxSatellites) {
      throw InputError(
          source_location(shell),
          fmt::format("the constellations up to '{}' have {} satellites; at most {} are "
                      "permitted",
                      shell.name, satellites, kMaxSatellites));
    }
    if (shell.accelerator) {
      check_models(*shell.accelerator, shell.accelerator->count, scenario, library);
    }
    check_bus(shell, library);
  }
}

void check_sites(const Scenario& scenario, const ProfileLibrary& library) {
  std::int64_t v2x_terminals = 0;
  for (const SiteSection& site : scenario.sites) {
    site.kind == SiteKind::kRemote ? check_remote(site) : check_datacenter(site);
    check_terminals(site);
    check_weather(site.weather);
    check_terrestrial(site, scenario);
    if (site.v2x) v2x_terminals += site.terminals;
    if (v2x_terminals > kMaxV2xTerminals) {
      throw InputError(site.v2x->where.section(),
                       fmt::format("the sites up to '{}' have {} terminals with a V2X radio; at "
                                   "most {} are permitted",
                                   site.name, v2x_terminals, kMaxV2xTerminals));
    }
    if (site.accelerator) {
      check_models(*site.accelerator, site.accelerator->count, scenario, library);
    }
  }
}

void check_gateways(const Scenario& scenario) {
  for (const GatewaySection& gateway : scenario.gateways) {
    check_weather(gateway.weather);
    if (gateway.min_elevation && !gateway.mask.empty()) {
      throw InputError(gateway.where.of("mask"),
                       "'mask' and 'min_elevation' both limit the elevation: keep one");
    }
    if (scenario.find_pop(gateway.pop) != nullptr) continue;
    reject_reference(gateway.where.of("pop"), "pop", "PoP", gateway.pop, names_in(scenario.pops));
  }
}

}  // namespace orbitmesh
