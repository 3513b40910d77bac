#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "inference/tier.h"

namespace orbitmesh {

/// A copy of a request beside the primary one.
struct FurtherCopy {
  Tier tier = Tier::kNone;
  NodeId node = {};  ///< of a remote copy
  /// It starts so long after issue, when the request has not ended by then, and before that
  /// as soon as a copy has failed. Empty: only when those before it have failed, or have all
  /// answered without making a quorum.
  std::optional<Duration> after = Duration();
};

/// Where to run a request, in how many copies, and how their answers make one. The default
/// value is "no placement". Plain data: every field can be written down and sent.
struct Placement {
  static constexpr std::size_t kMaxFurther = 7;
  static constexpr std::int64_t kMaxQuorum = 8;

  Tier tier = Tier::kNone;  ///< of the primary copy, which starts at once
  NodeId node = {};         ///< of a remote primary copy
  /// At most kMaxFurther, in the order in which they stand in for each other. A copy that
  /// the client cannot run (local, without an accelerator that holds the model), or that
  /// another copy has the place of, is left out.
  std::vector<FurtherCopy> further = {};
  /// How many equal answers make the answer of the request, 1 to kMaxQuorum: 1 takes the
  /// first, 2 compares two copies (DMR) or votes among three (TMR). When no copy is left
  /// that could answer and there is no quorum, the answer given most often stands; where
  /// two share that place the request fails as disagreed.
  std::int64_t quorum = 1;
  /// Index in PolicyView::cuts: the client runs the head of the model up to this cut, and
  /// the remote copies run the tail. Empty: whole requests.
  std::optional<std::int64_t> cut = {};
  /// No place could answer sooner after issue, as far as the policy knows; stands in the
  /// request's record. Empty where it does not say.
  std::optional<Duration> bound = {};

  bool placed() const { return tier != Tier::kNone; }
};

}  // namespace orbitmesh
