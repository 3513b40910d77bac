#pragma once

#include <atomic>
#include <functional>

#include "inference/worker_server.h"

namespace orbitmesh {

/// Several workers, each a thread with a connection of its own, that serve one runner from
/// this process: what `orbitmesh worker` is. Ends when one of them ends. Returns the worst
/// outcome (kRefused, then kUnreachable, kAsked, kStopped). `interrupted` asks all to end;
/// a worker in the middle of a request finishes it first.
/// Throws InputError for a bad endpoint and RunError when a worker fails.
WorkerOutcome serve_in_threads(int workers, const WorkerServerOptions& options,
                               const EngineFactory& factory, const std::atomic<bool>& interrupted);

}  // namespace orbitmesh
