#include "nodes/offload_client.h"

#include <algorithm>
#include <utility>

#include "nodes/copy_plan.h"

namespace orbitmesh {
namespace {

// An answer in no time would let virtual time stand still.
constexpr Duration kLeastGap = Duration::from_us(1);

}  // namespace

OffloadClient::OffloadClient(const ClientContext& context, const ClientSetup& setup,
                             std::vector<Workload> workloads)
    : context_(context),
      setup_(setup),
      pool_(context.loop, context.network, context.board, setup.host, setup.idle_close, *this),
      local_(setup.local, setup.local_power),
      view_(context_, setup_, pool_, reports_, local_),
      prober_(context_, setup_, pool_, reports_, view_),
      in_flight_(
          context_, setup.host, workloads.size(), pool_, local_, reports_, view_,
          [this](const RequestRecord& request, Outcome outcome) { on_ended(request, outcome); }) {
  // No stream may move later: requests and content refer to it.
  streams_.reserve(workloads.size());
  for (Workload& w : workloads) {
    streams_.push_back(
        {RequestStream(std::move(w), setup_.name, setup_.instance, context_.seed), {}});
  }
}

void OffloadClient::start() {
  for (std::uint32_t i = 0; i < streams_.size(); ++i) {
    schedule_next(i);
    const RequestStream& requests = streams_[i].requests;
    if (requests.workload().probe) prober_.start(requests.workload(), requests.satellites());
    if (setup_.open_ahead == 0 || requests.satellites().empty()) continue;
    openers_.push_back(std::make_unique<ConnectionOpener>(
        context_.loop, context_.paths, pool_, setup_.host, requests.satellites(),
        static_cast<std::size_t>(setup_.open_ahead)));
    openers_.back()->start();
  }
}

void OffloadClient::schedule_next(std::uint32_t stream) {
  const std::optional<Time> at = streams_[stream].requests.next_arrival();
  if (!at) return;
  context_.loop.schedule_at(*at, [this, stream] {
    issue(stream);
    schedule_next(stream);
  });
}

void OffloadClient::on_ended(const RequestRecord& request, Outcome outcome) {
  const Duration least = outcome == Outcome::kFailed ? request.deadline : kLeastGap;
  const Time free = std::max(context_.loop.now(), request.issued + least);
  if (streams_[request.workload].requests.on_ended(free)) schedule_next(request.workload);
}

void OffloadClient::issue(std::uint32_t index) {
  Stream& stream = streams_[index];
  check_deadlines(stream);
  ActiveRequest active = stream.requests.issue(context_.ids, context_.loop.now());
  active.request.client = setup_.index;
  active.request.workload = index;
  const Workload& workload = stream.requests.workload();
  const Placement placement =
      workload.policy->place(view_.of(workload, stream.requests.satellites(), {}, active.number));
  check_placement(placement, workload);
  stream.unchecked.push_back(active.request.id);
  in_flight_.start(std::move(active), placement);
}

void OffloadClient::check_deadlines(Stream& stream) {
  while (!stream.unchecked.empty() && in_flight_.tell_of_deadline(stream.unchecked.front())) {
    stream.unchecked.pop_front();
  }
}

void OffloadClient::on_reply(std::uint64_t message_id) {
  is_probe(message_id) ? prober_.on_reply(message_id) : in_flight_.on_reply(message_id);
}

void OffloadClient::on_lost(std::uint64_t message_id, FailureCause cause) {
  is_probe(message_id) ? prober_.on_lost(message_id) : in_flight_.on_lost(message_id, cause);
}

std::int64_t OffloadClient::issued() const {
  std::int64_t sum = 0;
  for (const Stream& stream : streams_) sum += stream.requests.issued();
  return sum;
}

WorkloadCounts OffloadClient::counts(std::uint32_t workload) const {
  WorkloadCounts counts = in_flight_.counts(workload);
  const WorkloadCounts probes = prober_.counts(streams_[workload].requests.workload());
  counts.probes = probes.probes;
  counts.probe_bytes = Bytes{probes.probe_bytes.count * context_.message_copies};
  return counts;
}

}  // namespace orbitmesh
