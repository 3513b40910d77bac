#pragma once

#include <cstdint>

#include "core/time.h"
#include "inference/worker_engines.h"

namespace orbitmesh {

/// Engines of `factory` that sleep for an irregular time of up to `longest` before every
/// run, to show that no result depends on the workers' speed. `seed` makes the times.
EngineFactory delayed_engines(EngineFactory factory, Duration longest, std::uint64_t seed);

}  // namespace orbitmesh
