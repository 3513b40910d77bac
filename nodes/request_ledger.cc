#include "nodes/request_ledger.h"

namespace orbitmesh {
namespace {

/// What all copies moved: requests that arrived somewhere else, and replies to those served there.
Bytes carried_bytes(const ActiveRequest& active) {
  Bytes carried;
  for (const ActiveAttempt& attempt : active.attempts) {
    const AttemptRecord& record = attempt.record;
    if (record.tier == Tier::kLocal || record.arrived == Time()) continue;
    carried = carried + active.request.request;
    if (Duration() < record.service) carried = carried + active.workload->reply;
  }
  return carried;
}

}  // namespace

void RequestLedger::close_attempt(const ActiveRequest& active, ActiveAttempt& attempt,
                                  FailureCause cause) {
  sender_.take_back(attempt);
  AttemptRecord& record = attempt.record;
  record.ended = context_.loop.now();
  record.cause = cause;
  attempt.open = false;
  if (record.repeated) ++counts_[active.request.workload].repeated;
  context_.records.add(record);
  const bool answered = cause == FailureCause::kNone;
  tell_policy(active, attempt, answered ? std::optional(record.ended - record.sent) : std::nullopt);
}

void RequestLedger::close(const ActiveRequest& active, std::size_t last_attempt, Outcome outcome,
                          FailureCause cause) {
  RequestRecord request = active.request;
  request.attempts = static_cast<std::int64_t>(active.attempts.size());
  if (request.attempts > 0) {
    const AttemptRecord& last = active.attempts[last_attempt].record;
    request.tier = last.tier;
    request.node = last.node;
    request.queue_wait = last.queue_wait;
    request.service = last.service;
    request.detail = last.detail;
  }
  if (active.answers.compares() && !active.answers.empty()) {
    request.first_answer = active.answers.first().worth;
    request.disagreed = active.answers.disagreed();
  }
  request.carried = Bytes{carried_bytes(active).count * context_.message_copies};
  request.ended = context_.loop.now();
  request.outcome = outcome;
  request.cause = cause;
  context_.records.add(request);
  if (outcome != Outcome::kPending) tell_policy_of_end(active, request);
}

void RequestLedger::tell_policy_of_end(const ActiveRequest& active,
                                       const RequestRecord& request) const {
  RequestEnd end;
  end.number = active.number;
  end.answered = request.outcome != Outcome::kFailed;
  end.in_time = request.outcome == Outcome::kCompleted;
  end.cause = to_string(request.cause);
  end.tier = request.tier;
  end.node = request.node;
  end.latency = request.ended - request.issued;
  end.queue_wait = request.queue_wait;
  end.service = request.service;
  for (const ActiveAttempt& attempt : active.attempts) end.bytes = end.bytes + attempt.body;
  if (end.answered && end.tier != Tier::kLocal) end.bytes = end.bytes + request.reply;
  end.bytes.count *= context_.message_copies;
  active.workload->policy->ended(end);
}

void RequestLedger::tell_policy(const ActiveRequest& active, ActiveAttempt& attempt,
                                std::optional<Duration> latency) {
  const AttemptRecord& record = attempt.record;
  if (attempt.observed || record.tier == Tier::kLocal) return;
  attempt.observed = true;
  const Time now = context_.loop.now();
  active.workload->policy->observe({record.node, record.tier, now, latency, now - record.sent});
}

}  // namespace orbitmesh
