#include "nodes/node_power.h"

namespace orbitmesh {

void NodePower::set(NodeId id, bool on) {
  const auto found = nodes_.find(id);
  if (found == nodes_.end()) return;
  Node& node = found->second;
  loop_.cancel(node.restart);
  if (!on) return node.server->fail(DownReason::kPower);
  const Duration start = node.server->accelerator().reboot_time.value + node.server->reload_time();
  node.restart = loop_.schedule_in(start, [this, &node] {
    faults_.on_reload(node.server->node());
    node.server->restore(DownReason::kPower);
  });
}

}  // namespace orbitmesh
