#include "scenarios/radiation_plane.h"

#include <utility>

#include "nodes/effect_factors.h"
#include "nodes/resident_faults.h"
#include "scenarios/model_placement.h"

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
                               const ProfileLibrary& library, WeightFetcher& fetcher,
                               FaultInjector& injector)
    : scenario_(scenario),
      world_(world),
      library_(library),
      fetcher_(fetcher),
      injector_(injector) {
  if (!scenario.has_faults()) return;
  environment_.emplace(world.epoch(), solar_conditions(scenario));
  exposure_.emplace(*environment_, world.ephemeris(), static_cast<std::uint64_t>(scenario.run.seed),
                    scenario.faults.acceleration);
  zones_.emplace(loop, *environment_, world.ephemeris());
  drain_.emplace(loop, *exposure_);
  feed_.emplace(loop, *exposure_, injector, &*drain_);
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
  nodes_.insert(server.node());
  exposed.watched = radiation.drain.has_value();
  exposure_->add(exposed);
  if (radiation.drain) drain_->add(server, radiation.drain->limits);
  RecoveryOptions recovery = radiation.recovery ? radiation.recovery->options : RecoveryOptions{};
  const bool over_mesh = recovery.reload != WeightSource::kLocal;
  if (over_mesh && !add_stock(server, section)) recovery.reload = WeightSource::kLocal;
  injector_.add({&server, std::move(content), radiation.memory,
                 exposed.device->latchup_clears.value, std::move(modelled), &library_.outcomes(),
                 recovery});
}

bool RadiationPlane::add_stock(const Server& server, const ConstellationSection& section) {
  WeightStock stock;
  stock.node = server.node();
  stock.bytes = server.reload_bytes();
  stock.by_delay = section.radiation->recovery->options.reload == WeightSource::kGround;
  stock.sources = stock.by_delay ? ground_sources(section) : satellite_sources(stock.node, section);
  if (stock.sources.empty()) return false;
  fetcher_.add(stock);
  return true;
}

std::vector<NodeId> RadiationPlane::satellite_sources(NodeId node,
                                                      const ConstellationSection& section) {
  constexpr std::size_t kSources = 4;
  auto found = neighbours_.find(&section);
  if (found == neighbours_.end()) {
    std::vector<NodeId> holders;
    for (const auto& carriers : world_.accelerator_satellites()) {
      if (carriers.section == &section) holders = carriers.nodes;
    }
    found = neighbours_.emplace(&section, LaserNeighbours(world_.topology(), holders)).first;
  }
  return found->second.nearest(node, kSources);
}

std::vector<NodeId> RadiationPlane::ground_sources(const ConstellationSection& section) const {
  std::vector<NodeId> nodes;
  for (const SiteSection& site : scenario_.sites) {
    if (holds_all(site, section, scenario_, library_)) {
      nodes.push_back(world_.datacenter(site.name));
    }
  }
  return nodes;
}

std::optional<MitigationCounts> RadiationPlane::mitigation() const {
  if (!scenario_.has_mitigation()) return std::nullopt;
  return MitigationCounts{injector_.recovery(), fetcher_.counts(), drain_->counts()};
}

std::optional<RadiationSample> RadiationPlane::sample(const Server& server, Time now) {
  if (nodes_.count(server.node()) == 0) return std::nullopt;
  return RadiationSample{exposure_->dose_rad(server.node(), now),
                         injector_.take_count(server.node()), server.draining()};
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
