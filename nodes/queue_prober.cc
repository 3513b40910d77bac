#include "nodes/queue_prober.h"

#include <algorithm>
#include <iterator>

#include "core/rng.h"
#include "wire/offload_messages.h"

namespace orbitmesh {

void QueueProber::start(const Workload& workload, const std::vector<NodeId>& satellites) {
  RngStream phase(context_.seed, "workload.probe/" + setup_.name + "/" + workload.name,
                  setup_.instance);
  const auto first = Duration::from_seconds(workload.probe->seconds() * phase.uniform());
  context_.loop.schedule_in(first, [this, &workload, &satellites] { probe(workload, satellites); });
}

void QueueProber::probe(const Workload& workload, const std::vector<NodeId>& satellites) {
  context_.loop.schedule_in(*workload.probe,
                            [this, &workload, &satellites] { probe(workload, satellites); });
  give_up_old();
  std::vector<NodeId> nodes;
  for (const Candidate& candidate : view_.of(workload, satellites).candidates) {
    if (candidate.path_delay && !under_way(candidate.node)) nodes.push_back(candidate.node);
  }
  for (const NodeId node : nodes) send(workload, node);
}

void QueueProber::send(const Workload& workload, NodeId node) {
  const std::uint64_t id = probe_message_id(setup_.index, ++sent_);
  const Bytes question = encoded_offload_request_size(Bytes{0}, workload.model->name);
  const Bytes answer = encoded_offload_reply_size(Bytes{0});
  under_way_[id] = {node, &workload, context_.loop.now()};
  context_.board.post_probe(id, *workload.model, answer);
  pool_.send(node, {id, question});
  WorkloadCounts& counts = counts_[workload.name];
  ++counts.probes;
  counts.probe_bytes = counts.probe_bytes + question;
}

void QueueProber::give_up_old() {
  for (auto it = under_way_.begin(); it != under_way_.end();) {
    const bool old = context_.loop.now() - it->second.sent >= kPatience;
    if (old) context_.board.drop(it->first);
    it = old ? under_way_.erase(it) : std::next(it);
  }
}

bool QueueProber::under_way(NodeId node) const {
  return std::any_of(under_way_.begin(), under_way_.end(),
                     [&](const auto& probe) { return probe.second.node == node; });
}

void QueueProber::on_reply(std::uint64_t message_id) {
  const auto it = under_way_.find(message_id);
  if (it == under_way_.end()) return;
  const NodeId node = it->second.node;
  const Workload* workload = it->second.workload;
  under_way_.erase(it);
  const BoardEntry& entry = *context_.board.find(message_id);
  const bool draining = entry.status == ServerStatus::kDraining;
  const bool refused = draining || entry.status == ServerStatus::kRefused;
  reports_.add(node, refused ? workload->deadline : entry.queue_wait, draining, entry.charge,
               context_.loop.now());
  WorkloadCounts& counts = counts_[workload->name];
  counts.probe_bytes = counts.probe_bytes + entry.reply;
  context_.board.drop(message_id);
}

void QueueProber::on_lost(std::uint64_t message_id) {
  under_way_.erase(message_id);
  context_.board.drop(message_id);
}

WorkloadCounts QueueProber::counts(const Workload& workload) const {
  const auto it = counts_.find(workload.name);
  return it == counts_.end() ? WorkloadCounts{} : it->second;
}

}  // namespace orbitmesh
