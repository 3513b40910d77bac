#include "nodes/offload_client.h"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kOnlyAttempt = 1;

std::uint64_t message_of(const RequestRecord& request) {
  return attempt_message_id(request.id, kOnlyAttempt);
}

void check(const Workload& workload, const std::string& client) {
  if (workload.model == nullptr || workload.policy == nullptr) {
    throw std::invalid_argument("workload without a model or a policy");
  }
  const auto reject = [&](std::string_view what) {
    throw InputError(fmt::format("client '{}', workload '{}': {}", client, workload.name, what));
  };
  if (!(workload.deadline > Duration())) reject("the deadline must be greater than 0");
  if (workload.give_up < workload.deadline) reject("give_up must not be less than the deadline");
}

std::vector<NodeId> nodes_of_tier(const std::vector<ServingNode>& nodes, Tier tier) {
  std::vector<NodeId> result;
  for (const ServingNode& n : nodes) {
    if (n.tier == tier) result.push_back(n.node);
  }
  return result;
}

}  // namespace

OffloadClient::OffloadClient(const ClientContext& context, const ClientSetup& setup,
                             std::vector<Workload> workloads)
    : context_(context),
      setup_(setup),
      pool_(context.loop, context.network, context.board, setup.host, setup.idle_close, *this) {
  for (Workload& w : workloads) {
    check(w, setup_.name);
    ArrivalProcess arrivals(w.arrival, context.seed, setup_.name + "/" + w.name, setup_.instance);
    auto satellites = nodes_of_tier(w.nodes, Tier::kSatellite);
    auto ground = nodes_of_tier(w.nodes, Tier::kGround);
    streams_.push_back({std::move(w), arrivals, 0, std::move(satellites), std::move(ground)});
  }
}

void OffloadClient::start() {
  for (std::uint32_t i = 0; i < streams_.size(); ++i) schedule_next(i);
}

void OffloadClient::schedule_next(std::uint32_t stream) {
  context_.loop.schedule_at(streams_[stream].arrivals.next(), [this, stream] {
    issue(stream);
    schedule_next(stream);
  });
}

void OffloadClient::issue(std::uint32_t stream) {
  const Workload& workload = streams_[stream].workload;
  Active active = begin(workload, stream);
  ++streams_[stream].issued;
  place(active, workload.policy->place(view_of(streams_[stream])), workload);
  const std::uint64_t id = active.request.id;
  const auto it = active_.emplace(id, std::move(active)).first;
  if (it->second.request.tier == Tier::kNone) return failed(it, FailureCause::kNoPlacement);
  // Before dispatch, so that at the same instant giving up comes before a reply.
  it->second.give_up = context_.loop.schedule_in(workload.give_up, [this, id] { on_give_up(id); });
  if (!dispatch(it->second, workload)) failed(it, FailureCause::kRefused);
}

OffloadClient::Active OffloadClient::begin(const Workload& workload, std::uint32_t stream) {
  Active active;
  active.request.id = context_.ids.next();
  active.request.client = setup_.index;
  active.request.workload = stream;
  active.request.issued = context_.loop.now();
  active.request.deadline = workload.deadline;
  active.request.request = workload.request;
  return active;
}

const PolicyView& OffloadClient::view_of(const Stream& stream) {
  view_.now = context_.loop.now();
  view_.deadline = stream.workload.deadline;
  view_.request = stream.workload.request;
  view_.local_holds_model = setup_.local != nullptr && setup_.local->holds(*stream.workload.model);
  view_.candidates.clear();
  const auto offer = [&](NodeId node, Tier tier) {
    view_.candidates.push_back({node, tier, context_.paths.path_delay(setup_.host, node)});
  };
  const NodeId satellite = context_.paths.nearest(setup_.host, stream.satellites);
  if (satellite.valid()) offer(satellite, Tier::kSatellite);
  for (const NodeId node : stream.ground) offer(node, Tier::kGround);
  return view_;
}

