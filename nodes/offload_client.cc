#include "nodes/offload_client.h"

#include <utility>

#include "core/error.h"

namespace orbitmesh {
namespace {

std::uint64_t message_of(const ActiveAttempt& attempt) {
  return attempt_message_id(attempt.record.request, attempt.record.attempt);
}

}  // namespace

OffloadClient::OffloadClient(const ClientContext& context, const ClientSetup& setup,
                             std::vector<Workload> workloads)
    : context_(context),
      setup_(setup),
      pool_(context.loop, context.network, context.board, setup.host, setup.idle_close, *this),
      local_(context.loop, setup.local, setup.local_power),
      view_(context_, setup_, pool_, reports_, local_) {
  // No stream may move later: content refers to it.
  streams_.reserve(workloads.size());
  for (Workload& w : workloads) {
    streams_.push_back(
        {RequestStream(std::move(w), setup_.name, setup_.instance, context_.seed), {}});
  }
}

void OffloadClient::start() {
  for (std::uint32_t i = 0; i < streams_.size(); ++i) schedule_next(i);
}

void OffloadClient::schedule_next(std::uint32_t stream) {
  context_.loop.schedule_at(streams_[stream].requests.next_arrival(), [this, stream] {
    issue(stream);
    schedule_next(stream);
  });
}

void OffloadClient::issue(std::uint32_t index) {
  Stream& stream = streams_[index];
  check_deadlines(stream);
  const Time now = context_.loop.now();
  ActiveRequest active = stream.requests.issue(context_.ids, now);
  active.request.client = setup_.index;
  active.request.workload = index;
  const std::uint64_t id = active.request.id;
  const auto it = active_.emplace(id, std::move(active)).first;
  const Workload& workload = stream.requests.workload();
  const PolicyView& view = view_.of(workload, stream.requests.satellites());
  const Placement placement = workload.policy->place(view);
  const bool local = placement.tier == Tier::kLocal;
  if (!placement.placed() || (local && !view.local)) {
    return close(it, 0, Outcome::kFailed, FailureCause::kNoPlacement, now);
  }
  schedule_end(it->second, placement);
  stream.unchecked.push_back(id);
  start_attempt(it, placement.tier, local ? setup_.host : placement.node);
}

/// Before anything is sent, so that at the same instant giving up and the fallback come
/// before a reply.
void OffloadClient::schedule_end(ActiveRequest& active, const Placement& placement) {
  const Workload& workload = workload_of(active);
  const std::uint64_t id = active.request.id;
  active.give_up = context_.loop.schedule_in(workload.give_up, [this, id] { on_give_up(id); });
  const bool possible = placement.tier != Tier::kLocal && local_.offer(*workload.model);
  if (!placement.local_fallback || !possible) return;
  active.fallback_waits = true;
  active.fallback = context_.loop.schedule_in(*placement.local_fallback,
                                              [this, id] { start_fallback(active_.find(id)); });
}

void OffloadClient::start_attempt(ActiveMap::iterator it, Tier tier, NodeId node) {
  ActiveRequest& active = it->second;
  const Workload& workload = workload_of(active);
  const std::size_t index = active.attempts.size();
  ActiveAttempt& attempt = active.attempts.emplace_back();
  attempt.record.request = active.request.id;
  attempt.record.attempt = static_cast<std::int64_t>(index) + 1;
  attempt.record.node = node;
  attempt.record.tier = tier;
  attempt.record.sent = context_.loop.now();
  if (tier == Tier::kLocal) {
    attempt.record.arrived = attempt.record.sent;
    if (!submit_locally(active, index)) attempt_failed(it, index, FailureCause::kRefused);
    return;
  }
  const std::uint64_t message = message_of(attempt);
  context_.board.post(message, *workload.model, workload.reply, active.content, node);
  pool_.send(node, {message, workload.request});
}

bool OffloadClient::submit_locally(const ActiveRequest& active, std::size_t attempt) {
  const std::uint64_t message = message_of(active.attempts[attempt]);
  const ModelProfile& model = *workload_of(active).model;
  ServiceRequest request;
  request.model = &model;
  request.job = message;
  request.content = active.content;
  request.on_done = [this, message](const ServiceReport& report) {
    on_local_done(message, report);
  };
  request.on_lost = [this, message] { on_local_lost(message); };
  return local_.submit(std::move(request));
}

void OffloadClient::start_fallback(ActiveMap::iterator it) {
  it->second.fallback_waits = false;
  start_attempt(it, Tier::kLocal, setup_.host);
}

OffloadClient::Found OffloadClient::find(std::uint64_t message_id) {
  const auto it = active_.find(request_of_message(message_id));
  if (it == active_.end()) return {it, 0};
  const auto& attempts = it->second.attempts;
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    if (message_of(attempts[i]) == message_id && attempts[i].open) return {it, i};
  }
  return {active_.end(), 0};
}

