#include "nodes/served_models.h"

#include <algorithm>

#include "inference/clocked_work.h"
#include "inference/kv_cache.h"
#include "inference/service_time.h"
#include "inference/token_time.h"

namespace orbitmesh {

namespace {

double clock_of(const ModelProfile& model, const ServerSetup& setup) {
  if (setup.costs == nullptr) return 1;
  const OutcomeSet* const set = setup.costs->find(
      FaultPlace::kWeights, format_of(model.precision.value), setup.serving.protection);
  return set == nullptr ? 1 : 1 / (1 + set->cost);
}

}  // namespace

ServedModels::ServedModels(const ServerSetup& setup) : accelerator_(*setup.accelerator) {
  const Bytes weights = resident_bytes(setup.models, accelerator_);
  const Bytes memory = accelerator_.memory.value;
  const Bytes rest = memory < weights ? Bytes{} : memory - weights;
  const Bytes kv_device = setup.serving.kv_memory.value_or(rest);
  for (const ModelProfile* profile : setup.models) {
    Served served{
        profile, devices_needed(*profile, accelerator_), {}, clock_of(*profile, setup), {}};
    served.kv_memory = Bytes{kv_device.count * served.devices};
    for (std::int64_t b = 1; !profile->tokens && b <= setup.serving.batch_max; ++b) {
      const Duration bare = service_time(*profile, accelerator_, served.devices, b);
      served.by_batch.push_back(at_clock(bare, served.clock));
    }
    models_.push_back(std::move(served));
  }
}

std::optional<std::size_t> ServedModels::find(const ModelProfile& model) const {
  for (std::size_t i = 0; i < models_.size(); ++i) {
    if (models_[i].profile == &model) return i;
  }
  return std::nullopt;
}

Bytes ServedModels::kv_reservation(std::size_t model, const TokenCounts& tokens) const {
  return profile(model).tokens ? orbitmesh::kv_reservation(profile(model), tokens) : Bytes{};
}

ServedModels::BatchTime ServedModels::time(std::size_t model,
                                           const std::vector<TokenCounts>& batch) const {
  const Served& served = models_[model];
  if (!served.profile->tokens) {
    const Duration total = served.by_batch[batch.size() - 1];
    return {total, total, 0};
  }
  const TokenPhases phases = token_phases(*served.profile, accelerator_, served.devices, batch);
  std::int64_t longest = 1;
  for (const TokenCounts& tokens : batch) {
    longest = std::max(longest, resolve_tokens(*served.profile, tokens).output);
  }
  return {at_clock(phases.first, served.clock),
          at_clock(phases.first + phases.decode, served.clock), longest - 1};
}

std::vector<Bytes> ServedModels::sizes() const {
  std::vector<Bytes> sizes;
  for (const Served& served : models_) {
    sizes.push_back(resident_bytes({served.profile}, accelerator_));
  }
  return sizes;
}

}  // namespace orbitmesh
