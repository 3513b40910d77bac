#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/time.h"
#include "core/units.h"
#include "inference/model_profile.h"
#include "inference/token_counts.h"
#include "nodes/server_setup.h"

namespace orbitmesh {

/// The models of a server with what each costs there, at the nominal clock.
class ServedModels {
 public:
  /// Precondition: check_setup() has passed. Profiles must outlive the object.
  explicit ServedModels(const ServerSetup& setup);

  std::size_t size() const { return models_.size(); }
  std::optional<std::size_t> find(const ModelProfile& model) const;
  const ModelProfile& profile(std::size_t model) const { return *models_[model].profile; }
  /// Devices that share one copy.
  std::int64_t devices(std::size_t model) const { return models_[model].devices; }
  /// Memory for key-value caches of a batch, on its devices together.
  Bytes kv_memory(std::size_t model) const { return models_[model].kv_memory; }
  /// Key-value cache of one request; 0 for models that keep none.
  Bytes kv_reservation(std::size_t model, const TokenCounts& tokens) const;

  struct BatchTime {
    Duration first;  ///< until the first tokens of a language model; else all of it
    Duration total;
    std::int64_t steps = 0;  ///< between first and total
  };
  /// Time of a static batch.
  BatchTime time(std::size_t model, const std::vector<TokenCounts>& batch) const;
  /// Clock at which a model would take as long as it does with serving.protection.
  double clock(std::size_t model) const { return models_[model].clock; }
  /// Bytes of each model on a device.
  std::vector<Bytes> sizes() const;

 private:
  struct Served {
    const ModelProfile* profile;
    std::int64_t devices;
    Bytes kv_memory;
    double clock = 1;
    std::vector<Duration> by_batch;  ///< of a model without `tokens`
  };

  const AcceleratorProfile& accelerator_;
  std::vector<Served> models_;
};

}  // namespace orbitmesh
