#include "nodes/requests_in_flight.h"

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "nodes/copy_plan.h"

namespace orbitmesh {

RequestsInFlight::RequestsInFlight(const ClientContext& context, NodeId host, std::size_t workloads,
                                   ConnectionPool& pool, LocalAccelerator& local,
                                   QueueReports& reports, ClientView& view, EndListener on_ended)
    : context_(context),
      host_(host),
      sender_(context, pool, local, *this),
      ledger_(context, sender_, workloads),
      local_(local),
      reports_(reports),
      view_(view),
      on_ended_(std::move(on_ended)) {}

void RequestsInFlight::start(ActiveRequest request, const Placement& placement) {
  const std::uint64_t id = request.request.id;
  const auto it = active_.emplace(id, std::move(request)).first;
  ActiveRequest& active = it->second;
  active.copies = plan_copies(placement, host_, local_.offer(*active.workload->model).has_value());
  if (active.copies.empty()) return close(it, 0, Outcome::kFailed, FailureCause::kNoPlacement);
  active.answers = AnswerQuorum(placement.quorum);
  if (placement.cut) {
    active.cut = static_cast<std::size_t>(*placement.cut);
    active.request.request = active.workload->cuts.at(*active.cut).payload;
  }
  active.request.bound = placement.bound;
  for (ActiveCopy& copy : active.copies) {
    if (copy.after) *copy.after += active.workload->decision_time;
  }
  schedule(active);
  const std::vector<ActiveCopy> copies = active.copies;  // the request may end in between
  for (std::size_t k = 0; k < copies.size(); ++k) {
    const bool at_once = copies[k].after && !(Duration() < *copies[k].after);
    if (at_once) start_copy(id, k);
  }
}

/// Before anything is sent, so that at the same instant giving up and the start of a copy
/// come before a reply.
void RequestsInFlight::schedule(ActiveRequest& active) {
  const std::uint64_t id = active.request.id;
  active.give_up =
      context_.loop.schedule_in(active.workload->give_up, [this, id] { on_give_up(id); });
  for (std::size_t k = 0; k < active.copies.size(); ++k) {
    ActiveCopy& copy = active.copies[k];
    if (!copy.after || !(Duration() < *copy.after)) continue;
    copy.timer = context_.loop.schedule_in(*copy.after, [this, id, k] { start_copy(id, k); });
  }
}

void RequestsInFlight::start_copy(std::uint64_t request_id, std::size_t copy) {
  const auto it = active_.find(request_id);
  if (it == active_.end() || it->second.copies[copy].attempts > 0) return;
  context_.loop.cancel(it->second.copies[copy].timer);
  send_attempt(it, copy);
}

void RequestsInFlight::send_attempt(ActiveMap::iterator it, std::size_t copy_index) {
  ActiveRequest& active = it->second;
  ActiveCopy& copy = active.copies[copy_index];
  const std::size_t index = active.attempts.size();
  ActiveAttempt& attempt = active.attempts.emplace_back();
  attempt.copy = copy_index;
  attempt.record.request = active.request.id;
  attempt.record.attempt = static_cast<std::int64_t>(index) + 1;
  attempt.record.node = copy.node;
  attempt.record.tier = copy.tier;
  ++copy.attempts;
  schedule_retry(active, copy_index);
  if (!sender_.send(active, attempt)) attempt_failed(it, index, FailureCause::kRefused);
}

void RequestsInFlight::schedule_retry(ActiveRequest& active, std::size_t copy_index) {
  const std::optional<RetryOptions>& options = active.workload->retry;
  ActiveCopy& copy = active.copies[copy_index];
  if (!options || copy.attempts > options->max) return;
  copy.retry_waits = true;
  copy.timer = context_.loop.schedule_in(
      options->timeout_of(copy.attempts),
      [this, id = active.request.id, copy_index] { retry(id, copy_index); });
}

void RequestsInFlight::retry(std::uint64_t request_id, std::size_t copy_index) {
  const auto it = active_.find(request_id);
  ActiveRequest& active = it->second;
  ActiveCopy& copy = active.copies[copy_index];
  copy.retry_waits = false;
  ledger_.count_retry(active);
  if (active.workload->retry->node == RetryNode::kNext) move_on(active, copy);
  send_attempt(it, copy_index);
}

void RequestsInFlight::move_on(const ActiveRequest& active, ActiveCopy& copy) {
  std::vector<NodeId> tried;
  for (const ActiveCopy& other : active.copies) tried.push_back(other.node);
  for (const ActiveAttempt& attempt : active.attempts) tried.push_back(attempt.record.node);
  const PolicyView& view = view_.of(*active.workload, *active.satellites, tried, active.number);
  const Placement next = active.workload->policy->place(view);
  if (next.tier == Tier::kNone || (next.tier == Tier::kLocal && !view.local)) return;
  copy.tier = next.tier;
  copy.node = next.tier == Tier::kLocal ? host_ : next.node;
}

RequestsInFlight::Found RequestsInFlight::find(std::uint64_t message_id) {
  const auto it = active_.find(request_of_message(message_id));
  if (it == active_.end()) return {it, 0};
  const auto& attempts = it->second.attempts;
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    if (message_of(attempts[i]) == message_id && attempts[i].open) return {it, i};
  }
  return {active_.end(), 0};
}

