#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/fields.h"
#include "core/ids.h"
#include "core/time.h"
#include "inference/external_stream.h"
#include "inference/fallback.h"

namespace orbitmesh {

class ClairvoyantView;

/// What replicated copies do when their answers differ and none prevails.
enum class OnMismatch {
  kFlag,   ///< the request fails as disagreed
  kRetry,  ///< one more node runs it, and its answer decides
};

constexpr std::array<EnumName<OnMismatch>, 2> enum_names(OnMismatch) {
  return {{{OnMismatch::kFlag, "flag"}, {OnMismatch::kRetry, "retry"}}};
}

/// When replicated copies are made.
enum class ReplicateWhen {
  kAlways,
  kSaa,  ///< where the first choice is outside RadiationZone::kQuiet
};

constexpr std::array<EnumName<ReplicateWhen>, 2> enum_names(ReplicateWhen) {
  return {{{ReplicateWhen::kAlways, "always"}, {ReplicateWhen::kSaa, "saa"}}};
}

/// Settings of all policies; each reads its own. The defaults are those of the policies.
struct PolicyOptions {
  NodeId site = {};  ///< ground: the datacenter to use; invalid for the nearest one
  Fallback fallback = Fallback::kNone;          ///< deadline: what to do when no answer has come
  std::optional<Duration> after = {};           ///< hedged: fixed start of the second copy
  double quantile = 0.95;                       ///< hedged: of the latencies observed, in (0, 1)
  std::int64_t copies = 3;                      ///< replicated: 2 or 3
  OnMismatch on_mismatch = OnMismatch::kRetry;  ///< replicated
  ReplicateWhen replicate_when = ReplicateWhen::kAlways;  ///< replicated
  std::optional<std::int64_t> cut = {};                   ///< split: index of the one cut to use
  const ClairvoyantView* clairvoyant = nullptr;           ///< oracle: must outlive the policy
  ExternalStream external = {};
};

}  // namespace orbitmesh
