#include "nodes/power/node_power.h"

namespace orbitmesh {
namespace {

DownReason down_reason(PowerLoss why) {
  return why == PowerLoss::kHeat ? DownReason::kThermal : DownReason::kPower;
}

}  // namespace

void NodePower::set(NodeId id, PowerLoss why, bool lost) {
  const auto found = nodes_.find(id);
  if (found == nodes_.end()) return;
  Node& node = found->second;
  const auto bit = static_cast<unsigned>(why);
  if (((node.lost & bit) != 0) == lost) return;
  node.lost ^= bit;
  loop_.cancel(node.restart);
  if (lost) node.server->fail(down_reason(why));
  if (node.lost == 0) restart(node);
}

void NodePower::restart(Node& node) {
  const Duration start = node.server->accelerator().reboot_time.value + node.server->reload_time();
  node.restart = loop_.schedule_in(start, [this, &node] {
    faults_.on_reload(node.server->node());
    node.server->restore(DownReason::kPower);
    node.server->restore(DownReason::kThermal);
  });
}

}  // namespace orbitmesh