void RequestsInFlight::on_local_done(std::uint64_t message_id, const ServiceReport& report) {
  const auto [it, attempt] = find(message_id);
  if (it == active_.end()) return;  // answered elsewhere, or given up meanwhile
  AttemptRecord& record = it->second.attempts[attempt].record;
  record.queue_wait = report.queue_wait;
  record.service = report.service;
  record.detail = report.detail;
  answered(it, attempt, report.answer);
}

void RequestsInFlight::on_local_lost(std::uint64_t message_id) {
  const auto [it, attempt] = find(message_id);
  if (it == active_.end()) return;
  attempt_failed(it, attempt, FailureCause::kConnectionLost);
}

void RequestsInFlight::on_head_done(std::uint64_t message_id) {
  const auto [it, attempt] = find(message_id);
  if (it == active_.end()) return;
  sender_.send_tail(it->second, it->second.attempts[attempt]);
}

void RequestsInFlight::on_reply(std::uint64_t message_id) {
  const auto [it, attempt] = find(message_id);
  if (it == active_.end()) return;  // answered elsewhere, or given up meanwhile
  const BoardEntry* entry = context_.board.find(message_id);
  if (entry == nullptr) throw RunError("a reply arrived that no server has sent");
  const NodeId node = it->second.attempts[attempt].record.node;
  const bool draining = entry->status == ServerStatus::kDraining;
  const bool refused = draining || entry->status == ServerStatus::kRefused;
  reports_.add(node, refused ? it->second.request.deadline : entry->queue_wait, draining,
               entry->charge, context_.loop.now());
  if (refused) {
    return attempt_failed(it, attempt, draining ? FailureCause::kDraining : FailureCause::kRefused);
  }
  answered(it, attempt, ComputedAnswer(entry->answer));
}

void RequestsInFlight::on_lost(std::uint64_t message_id, FailureCause cause) {
  const auto [it, attempt] = find(message_id);
  if (it == active_.end()) return;
  attempt_failed(it, attempt, cause);
}

void RequestsInFlight::on_give_up(std::uint64_t request_id) {
  const auto it = active_.find(request_id);
  ActiveRequest& active = it->second;
  std::size_t last = active.attempts.size() - 1;
  FailureCause of_request =
      active.any_open() ? FailureCause::kNoConnection : active.attempts[last].record.cause;
  for (std::size_t i = 0; i < active.attempts.size(); ++i) {
    ActiveAttempt& attempt = active.attempts[i];
    if (!attempt.open) continue;
    last = i;
    const bool reachable = sender_.was_reachable(attempt);
    const FailureCause cause = reachable ? FailureCause::kTimeout : FailureCause::kNoConnection;
    if (reachable) of_request = cause;
    ledger_.close_attempt(active, attempt, cause);
  }
  conclude(it, last, of_request);
}

template <class Which>
void RequestsInFlight::end_attempts(ActiveRequest& active, std::size_t answered, Which which) {
  for (std::size_t i = 0; i < active.attempts.size(); ++i) {
    ActiveAttempt& attempt = active.attempts[i];
    if (!attempt.open || !which(attempt)) continue;
    ledger_.close_attempt(active, attempt,
                          i == answered ? FailureCause::kNone : FailureCause::kSuperseded);
  }
}