void OffloadClient::on_local_done(std::uint64_t message_id, const ServiceReport& report) {
  const auto [it, attempt] = find(message_id);
  if (it == active_.end()) return;  // answered elsewhere, or given up meanwhile
  AttemptRecord& record = it->second.attempts[attempt].record;
  record.queue_wait = report.queue_wait;
  record.service = report.service;
  answered(it, attempt, report.answer);
}

void OffloadClient::on_local_lost(std::uint64_t message_id) {
  const auto [it, attempt] = find(message_id);
  if (it == active_.end()) return;
  attempt_failed(it, attempt, FailureCause::kConnectionLost);
}

void OffloadClient::on_reply(std::uint64_t message_id) {
  const auto [it, attempt] = find(message_id);
  if (it == active_.end()) return;  // answered elsewhere, or given up meanwhile
  const BoardEntry* entry = context_.board.find(message_id);
  if (entry == nullptr) throw RunError("a reply arrived that no server has sent");
  const NodeId node = it->second.attempts[attempt].record.node;
  if (entry->status == ServerStatus::kRefused) {
    reports_.add(node, it->second.request.deadline, context_.loop.now());
    return attempt_failed(it, attempt, FailureCause::kRefused);
  }
  reports_.add(node, entry->queue_wait, context_.loop.now());
  answered(it, attempt, entry->answer);
}

void OffloadClient::on_lost(std::uint64_t message_id, bool was_up) {
  const auto [it, attempt] = find(message_id);
  if (it == active_.end()) return;
  attempt_failed(it, attempt, was_up ? FailureCause::kConnectionLost : FailureCause::kNoConnection);
}

void OffloadClient::on_give_up(std::uint64_t request_id) {
  const auto it = active_.find(request_id);
  ActiveRequest& active = it->second;
  const Time now = context_.loop.now();
  FailureCause of_request = FailureCause::kNoConnection;
  std::size_t last = 0;
  for (std::size_t i = 0; i < active.attempts.size(); ++i) {
    ActiveAttempt& attempt = active.attempts[i];
    if (!attempt.open) continue;
    last = i;
    const AttemptRecord& record = attempt.record;
    const bool reachable =
        record.tier == Tier::kLocal || pool_.was_up(record.node, message_of(attempt));
    const FailureCause cause = reachable ? FailureCause::kTimeout : FailureCause::kNoConnection;
    if (reachable) of_request = cause;
    close_attempt(active, attempt, cause, now);
  }
  close(it, last, Outcome::kFailed, of_request, now);
}

void OffloadClient::answered(ActiveMap::iterator it, std::size_t index, Answer answer) {
  ActiveRequest& active = it->second;
  const Time now = context_.loop.now();
  for (std::size_t i = 0; i < active.attempts.size(); ++i) {
    ActiveAttempt& attempt = active.attempts[i];
    if (i == index) attempt.record.answer = answer;
    if (!attempt.open) continue;
    const FailureCause cause = i == index ? FailureCause::kNone : FailureCause::kSuperseded;
    close_attempt(active, attempt, cause, now);
  }
  active.request.answer = answer;
  active.request.reply = workload_of(active).reply;
  const bool in_time = now - active.request.issued <= active.request.deadline;
  close(it, index, in_time ? Outcome::kCompleted : Outcome::kLate, FailureCause::kNone, now);
}

