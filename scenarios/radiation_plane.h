#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "inference/profile_library.h"
#include "nodes/fault_injector.h"
#include "nodes/mitigation_counts.h"
#include "nodes/radiation_drain.h"
#include "nodes/radiation_exposure.h"
#include "nodes/radiation_feed.h"
#include "nodes/radiation_zones.h"
#include "nodes/weight_fetcher.h"
#include "orbit/environment/space_environment.h"
#include "scenarios/fault_summary.h"
#include "scenarios/laser_neighbours.h"
#include "scenarios/scenario.h"
#include "scenarios/world.h"

namespace orbitmesh {

/// Radiation on the satellites of a run: the environment, the devices that are in it, and what
/// they suffer. Does nothing in a scenario without.
class RadiationPlane {
 public:
  /// All must outlive it.
  RadiationPlane(EventLoop& loop, const Scenario& scenario, const World& world,
                 const ProfileLibrary& library, WeightFetcher& fetcher, FaultInjector& injector);

  /// Puts a satellite's server into the radiation of its section, before the run.
  /// `modelled` are the models whose answers there are not computed.
  void add(Server& server, const ConstellationSection& section, std::vector<ContentWeights> content,
           std::vector<const ModelProfile*> modelled);
  /// Once, at the epoch.
  void start();
  /// Empty without radiation. `end` is the end of the run.
  std::optional<FaultSummary> summary(Time end) const;
  /// What mitigation has cost up to now; empty in a scenario without.
  std::optional<MitigationCounts> mitigation() const;
  /// The radiation at a node since its last sample; empty where none acts on it.
  std::optional<RadiationSample> sample(const Server& server, Time now);
  /// Null without radiation.
  const ZoneView* zones() const { return zones_ ? &*zones_ : nullptr; }

 private:
  /// False where no other node could give it weights.
  bool add_stock(const Server& server, const ConstellationSection& section);
  std::vector<NodeId> satellite_sources(NodeId node, const ConstellationSection& section);
  std::vector<NodeId> ground_sources(const ConstellationSection& section) const;

  const Scenario& scenario_;
  const World& world_;
  std::set<NodeId> nodes_;
  const ProfileLibrary& library_;
  WeightFetcher& fetcher_;
  FaultInjector& injector_;
  std::optional<SpaceEnvironment> environment_;
  std::optional<RadiationExposure> exposure_;
  std::optional<RadiationZones> zones_;
  std::optional<RadiationDrain> drain_;
  std::optional<RadiationFeed> feed_;
  /// Of constellations that reload from their satellites.
  std::map<const ConstellationSection*, LaserNeighbours> neighbours_;
};

}  // namespace orbitmesh
