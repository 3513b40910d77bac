#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/fields.h"
#include "core/rng.h"
#include "core/section_location.h"
#include "inference/token_counts.h"

namespace orbitmesh {

enum class LengthKind {
  kConstant,   ///< always the mean
  kGeometric,  ///< 1, 2, ... with equal chance to end after each token
};

constexpr std::array<EnumName<LengthKind>, 2> enum_names(LengthKind) {
  return {{{LengthKind::kConstant, "constant"}, {LengthKind::kGeometric, "geometric"}}};
}

/// Length of prompts or answers.
struct LengthModel {
  LengthKind kind = LengthKind::kConstant;
  std::int64_t mean = 1;
  std::int64_t max = 100'000;  ///< longer draws are cut to this

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("kind", kind,
            Spec<LengthKind>("constant, or geometric for a spread as wide as the mean"));
    v.field("mean", mean, Spec<std::int64_t>("mean tokens").min(1).max(100'000).required());
    v.field("max", max,
            Spec<std::int64_t>("longest; what is drawn longer is cut").min(1).max(100'000));
  }
};

/// Lengths of a workload's requests to a language model; the profile's own where empty.
struct TokenModel {
  std::optional<LengthModel> prompt;
  std::optional<LengthModel> output;
  SectionLocation where;

  /// Two draws from `stream`, whatever the kinds.
  TokenCounts draw(RngStream& stream) const;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("prompt", prompt, Spec<LengthModel>("tokens of a prompt; the profile's without it"));
    v.field("output", output, Spec<LengthModel>("tokens of an answer; the profile's without it"));
  }
};

}  // namespace orbitmesh