void OffloadClient::attempt_failed(ActiveMap::iterator it, std::size_t index, FailureCause cause) {
  ActiveRequest& active = it->second;
  const Time now = context_.loop.now();
  close_attempt(active, active.attempts[index], cause, now);
  if (active.fallback_waits) {
    context_.loop.cancel(active.fallback);
    return start_fallback(it);
  }
  if (!active.any_open()) close(it, index, Outcome::kFailed, cause, now);
}

void OffloadClient::close_attempt(ActiveRequest& active, ActiveAttempt& attempt, FailureCause cause,
                                  Time at) {
  AttemptRecord& record = attempt.record;
  if (const BoardEntry* entry = context_.board.find(message_of(attempt))) {
    record.arrived = entry->arrived;
    record.queue_wait = entry->queue_wait;
    record.service = entry->service;
    context_.board.drop(message_of(attempt));
  }
  record.ended = at;
  record.cause = cause;
  attempt.open = false;
  context_.records.add(record);
  tell_policy(active, attempt,
              cause == FailureCause::kNone ? std::optional(at - record.sent) : std::nullopt);
}

void OffloadClient::close(ActiveMap::iterator it, std::size_t last_attempt, Outcome outcome,
                          FailureCause cause, Time at) {
  const ActiveRequest active = std::move(it->second);
  active_.erase(it);
  context_.loop.cancel(active.give_up);
  context_.loop.cancel(active.fallback);
  RequestRecord request = active.request;
  request.attempts = static_cast<std::int64_t>(active.attempts.size());
  if (request.attempts > 0) {
    const AttemptRecord& last = active.attempts[last_attempt].record;
    request.tier = last.tier;
    request.node = last.node;
    request.queue_wait = last.queue_wait;
    request.service = last.service;
  }
  request.ended = at;
  request.outcome = outcome;
  request.cause = cause;
  context_.records.add(request);
}

void OffloadClient::check_deadlines(Stream& stream) {
  const Time now = context_.loop.now();
  while (!stream.unchecked.empty()) {
    const auto it = active_.find(stream.unchecked.front());
    if (it != active_.end()) {
      if (now - it->second.request.issued <= it->second.request.deadline) return;
      for (ActiveAttempt& attempt : it->second.attempts) {
        tell_policy(it->second, attempt, std::nullopt);
      }
    }
    stream.unchecked.pop_front();
  }
}

void OffloadClient::tell_policy(const ActiveRequest& active, ActiveAttempt& attempt,
                                std::optional<Duration> latency) {
  const AttemptRecord& record = attempt.record;
  if (attempt.observed || record.tier == Tier::kLocal) return;
  attempt.observed = true;
  workload_of(active).policy->observe({record.node, record.tier, context_.loop.now(), latency});
}

std::int64_t OffloadClient::issued() const {
  std::int64_t sum = 0;
  for (const Stream& stream : streams_) sum += stream.requests.issued();
  return sum;
}

void OffloadClient::finish(Time end) {
  while (!active_.empty()) {
    const auto it = active_.begin();
    ActiveRequest& active = it->second;
    std::size_t last = 0;
    for (std::size_t i = 0; i < active.attempts.size(); ++i) {
      ActiveAttempt& attempt = active.attempts[i];
      if (!attempt.open) continue;
      last = i;
      attempt.observed = true;  // the run's end is no failure
      close_attempt(active, attempt, FailureCause::kNone, end);
    }
    close(it, last, Outcome::kPending, FailureCause::kNone, end);
  }
}

}  // namespace orbitmesh
