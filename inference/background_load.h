#pragma once

#include <cstdint>
#include <optional>

#include "core/rng.h"
#include "core/time.h"
#include "inference/serving_options.h"

namespace orbitmesh {

/// Leased work on the idle devices of one server. It runs `load` of their idle time, in
/// slices; a request that is given a device where it runs waits for the end of the slice,
/// which lies uniformly ahead. A device that a request has just left runs none.
class BackgroundLoad {
 public:
  /// `node` keys the draws.
  BackgroundLoad(const std::optional<BackgroundOptions>& options, std::uint64_t seed,
                 std::uint64_t node);

  /// Time until the last of `idle_devices` is given up; 0 without background work.
  Duration give_way(std::int64_t idle_devices);
  double load() const { return load_; }

 private:
  double load_;
  Duration slice_;
  RngStream stream_;
};

}  // namespace orbitmesh
