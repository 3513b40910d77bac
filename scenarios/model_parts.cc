#include "scenarios/model_parts.h"

#include <cstddef>
#include <utility>

#include "inference/model_cut.h"
#include "wire/offload_messages.h"

namespace orbitmesh {

ModelParts::ModelParts(const Scenario& scenario, const ProfileLibrary& library) {
  for (const ClientSection& client : scenario.clients) {
    for (const WorkloadSection& workload : client.workloads) {
      if (workload.policy.kind == PolicyKind::kSplit) divide(*library.find_model(workload.profile));
    }
  }
}

void ModelParts::divide(const ModelProfile& model) {
  const auto [entry, added] = cuts_.try_emplace(&model);
  if (!added) return;
  for (const ModelCut& cut : model.cuts) {
    const ModelProfile& head = parts_.emplace_back(head_of(model, cut));
    const ModelProfile& tail = parts_.emplace_back(tail_of(model, cut));
    const Bytes payload = encoded_offload_request_size(cut.bytes.value, tail.name);
    entry->second.push_back({&head, &tail, payload});
  }
}

const std::vector<WorkloadCut>& ModelParts::cuts(const ModelProfile& model) const {
  static const std::vector<WorkloadCut> kNone;
  const auto found = cuts_.find(&model);
  return found == cuts_.end() ? kNone : found->second;
}

std::vector<const ModelProfile*> ModelParts::with(std::vector<const ModelProfile*> models,
                                                  const ModelProfile* WorkloadCut::*part) const {
  for (std::size_t i = 0, whole = models.size(); i < whole; ++i) {
    for (const WorkloadCut& cut : cuts(*models[i])) models.push_back(cut.*part);
  }
  return models;
}

std::vector<const ModelProfile*> ModelParts::with_tails(
    std::vector<const ModelProfile*> models) const {
  return with(std::move(models), &WorkloadCut::tail);
}

std::vector<const ModelProfile*> ModelParts::with_heads(
    std::vector<const ModelProfile*> models) const {
  return with(std::move(models), &WorkloadCut::head);
}

}  // namespace orbitmesh
