#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "core/fields.h"
#include "core/ids.h"
#include "inference/offload_policy.h"

namespace orbitmesh {

enum class PolicyKind { kLocal, kNearest, kGround };

constexpr std::array<EnumName<PolicyKind>, 3> enum_names(PolicyKind) {
  return {{{PolicyKind::kLocal, "local"},
           {PolicyKind::kNearest, "nearest"},
           {PolicyKind::kGround, "ground"}}};
}

constexpr std::array<std::string_view, 2> unavailable_names(PolicyKind) {
  return {"deadline", "least-latency"};
}

struct PolicyOptions {
  NodeId site;  ///< kGround: the datacenter to use; invalid for the nearest one
};

/// A new policy of that kind.
std::unique_ptr<OffloadPolicy> make_policy(PolicyKind kind, const PolicyOptions& options = {});

}  // namespace orbitmesh
