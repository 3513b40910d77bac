#include "inference/make_policy.h"

#include <stdexcept>

#include "inference/deadline_policy.h"
#include "inference/ground_policy.h"
#include "inference/least_latency_policy.h"
#include "inference/local_policy.h"
#include "inference/nearest_policy.h"

namespace orbitmesh {

std::unique_ptr<OffloadPolicy> make_policy(PolicyKind kind, const PolicyOptions& options) {
  switch (kind) {
    case PolicyKind::kLocal:
      return std::make_unique<LocalPolicy>();
    case PolicyKind::kNearest:
      return std::make_unique<NearestPolicy>();
    case PolicyKind::kGround:
      return std::make_unique<GroundPolicy>(options.site);
    case PolicyKind::kLeastLatency:
      return std::make_unique<LeastLatencyPolicy>();
    case PolicyKind::kDeadline:
      return std::make_unique<DeadlinePolicy>(options.fallback);
  }
  throw std::invalid_argument("no such policy kind");
}

}  // namespace orbitmesh
