#include "nodes/copy_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "core/error.h"

namespace orbitmesh {
namespace {

void check_copy(Tier tier, NodeId node, const Workload& workload) {
  if (tier == Tier::kNone || tier == Tier::kLocal) return;
  const bool offered = std::any_of(
      workload.nodes.begin(), workload.nodes.end(),
      [&](const ServingNode& serving) { return serving.node == node && serving.tier == tier; });
  if (offered) return;
  throw RunError(fmt::format(
      "the policy of workload '{}' names node {} of tier {}, which does not hold its model",
      workload.name, node.value, to_string(tier)));
}

}  // namespace

std::vector<ActiveCopy> plan_copies(const Placement& placement, NodeId host, bool local) {
  std::vector<ActiveCopy> copies;
  const auto add = [&](Tier tier, NodeId node, std::optional<Duration> after) {
    const NodeId at = tier == Tier::kLocal ? host : node;
    const bool taken = std::any_of(copies.begin(), copies.end(),
                                   [&](const ActiveCopy& c) { return c.node == at; });
    if (tier == Tier::kNone || taken || (tier == Tier::kLocal && !local)) return;
    ActiveCopy& copy = copies.emplace_back();
    copy.tier = tier;
    copy.node = at;
    copy.after = after;
  };
  add(placement.tier, placement.node, Duration());
  if (copies.empty()) return copies;
  for (const FurtherCopy& copy : placement.further) add(copy.tier, copy.node, copy.after);
  return copies;
}

void check_placement(const Placement& placement, const Workload& workload) {
  const auto reject = [&](std::string_view what) {
    throw RunError(fmt::format("the policy of workload '{}' {}", workload.name, what));
  };
  check_copy(placement.tier, placement.node, workload);
  if (placement.further.size() > Placement::kMaxFurther) reject("names too many copies");
  for (const FurtherCopy& copy : placement.further) check_copy(copy.tier, copy.node, workload);
  if (placement.quorum < 1 || placement.quorum > Placement::kMaxQuorum) {
    reject("asks for a quorum out of range");
  }
  if (!placement.cut) return;
  if (*placement.cut < 0 || *placement.cut >= static_cast<std::int64_t>(workload.cuts.size())) {
    reject("names a cut that the model does not have");
  }
}

}  // namespace orbitmesh
