#include "nodes/answer_quorum.h"

#include <algorithm>

namespace orbitmesh {

std::size_t AnswerQuorum::count(const ComputedAnswer& answer) const {
  return static_cast<std::size_t>(std::count_if(
      answers_.begin(), answers_.end(), [&](const auto& other) { return agree(answer, other); }));
}

bool AnswerQuorum::disagreed() const {
  return std::any_of(answers_.begin(), answers_.end(),
                     [this](const auto& other) { return !agree(other, answers_.front()); }) &&
         answers_.size() > 1;
}

bool AnswerQuorum::add(const ComputedAnswer& answer) {
  answers_.push_back(answer);
  return !compares() || count(answer) >= needed_;
}

std::optional<std::size_t> AnswerQuorum::plurality() const {
  std::size_t best = answers_.size() - 1;
  for (std::size_t i = answers_.size(); i-- > 0;) {
    if (count(answers_[i]) > count(answers_[best])) best = i;
  }
  const std::size_t most = count(answers_[best]);
  if (most == 0) return best;
  const bool shared = std::any_of(answers_.begin(), answers_.end(), [&](const auto& other) {
    return count(other) == most && !agree(other, answers_[best]);
  });
  return shared ? std::nullopt : std::optional(best);
}

}  // namespace orbitmesh
