#include "inference/least_latency_policy.h"

#include "inference/latency_estimate.h"

namespace orbitmesh {

Placement LeastLatencyPolicy::place(const PolicyView& view) { return least_latency(view); }

}  // namespace orbitmesh
