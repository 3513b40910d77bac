#include "inference/background_load.h"

#include <algorithm>

namespace orbitmesh {

BackgroundLoad::BackgroundLoad(const std::optional<BackgroundOptions>& options, std::uint64_t seed,
                               std::uint64_t node)
    : load_(options ? options->load : 0.0),
      slice_(options ? options->slice : Duration()),
      stream_(seed, "server.background", node) {}

Duration BackgroundLoad::give_way(std::int64_t idle_devices) {
  Duration longest;
  if (load_ == 0.0) return longest;
  for (std::int64_t k = 0; k < idle_devices; ++k) {
    const bool runs = stream_.uniform() < load_;
    const Duration rest = Duration::from_seconds(stream_.uniform() * slice_.seconds());
    if (runs) longest = std::max(longest, rest);
  }
  return longest;
}

}  // namespace orbitmesh
