#pragma once

#include <cstdint>
#include <map>

#include "core/rng.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Decides which packets are lost on links under an outage: independently of each other, one
/// stream of draws a link, keyed by its name.
class LinkLosses {
 public:
  /// `topology` must outlive the losses.
  LinkLosses(const Topology& topology, std::uint64_t seed) : topology_(topology), seed_(seed) {}

  /// Whether the next packet on `link` is lost, with this probability.
  bool loses(LinkId link, double probability);

 private:
  const Topology& topology_;
  std::uint64_t seed_;
  std::map<LinkId, RngStream> streams_;
};

}  // namespace orbitmesh
