#include "inference/worker_ledger.h"

#include <utility>

namespace orbitmesh {

bool WorkerLedger::add(const WorkerRequest& request) {
  if (sequence_of_id_.count(request.id) > 0) return false;
  const std::uint64_t sequence = next_sequence_++;
  Entry entry;
  entry.id = request.id;
  entry.model = request.model;
  entry.message = encode(request, sequence);
  entries_.emplace(sequence, std::move(entry));
  sequence_of_id_.emplace(request.id, sequence);
  waiting_.push_back(sequence);
  return true;
}

std::optional<std::uint64_t> WorkerLedger::first_waiting() {
  while (!waiting_.empty() && unanswered(waiting_.front()) == nullptr) waiting_.pop_front();
  if (waiting_.empty()) return std::nullopt;
  return waiting_.front();
}

std::size_t WorkerLedger::wait_again(const std::deque<std::uint64_t>& sequences) {
  std::size_t wanted = 0;
  for (auto sequence = sequences.rbegin(); sequence != sequences.rend(); ++sequence) {
    if (unanswered(*sequence) == nullptr) continue;
    waiting_.push_front(*sequence);
    ++wanted;
  }
  return wanted;
}

WorkerLedger::Entry* WorkerLedger::unanswered(std::uint64_t sequence) {
  const auto found = entries_.find(sequence);
  return found == entries_.end() || found->second.reply ? nullptr : &found->second;
}

void WorkerLedger::answer(Entry& entry, WorkerReply reply) {
  entry.reply = std::move(reply);
  entry.message = {};
}

WorkerLedger::Entry* WorkerLedger::find(std::uint64_t id) {
  const auto sequence = sequence_of_id_.find(id);
  return sequence == sequence_of_id_.end() ? nullptr : &entries_.at(sequence->second);
}

bool WorkerLedger::remove(std::uint64_t id) {
  const auto sequence = sequence_of_id_.find(id);
  if (sequence == sequence_of_id_.end()) return false;
  entries_.erase(sequence->second);
  sequence_of_id_.erase(sequence);
  return true;
}

}  // namespace orbitmesh
