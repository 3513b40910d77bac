#pragma once

#include "core/time.h"
#include "nodes/batch_in_service.h"
#include "nodes/checkpoint_options.h"

namespace orbitmesh {

/// What a server that fails keeps of its work: nothing where it saves nothing.
class Checkpoints {
 public:
  explicit Checkpoints(const CheckpointOptions& options) : options_(options) {}

  /// Time that work takes when it is saved now and then.
  Duration with_saving(Duration work) const;
  /// Whether a request was there at the last one before a failure at `now`.
  bool keep(const ServerJob& job, Time now) const {
    return options_.on() && !(last(now) < job.arrived);
  }
  /// Puts a request of a batch that fails at `now` back to what it was at the last one. The clock
  /// counts as if it had been since the batch began what it is now.
  void wind_back(ServerJob& job, const BatchInService& batch, double clock, Time now) const;

 private:
  /// Precondition: it saves.
  Time last(Time now) const {
    return Time{} + options_.period * (now.since_epoch() / options_.period);
  }
  Duration saved(const ServerJob& job, const BatchInService& batch, double clock, Time now) const;

  CheckpointOptions options_;
};

}  // namespace orbitmesh
