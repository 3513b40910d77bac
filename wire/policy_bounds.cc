#include <fmt/format.h>

#include <string>

#include "wire/policy_codec.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

void check_place(const std::string& where, PolicyTier tier, NodeId node) {
  const bool remote = tier == PolicyTier::kSatellite || tier == PolicyTier::kGround;
  if (remote && !node.valid()) {
    throw WireError(
        fmt::format("{}node is missing, which tier '{}' needs", where, to_string(tier)));
  }
  if (!remote && node.valid()) {
    throw WireError(
        fmt::format("{}node is {}, but tier '{}' has no node", where, node.value, to_string(tier)));
  }
}

}  // namespace

void check_bounds(const PolicyDecision& decision) {
  check_place("", decision.tier, decision.node);
  if (decision.further.size() > PolicyDecision::kMaxFurther) {
    throw WireError(fmt::format("further has {} copies, at most {} are allowed",
                                decision.further.size(), PolicyDecision::kMaxFurther));
  }
  for (std::size_t i = 0; i < decision.further.size(); ++i) {
    const PolicyCopy& copy = decision.further[i];
    const std::string where = fmt::format("further[{}].", i);
    check_place(where, copy.tier, copy.node);
    if (!copy.after) continue;
    if (*copy.after < Duration() || *copy.after > PolicyDecision::kMaxCopyDelay) {
      throw WireError(fmt::format("{}after is {} s, which is not from 0 to {} s", where,
                                  copy.after->seconds(), PolicyDecision::kMaxCopyDelay.seconds()));
    }
  }
  if (decision.quorum < 1 || decision.quorum > PolicyDecision::kMaxQuorum) {
    throw WireError(fmt::format("quorum is {}, which is not from 1 to {}", decision.quorum,
                                PolicyDecision::kMaxQuorum));
  }
  if (decision.cut && *decision.cut < 0) {
    throw WireError(fmt::format("cut is {}, which is less than 0", *decision.cut));
  }
}

}  // namespace orbitmesh
