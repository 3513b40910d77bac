#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <memory>

#include "core/fields.h"
#include "inference/offload_policy.h"
#include "inference/policy_list.h"
#include "inference/policy_options.h"

namespace orbitmesh {

/// Index in kPolicies. Entries that no code refers to need no name here.
enum class PolicyKind : std::size_t {
  kLocal,
  kNearest,
  kGround,
  kSatellite,
  kLeastLatency,
  kDeadline,
  kLeastEnergy,
  kRoundRobin,
  kLeastLoaded,
  kHedged,
  kReplicated,
  kSplit,
  kOracle,
  kExternal
};

constexpr std::array<EnumName<PolicyKind>, std::size(kPolicies)> enum_names(PolicyKind) {
  std::array<EnumName<PolicyKind>, std::size(kPolicies)> names{};
  for (std::size_t i = 0; i < names.size(); ++i) {
    names[i] = {static_cast<PolicyKind>(i), kPolicies[i].name};
  }
  return names;
}
static_assert(to_string(PolicyKind::kSatellite) == "satellite");
static_assert(to_string(PolicyKind::kDeadline) == "deadline");
static_assert(to_string(PolicyKind::kOracle) == "oracle");
static_assert(to_string(PolicyKind::kExternal) == "external");

constexpr const PolicyEntry& policy_entry(PolicyKind kind) {
  return kPolicies[static_cast<std::size_t>(kind)];
}

/// A new policy of that kind. Throws std::invalid_argument for an oracle without a
/// clairvoyant view, and an external policy without an agent.
inline std::unique_ptr<OffloadPolicy> make_policy(PolicyKind kind,
                                                  const PolicyOptions& options = {}) {
  return policy_entry(kind).make(options);
}

}  // namespace orbitmesh
