#pragma once

#include <vector>

#include "inference/policy_options.h"
#include "inference/profile_library.h"
#include "nodes/workload.h"
#include "scenarios/content_plane.h"
#include "scenarios/model_parts.h"
#include "scenarios/policy_agents.h"
#include "scenarios/server_fleet.h"
#include "scenarios/world.h"

namespace orbitmesh {

/// Makes the workloads of clients, with their policies, from their sections.
class WorkloadMaker {
 public:
  /// All must outlive the workloads. Those over the network must be in the fleet already.
  WorkloadMaker(const World& world, const ProfileLibrary& library, const ModelParts& parts,
                ContentPlane& content, ServerFleet& fleet, PolicyAgents& agents)
      : world_(world),
        library_(library),
        parts_(parts),
        content_(content),
        fleet_(fleet),
        agents_(agents) {}

  /// In the order of the client's sections.
  std::vector<Workload> workloads_of(const World::ClientHost& client);

 private:
  Workload make(const World::ClientHost& client, const WorkloadSection& section);
  std::vector<WorkloadCut> cuts_of(const ModelProfile& model, const WorkloadSection& section);
  PolicyOptions policy_options(const World::ClientHost& client, const WorkloadSection& section,
                               const ModelProfile& model);
  ExternalStream external_stream(const World::ClientHost& client, const WorkloadSection& section);

  const World& world_;
  const ProfileLibrary& library_;
  const ModelParts& parts_;
  ContentPlane& content_;
  ServerFleet& fleet_;
  PolicyAgents& agents_;
};

}  // namespace orbitmesh
