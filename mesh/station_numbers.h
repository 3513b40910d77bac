#pragma once

#include <cstdint>
#include <vector>

#include "mesh/topology.h"

namespace orbitmesh {

/// Which of the topology's gateways or terminals a node is.
class StationNumbers {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  explicit StationNumbers(const Topology& topology)
      : gateways_(topology.nodes().size(), kNone), terminals_(topology.nodes().size(), kNone) {
    for (std::uint32_t g = 0; g < topology.gateways().size(); ++g) {
      gateways_[topology.gateways()[g].node.index()] = g;
    }
    for (std::uint32_t k = 0; k < topology.terminals().size(); ++k) {
      terminals_[topology.terminals()[k].node.index()] = k;
    }
  }

  /// kNone for other nodes.
  std::uint32_t gateway(NodeId node) const { return gateways_[node.index()]; }
  std::uint32_t terminal(NodeId node) const { return terminals_[node.index()]; }

 private:
  std::vector<std::uint32_t> gateways_;
  std::vector<std::uint32_t> terminals_;
};

}  // namespace orbitmesh