void RequestsInFlight::answered(ActiveMap::iterator it, std::size_t index,
                                const ComputedAnswer& answer) {
  ActiveRequest& active = it->second;
  active.attempts[index].record.answer = answer.worth;
  active.answered_by.push_back(index);
  if (active.answers.add(answer)) return accept(it, index);
  const std::size_t copy = active.attempts[index].copy;
  active.copies[copy].retry_waits = false;
  context_.loop.cancel(active.copies[copy].timer);
  end_attempts(active, index, [&](const ActiveAttempt& other) { return other.copy == copy; });
  if (active.any_open() || active.retry_waits()) return;
  const std::size_t next = active.waiting_copy();
  if (next < active.copies.size()) return start_copy(active.request.id, next);
  conclude(it, index, FailureCause::kDisagreed);
}

void RequestsInFlight::attempt_failed(ActiveMap::iterator it, std::size_t index,
                                      FailureCause cause) {
  ActiveRequest& active = it->second;
  ledger_.close_attempt(active, active.attempts[index], cause);
  if (active.any_open(active.attempts[index].copy)) return;
  const std::size_t next = active.waiting_copy();
  if (next < active.copies.size()) return start_copy(active.request.id, next);
  if (!active.any_open() && !active.retry_waits()) conclude(it, index, cause);
}

void RequestsInFlight::conclude(ActiveMap::iterator it, std::size_t last_attempt,
                                FailureCause cause) {
  const ActiveRequest& active = it->second;
  if (!active.answers.empty()) {
    const std::optional<std::size_t> best = active.answers.plurality();
    if (best) return accept(it, active.answered_by[*best]);
    cause = FailureCause::kDisagreed;
    last_attempt = active.answered_by.back();
  }
  close(it, last_attempt, Outcome::kFailed, cause);
}

void RequestsInFlight::accept(ActiveMap::iterator it, std::size_t index) {
  ActiveRequest& active = it->second;
  end_attempts(active, index, [](const ActiveAttempt&) { return true; });
  const AttemptRecord& answer = active.attempts[index].record;
  if (active.session != nullptr) {
    active.session->answered(active.turn, answer.node, answer.tier != Tier::kLocal);
  }
  active.request.answer = answer.answer;
  active.request.reply = active.workload->reply;
  const bool in_time = context_.loop.now() - active.request.issued <= active.request.deadline;
  close(it, index, in_time ? Outcome::kCompleted : Outcome::kLate, FailureCause::kNone);
}

void RequestsInFlight::close(ActiveMap::iterator it, std::size_t last_attempt, Outcome outcome,
                             FailureCause cause) {
  const ActiveRequest active = std::move(it->second);
  active_.erase(it);
  context_.loop.cancel(active.give_up);
  for (const ActiveCopy& copy : active.copies) context_.loop.cancel(copy.timer);
  ledger_.close(active, last_attempt, outcome, cause);
  if (outcome != Outcome::kPending) on_ended_(active.request, outcome);
}

bool RequestsInFlight::tell_of_deadline(std::uint64_t request_id) {
  const auto it = active_.find(request_id);
  if (it == active_.end()) return true;
  const RequestRecord& request = it->second.request;
  if (context_.loop.now() - request.issued <= request.deadline) return false;
  for (ActiveAttempt& attempt : it->second.attempts) {
    ledger_.tell_policy(it->second, attempt, std::nullopt);
  }
  return true;
}

void RequestsInFlight::finish() {
  while (!active_.empty()) {
    const auto it = active_.begin();
    ActiveRequest& active = it->second;
    std::size_t last = 0;
    for (std::size_t i = 0; i < active.attempts.size(); ++i) {
      ActiveAttempt& attempt = active.attempts[i];
      if (!attempt.open) continue;
      last = i;
      attempt.observed = true;  // the run's end is no failure
      ledger_.close_attempt(active, attempt, FailureCause::kNone);
    }
    close(it, last, Outcome::kPending, FailureCause::kNone);
  }
}

}  // namespace orbitmesh
