#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

#include "inference/offload_policy.h"
#include "inference/policy_options.h"

namespace orbitmesh {

/// Whether a policy runs requests on the client's own accelerator.
enum class LocalUse {
  kNever,
  kWhereItFits,  ///< where the client has one and the model fits beside those that must
  kNeeded,       ///< the scenario is wrong without
  kWithFallback  ///< kNeeded with fallback = "local", else kNever
};

/// Where the remote nodes of a policy are.
enum class RemoteUse {
  kNever,
  kAny,        ///< satellites and ground nodes
  kGround,     ///< ground nodes alone
  kSatellite,  ///< satellites alone
  kOptional    ///< any, or none where the client's own accelerator holds the model
};

/// What the program knows of a policy.
struct PolicyEntry {
  std::string_view name;  ///< in scenarios
  std::unique_ptr<OffloadPolicy> (*make)(const PolicyOptions& options);
  LocalUse local = LocalUse::kNever;
  RemoteUse remote = RemoteUse::kAny;
  std::int64_t satellites = 1;  ///< nearest ones that it is offered unless the scenario says
  /// Keys of a scenario's policy that it reads, beside `kind` and `satellites`; the rest is
  /// refused.
  std::array<std::string_view, 7> keys = {};
};

/// PolicyEntry::make of a policy whose constructor takes these options, in this order.
template <class Policy, auto... kOptions>
std::unique_ptr<OffloadPolicy> make([[maybe_unused]] const PolicyOptions& options) {
  return std::make_unique<Policy>(options.*kOptions...);
}

}  // namespace orbitmesh
