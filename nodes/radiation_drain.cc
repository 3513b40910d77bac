#include "nodes/radiation_drain.h"

#include "nodes/power/compute_power.h"

namespace orbitmesh {

void RadiationDrain::on_interval() {
  for (auto& [id, node] : nodes_) {
    const bool drains = node.server->draining();
    const double level = exposure_.level(id);
    if (!drains && level > node.limits.above) {
      node.server->set_draining(true);
      node.since = loop_.now();
      ++node.drains;
    } else if (drains && level < node.limits.resume) {
      node.drained = drained(node);
      node.server->set_draining(false);
    }
  }
}

Duration RadiationDrain::drained(const Node& node) const {
  return node.drained + (node.server->draining() ? loop_.now() - node.since : Duration());
}

DrainCounts RadiationDrain::counts() const {
  DrainCounts counts;
  for (const auto& [id, node] : nodes_) {
    const Server& server = *node.server;
    counts.drains += node.drains;
    counts.drained += drained(node);
    counts.refused += server.refused_draining();
    counts.idle_j +=
        compute_power(server.accelerator(), server.devices()).idle_w * drained(node).seconds();
  }
  return counts;
}

}  // namespace orbitmesh