void OffloadClient::place(Active& active, const Placement& placement, const Workload& workload) {
  const bool local = placement.tier == Tier::kLocal;
  if (!placement.placed() || (local && !view_.local_holds_model)) return;
  const NodeId node = local ? setup_.host : placement.node;
  active.request.tier = placement.tier;
  active.request.node = node;
  active.request.attempts = kOnlyAttempt;
  active.attempt.request = active.request.id;
  active.attempt.attempt = kOnlyAttempt;
  active.attempt.node = node;
  active.attempt.tier = placement.tier;
  active.attempt.sent = context_.loop.now();
  if (local) {
    active.attempt.arrived = active.attempt.sent;
  } else {
    context_.board.post(message_of(active.request), *workload.model, workload.reply);
  }
}

bool OffloadClient::dispatch(const Active& active, const Workload& workload) {
  if (active.request.tier == Tier::kLocal) {
    return setup_.local->submit(
        *workload.model,
        [this, id = active.request.id](const ServiceReport& report) { on_local_done(id, report); });
  }
  pool_.send(active.request.node, {message_of(active.request), workload.request});
  return true;
}

void OffloadClient::on_local_done(std::uint64_t request_id, const ServiceReport& report) {
  const auto it = active_.find(request_id);
  if (it == active_.end()) return;  // given up meanwhile
  it->second.attempt.queue_wait = report.queue_wait;
  it->second.attempt.service = report.service;
  answered(it);
}

void OffloadClient::on_reply(std::uint64_t message_id) {
  const auto it = active_.find(request_of_message(message_id));
  if (it == active_.end()) return;  // given up meanwhile
  const BoardEntry* entry = context_.board.find(message_id);
  if (entry == nullptr) throw RunError("a reply arrived that no server has sent");
  if (entry->status == ServerStatus::kRefused) return failed(it, FailureCause::kRefused);
  answered(it);
}

void OffloadClient::on_lost(std::uint64_t message_id, bool was_up) {
  const auto it = active_.find(request_of_message(message_id));
  if (it == active_.end()) return;  // given up meanwhile
  failed(it, was_up ? FailureCause::kConnectionLost : FailureCause::kNoConnection);
}

void OffloadClient::on_give_up(std::uint64_t request_id) {
  const auto it = active_.find(request_id);
  const RequestRecord& request = it->second.request;
  const bool reachable =
      request.tier == Tier::kLocal || pool_.was_up(request.node, message_of(request));
  failed(it, reachable ? FailureCause::kTimeout : FailureCause::kNoConnection);
}

void OffloadClient::answered(ActiveMap::iterator it) {
  RequestRecord& request = it->second.request;
  request.reply = streams_[request.workload].workload.reply;
  const Time now = context_.loop.now();
  const bool in_time = now - request.issued <= request.deadline;
  close(it, in_time ? Outcome::kCompleted : Outcome::kLate, FailureCause::kNone, now);
}

void OffloadClient::failed(ActiveMap::iterator it, FailureCause cause) {
  close(it, Outcome::kFailed, cause, context_.loop.now());
}

void OffloadClient::read_board(Active& active) const {
  const BoardEntry* entry = context_.board.find(message_of(active.request));
  if (entry == nullptr) return;
  active.attempt.arrived = entry->arrived;
  active.attempt.queue_wait = entry->queue_wait;
  active.attempt.service = entry->service;
}

void OffloadClient::close(ActiveMap::iterator it, Outcome outcome, FailureCause cause, Time at) {
  Active active = std::move(it->second);
  active_.erase(it);
  context_.loop.cancel(active.give_up);
  if (active.request.attempts > 0) {
    read_board(active);
    context_.board.drop(message_of(active.request));
    active.attempt.ended = at;
    active.attempt.cause = cause;
    context_.records.add(active.attempt);
  }
  active.request.ended = at;
  active.request.outcome = outcome;
  active.request.cause = cause;
  active.request.queue_wait = active.attempt.queue_wait;
  active.request.service = active.attempt.service;
  context_.records.add(active.request);
}

std::int64_t OffloadClient::issued() const {
  std::int64_t sum = 0;
  for (const Stream& stream : streams_) sum += stream.issued;
  return sum;
}

void OffloadClient::finish(Time end) {
  while (!active_.empty()) close(active_.begin(), Outcome::kPending, FailureCause::kNone, end);
}

}  // namespace orbitmesh
