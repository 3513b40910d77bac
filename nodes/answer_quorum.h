#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "nodes/computed_answer.h"

namespace orbitmesh {

/// The answers of the copies of one request, in the order in which they come, and what they
/// say together.
class AnswerQuorum {
 public:
  /// `needed` equal answers make the answer; >= 1.
  explicit AnswerQuorum(std::int64_t needed = 1) : needed_(static_cast<std::size_t>(needed)) {}

  bool compares() const { return needed_ > 1; }
  bool empty() const { return answers_.empty(); }
  const ComputedAnswer& first() const { return answers_.front(); }
  /// Two of the answers differ.
  bool disagreed() const;

  /// Returns whether this one makes the quorum.
  bool add(const ComputedAnswer& answer);

  /// Position of an answer that was given more often than any other, of its occurrences the
  /// last; of answers that are all known to be unusable the last. Empty when several share
  /// the first place. For when no more can come. Precondition: not empty().
  std::optional<std::size_t> plurality() const;

 private:
  std::size_t count(const ComputedAnswer& answer) const;

  std::size_t needed_;
  std::vector<ComputedAnswer> answers_;
};

}  // namespace orbitmesh
