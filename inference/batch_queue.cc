#include "inference/batch_queue.h"

#include <algorithm>

namespace orbitmesh {

void BatchQueue::push(const WaitingRequest& request) {
  by_model_.at(request.model).insert(request);
  all_.emplace(request.id, request);
}

bool BatchQueue::erase(std::uint64_t id) {
  const auto found = all_.find(id);
  if (found == all_.end()) return false;
  by_model_[found->second.model].erase(found->second);
  all_.erase(found);
  return true;
}

void BatchQueue::clear() {
  for (Line& line : by_model_) line.clear();
  all_.clear();
}

/// Empty for an empty line. A batch that waits for nothing is ready from the start.
std::optional<Time> BatchQueue::ready_at(const Line& line) const {
  if (line.empty()) return std::nullopt;
  const bool full = static_cast<std::int64_t>(line.size()) >= batch_max_;
  if (full || batch_wait_ == Duration()) return Time();
  const auto oldest = std::min_element(
      line.begin(), line.end(), [](const auto& a, const auto& b) { return a.arrived < b.arrived; });
  return oldest->arrived + batch_wait_;
}

std::optional<std::size_t> BatchQueue::ready_model(Time now) const {
  std::optional<std::size_t> best;
  for (std::size_t m = 0; m < by_model_.size(); ++m) {
    const auto ready = ready_at(by_model_[m]);
    if (!ready || *ready > now) continue;
    if (!best || Before{}(*by_model_[m].begin(), *by_model_[*best].begin())) best = m;
  }
  return best;
}

std::optional<std::size_t> BatchQueue::first_model() const {
  std::optional<std::size_t> best;
  for (std::size_t m = 0; m < by_model_.size(); ++m) {
    if (by_model_[m].empty()) continue;
    if (!best || Before{}(*by_model_[m].begin(), *by_model_[*best].begin())) best = m;
  }
  return best;
}

const WaitingRequest* BatchQueue::first_of(std::size_t model) const {
  const Line& line = by_model_.at(model);
  return line.empty() ? nullptr : &*line.begin();
}

std::optional<Time> BatchQueue::next_ready(Time now) const {
  std::optional<Time> next;
  for (const Line& line : by_model_) {
    const auto ready = ready_at(line);
    if (!ready) continue;
    if (*ready <= now) return std::nullopt;
    if (!next || *ready < *next) next = ready;
  }
  return next;
}

WaitingRequest BatchQueue::pop(std::size_t model) {
  Line& line = by_model_.at(model);
  const WaitingRequest first = *line.begin();
  line.erase(line.begin());
  all_.erase(first.id);
  return first;
}

}  // namespace orbitmesh
