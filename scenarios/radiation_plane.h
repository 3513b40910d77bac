#pragma once

#include <optional>
#include <vector>

#include "inference/profile_library.h"
#include "nodes/fault_injector.h"
#include "nodes/radiation_exposure.h"
#include "nodes/radiation_feed.h"
#include "orbit/environment/space_environment.h"
#include "scenarios/fault_summary.h"
#include "scenarios/scenario.h"
#include "scenarios/world.h"

namespace orbitmesh {

/// Radiation on the satellites of a run: the environment, the devices that are in it, and what
/// they suffer. Does nothing in a scenario without.
class RadiationPlane {
 public:
  /// All must outlive it.
  RadiationPlane(EventLoop& loop, const Scenario& scenario, const World& world,
                 const ProfileLibrary& library, FaultInjector& injector);

  /// Puts a satellite's server into the radiation of its section, before the run.
  /// `modelled` are the models whose answers there are not computed.
  void add(Server& server, const ConstellationSection& section, std::vector<ContentWeights> content,
           std::vector<const ModelProfile*> modelled);
  /// Once, at the epoch.
  void start();
  /// Empty without radiation. `end` is the end of the run.
  std::optional<FaultSummary> summary(Time end) const;

 private:
  const ProfileLibrary& library_;
  FaultInjector& injector_;
  std::optional<SpaceEnvironment> environment_;
  std::optional<RadiationExposure> exposure_;
  std::optional<RadiationFeed> feed_;
};

}  // namespace orbitmesh
