#pragma once

#include <string>
#include <vector>

#include "mesh/outage.h"
#include "mesh/topology.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// Something that an outage can strike.
struct OutageCandidate {
  std::string name;
  std::string other_name;     ///< lasers and fibres: with the ends the other way round
  std::vector<LinkId> links;  ///< on which the effect acts
  std::vector<NodeId> nodes;  ///< that go down
  NodeId place;               ///< ground node where it stands; invalid for others
};

/// All things of that kind, in order of node or link; sites in the scenario's order. `down`:
/// gateways and sites fail as a whole, else their links get worse.
std::vector<OutageCandidate> outage_candidates(OutageTarget what, bool down,
                                               const Scenario& scenario, const Topology& topology);

}  // namespace orbitmesh
