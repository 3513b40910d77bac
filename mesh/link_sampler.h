#pragma once

#include <string>
#include <vector>

#include "core/time.h"
#include "mesh/link_meters.h"
#include "mesh/records.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Turns the running counters of a network's ports into figures for an interval, by link or by
/// group of links.
class LinkSampler {
 public:
  /// `meters` must outlive the sampler.
  LinkSampler(const Topology& topology, LinkMeters& meters);
  /// Figures since the last call, in a fixed order.
  std::vector<LinkSample> sample(Time now);

 private:
  struct Group {
    std::string name;
    std::vector<PortId> ports;
    PortCounters last;
    Duration last_busy;
  };
  LinkSample sample_group(Group& group, Time now);
  LinkSample sample_network(Time now);

  LinkMeters& meters_;
  std::vector<Group> groups_;
  Time last_;
  std::int64_t last_no_route_ = 0;
  std::int64_t last_ttl_ = 0;
  std::int64_t last_node_ = 0;
};

}  // namespace orbitmesh
