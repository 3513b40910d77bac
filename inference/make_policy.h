#pragma once

#include <array>
#include <memory>

#include "core/fields.h"
#include "core/ids.h"
#include "inference/fallback.h"
#include "inference/offload_policy.h"

namespace orbitmesh {

enum class PolicyKind { kLocal, kNearest, kGround, kLeastLatency, kDeadline };

constexpr std::array<EnumName<PolicyKind>, 5> enum_names(PolicyKind) {
  return {{{PolicyKind::kLocal, "local"},
           {PolicyKind::kNearest, "nearest"},
           {PolicyKind::kGround, "ground"},
           {PolicyKind::kLeastLatency, "least-latency"},
           {PolicyKind::kDeadline, "deadline"}}};
}

struct PolicyOptions {
  NodeId site = {};  ///< kGround: the datacenter to use; invalid for the nearest one
  Fallback fallback = Fallback::kNone;  ///< kDeadline: what to do when no answer has come
};

/// A new policy of that kind.
std::unique_ptr<OffloadPolicy> make_policy(PolicyKind kind, const PolicyOptions& options = {});

}  // namespace orbitmesh
