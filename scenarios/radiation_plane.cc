#include "scenarios/radiation_plane.h"

#include <utility>

#include "nodes/effect_factors.h"
#include "nodes/resident_faults.h"

namespace orbitmesh {
namespace {

SolarConditions solar_conditions(const Scenario& scenario) {
  SolarConditions sun;
  for (const ConstellationSection& shell : scenario.constellations) {
    if (!shell.radiation) continue;
    sun.activity = shell.radiation->trapped == TrappedModel::kAp8Max ? 1 : 0;
  }
  for (const SolarEventSection& event : scenario.solar_events) sun.events.push_back(event.event());
  return sun;
}

}  // namespace

RadiationPlane::RadiationPlane(EventLoop& loop, const Scenario& scenario, const World& world,
                               const ProfileLibrary& library, FaultInjector& injector)
    : library_(library), injector_(injector) {
  if (!scenario.has_faults()) return;
  environment_.emplace(world.epoch(), solar_conditions(scenario));
  exposure_.emplace(*environment_, world.ephemeris(), static_cast<std::uint64_t>(scenario.run.seed),
                    scenario.faults.acceleration);
  feed_.emplace(loop, *exposure_, injector);
}

void RadiationPlane::add(Server& server, const ConstellationSection& section,
                         std::vector<ContentWeights> content,
                         std::vector<const ModelProfile*> modelled) {
  const RadiationSection& radiation = *section.radiation;
  ExposedDevice exposed;
  exposed.node = server.node();
  exposed.satellite = static_cast<int>(server.node().value);
  exposed.device = library_.find_device(server.accelerator().name);
  exposed.shield_m = radiation.shielding_al.si;
  exposed.rates = radiation.rates;
  exposed.age = radiation.age;
  const ResidentFaults weights(content);
  const ModelledWeights others(library_.outcomes(), server.protection(), modelled);
  exposed.factors =
      effect_factors(*exposed.device,
                     {server.devices(), weights.bits_at_risk() + others.bits(), radiation.memory});
  exposure_->add(exposed);
  injector_.add({&server, std::move(content), radiation.memory,
                 exposed.device->latchup_clears.value, std::move(modelled), &library_.outcomes()});
}

void RadiationPlane::start() {
  if (feed_) feed_->start();
}

std::optional<FaultSummary> RadiationPlane::summary(Time end) const {
  if (!exposure_) return std::nullopt;
  FaultSummary summary;
  summary.acceleration = exposure_->acceleration();
  for (const auto& [kind, name] : enum_names(FaultKind{})) {
    summary.of(kind) = {injector_.count(kind), exposure_->expected(kind, end)};
  }
  return summary;
}

}  // namespace orbitmesh
