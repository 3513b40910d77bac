#include "nodes/attempt_sender.h"

#include <utility>

namespace orbitmesh {
namespace {

ServiceDemand demand_of(const ActiveRequest& active) {
  ServiceDemand demand = active.demand;
  if (active.session != nullptr) demand.context = active.session->context_of(active.turn);
  return demand;
}

}  // namespace

bool AttemptSender::send(const ActiveRequest& active, ActiveAttempt& attempt) {
  attempt.record.sent = context_.loop.now();
  if (attempt.record.tier == Tier::kLocal) {
    attempt.record.arrived = attempt.record.sent;
    return send_locally(active, attempt);
  }
  if (active.cut) return send_head(active, attempt);
  send_remotely(active, attempt, *active.workload->model, active.workload->request, active.content);
  return true;
}

void AttemptSender::send_tail(const ActiveRequest& active, ActiveAttempt& attempt) {
  const WorkloadCut& cut = active.workload->cuts.at(*active.cut);
  attempt.record.sent = context_.loop.now();
  ContentJob content = active.content;
  content.nodes_before = cut.content_nodes;
  send_remotely(active, attempt, *cut.tail, cut.payload, content);
}

void AttemptSender::send_remotely(const ActiveRequest& active, ActiveAttempt& attempt,
                                  const ModelProfile& model, Bytes body,
                                  const ContentJob& content) {
  const Workload& workload = *active.workload;
  const std::uint64_t message = message_of(attempt);
  attempt.body = body;
  context_.board.post(message, model, workload.reply, content, attempt.record.node,
                      demand_of(active), workload.retry ? workload.retry->remember : Duration());
  pool_.send(attempt.record.node, {message, body});
}

bool AttemptSender::send_locally(const ActiveRequest& active, const ActiveAttempt& attempt) {
  const std::uint64_t message = message_of(attempt);
  ServiceRequest request;
  request.model = active.workload->model;
  request.job = message;
  request.content = active.content;
  request.demand = demand_of(active);
  const KvUse kv = kv_use(request.demand.context, attempt.record.node);
  request.demand.tokens.cached = kv.cached;
  request.on_done = [this, message, kv](ServiceReport report) {
    report.detail.kv = kv;
    listener_.on_local_done(message, report);
  };
  request.on_lost = [this, message] { listener_.on_local_lost(message); };
  return local_.submit(std::move(request));
}

bool AttemptSender::send_head(const ActiveRequest& active, const ActiveAttempt& attempt) {
  const std::uint64_t message = message_of(attempt);
  ServiceRequest request;
  request.model = active.workload->cuts.at(*active.cut).head;
  request.job = message;
  request.on_done = [this, message](const ServiceReport&) { listener_.on_head_done(message); };
  request.on_lost = [this, message] { listener_.on_local_lost(message); };
  return local_.submit(std::move(request));
}

void AttemptSender::take_back(ActiveAttempt& attempt) {
  const BoardEntry* entry = context_.board.find(message_of(attempt));
  if (entry == nullptr) return;
  AttemptRecord& record = attempt.record;
  record.arrived = entry->arrived;
  record.queue_wait = entry->queue_wait;
  record.service = entry->service;
  record.detail = entry->detail;
  record.repeated = entry->repeated;
  context_.board.drop(message_of(attempt));
}

bool AttemptSender::was_reachable(const ActiveAttempt& attempt) const {
  return attempt.record.tier == Tier::kLocal ||
         pool_.was_up(attempt.record.node, message_of(attempt));
}

}  // namespace orbitmesh
