#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// Which of a server's models are in memory, and since when those on the way will be. Every
/// device holds the same: a copy, or its part of a sharded model. A model that is asked for
/// and absent is loaded at once, in place of the ones used least recently; one in use stays.
class ModelResidency {
 public:
  /// `sizes` are the bytes of each model on a device. From the start those are resident that
  /// fit beside the ones before them. Preconditions: no size exceeds `capacity`; the bandwidth
  /// is positive.
  ModelResidency(std::vector<Bytes> sizes, Bytes capacity, Bandwidth load_bandwidth);

  /// Whether `model` is resident or room can be made for it now.
  bool can_use(std::size_t model) const;
  /// A batch of `model` begins: the time until its weights are there, 0 if they are.
  /// Precondition: can_use(model).
  Duration begin_use(std::size_t model, Time now);
  void end_use(std::size_t model);

  /// As after construction, when the node has lost its memory.
  void reset();

  bool resident(std::size_t model) const { return models_[model].resident; }
  /// Bytes in use on each device.
  Bytes used() const { return used_; }
  /// Models loaded by begin_use() since construction.
  std::int64_t loads() const { return loads_; }
  /// Time to load once more what is resident from the start.
  Duration reload_time() const;
  /// Size of these models, on one device.
  Bytes reload_bytes() const;

 private:
  struct Model {
    Bytes size;
    bool resident = false;
    Time ready_at;               ///< loaded by then
    std::int64_t users = 0;      ///< batches in service
    std::uint64_t last_use = 0;  ///< ordinal
  };

  void evict_for(Bytes size);
  Duration load_time(Bytes size) const;

  std::vector<Model> models_;
  Bytes capacity_;
  Bandwidth load_bandwidth_;
  Bytes used_;
  std::uint64_t uses_ = 0;
  std::int64_t loads_ = 0;
};

}  // namespace orbitmesh
