#include "scenarios/workload_maker.h"

#include <fmt/format.h>

#include "inference/make_policy.h"
#include "wire/offload_messages.h"

namespace orbitmesh {

std::vector<Workload> WorkloadMaker::workloads_of(const World::ClientHost& client) {
  std::vector<Workload> workloads;
  for (const WorkloadSection& section : client.client->workloads) {
    workloads.push_back(make(client, section));
  }
  return workloads;
}

Workload WorkloadMaker::make(const World::ClientHost& client, const WorkloadSection& section) {
  Workload workload;
  workload.name = section.name;
  workload.model = library_.find_model(section.profile);
  workload.request = encoded_offload_request_size(*section.request, section.profile);
  workload.reply = encoded_offload_reply_size(*section.reply);
  workload.arrival = section.arrival;
  workload.deadline = section.deadline;
  workload.give_up = section.give_up;
  workload.nodes = fleet_.nodes_holding(*workload.model);
  if (section.content) {
    workload.content = WorkloadContent{section.content->model, section.content->input,
                                       content_.samples(section.content->input)};
  }
  workload.cuts = cuts_of(*workload.model, section);
  workload.retry = section.retry;
  workload.probe = section.policy.probe;
  workload.satellites = section.policy.offered_satellites();
  workload.rules = {section.policy.avoid_saa.value_or(false), section.policy.min_charge};
  workload.decision_time = section.policy.decision_time.value_or(workload.decision_time);
  workload.policy =
      make_policy(section.policy.kind, policy_options(client, section, *workload.model));
  workload.demand.priority = section.priority;
  workload.demand.tenant = client.group;
  workload.demand.share = client.client->share;
  workload.tokens = section.tokens;
  workload.session = section.session;
  return workload;
}

std::vector<WorkloadCut> WorkloadMaker::cuts_of(const ModelProfile& model,
                                                const WorkloadSection& section) {
  std::vector<WorkloadCut> cuts = parts_.cuts(model);
  for (std::size_t i = 0; section.content && i < cuts.size(); ++i) {
    cuts[i].content_nodes =
        content_.nodes_before(section.content->model, model.cuts[i].flop_share.value);
  }
  return cuts;
}

PolicyOptions WorkloadMaker::policy_options(const World::ClientHost& client,
                                            const WorkloadSection& section,
                                            const ModelProfile& model) {
  const PolicySection& policy = section.policy;
  PolicyOptions options;
  if (policy.site) options.site = world_.datacenter(*policy.site);
  options.fallback = policy.fallback.value_or(options.fallback);
  options.after = policy.after;
  options.quantile = policy.quantile.value_or(options.quantile);
  options.copies = policy.copies.value_or(options.copies);
  options.on_mismatch = policy.on_mismatch.value_or(options.on_mismatch);
  options.replicate_when = policy.replicate_when.value_or(options.replicate_when);
  for (std::size_t i = 0; policy.cut && i < model.cuts.size(); ++i) {
    if (model.cuts[i].name == *policy.cut) options.cut = static_cast<std::int64_t>(i);
  }
  if (policy.kind == PolicyKind::kOracle) options.clairvoyant = &fleet_.outlook(model);
  if (policy.kind == PolicyKind::kExternal) options.external = external_stream(client, section);
  return options;
}

ExternalStream WorkloadMaker::external_stream(const World::ClientHost& client,
                                              const WorkloadSection& section) {
  ExternalStream stream;
  stream.agent = &agents_.of(section.policy);
  stream.client = fmt::format("{}-{}", client.client->name, client.instance + 1);
  stream.workload = section.name;
  stream.energy_weight = section.policy.energy_weight.value_or(stream.energy_weight);
  stream.bytes_weight = section.policy.bytes_weight.value_or(stream.bytes_weight);
  return stream;
}

}  // namespace orbitmesh
