#pragma once

#include <string>
#include <vector>

#include "core/time.h"
#include "mesh/ns3/port_plane.h"
#include "mesh/records.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Turns the port plane's running counters into figures for an interval, by link or by
/// group of links.
class LinkSampler {
 public:
  LinkSampler(const Topology& topology, PortPlane& plane);
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

  PortPlane& plane_;
  std::vector<Group> groups_;
  Time last_;
  std::int64_t last_no_route_ = 0;
  std::int64_t last_ttl_ = 0;
};

}  // namespace orbitmesh
