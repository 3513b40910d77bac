#pragma once

#include <cstdint>
#include <vector>

#include "core/ids.h"
#include "inference/accelerator_profile.h"
#include "inference/model_profile.h"
#include "inference/outcome_table.h"
#include "inference/serving_options.h"
#include "nodes/checkpoint_options.h"

namespace orbitmesh {

class ContentExecutor;
class OutcomeSource;

/// The accelerators of one node, the models it holds and how it serves them.
struct ServerSetup {
  NodeId node;
  const AcceleratorProfile* accelerator = nullptr;
  std::int64_t count = 1;  ///< devices, 1 to 100,000
  std::vector<const ModelProfile*> models;
  ServingOptions serving;
  ContentExecutor* executor = nullptr;  ///< null: content is not computed
  OutcomeSource* outcomes = nullptr;    ///< of faults; null: none
  const OutcomeTable* costs = nullptr;  ///< of serving.protection; null: it takes no time
  std::uint64_t seed = 0;               ///< of leased work
  CheckpointOptions checkpoint = {};
};

/// Memory of a device that is there for weights: all but what is set aside for key-value
/// caches.
Bytes weight_memory(const AcceleratorProfile& accelerator, const ServingOptions& serving);

/// Why the models cannot be served so, as a sentence without a full stop; empty when they
/// can: each fits, pinned ones fit together, and language models have memory for caches
/// that does not depend on which models are resident.
std::string why_not_served(const std::vector<const ModelProfile*>& models,
                           const AcceleratorProfile& accelerator, std::int64_t count,
                           const ServingOptions& serving);

/// Throws std::invalid_argument without an accelerator, InputError for options out of range
/// and as why_not_served() says.
void check_setup(const ServerSetup& setup);

}  // namespace orbitmesh
