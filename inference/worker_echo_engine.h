#pragma once

#include <memory>
#include <string>

#include "core/time.h"
#include "inference/worker_engines.h"

namespace orbitmesh {

/// A factory of engines that are no models: the output is the first ten values of the
/// input, each with the bits inverted that are flipped in the weight of the same index
/// (one tensor of ten fp32), after `delay` of the host's time. For measuring and testing
/// the worker plane.
EngineFactory echo_engines(Duration delay = {});

}  // namespace orbitmesh
