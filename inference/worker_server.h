#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "inference/worker_engines.h"
#include "wire/socket.h"

namespace orbitmesh {

struct WorkerServerOptions {
  std::string endpoint;  ///< where a runner listens; see wire/endpoint.h
  std::string name;      ///< for people, e.g. "host:1234"
  SocketOptions socket;
  /// Longest time without a connection before the worker gives up, on the host's clock;
  /// not for inproc.
  Duration connect_limit = Duration::from_s(10);
  /// Called at each connection made; may be empty; not for inproc.
  std::function<void()> on_connected;
};

/// Why a worker has ended.
enum class WorkerEnd {
  kStopped,      ///< the runner sent WorkerStop
  kAsked,        ///< the flag given to serve() was set
  kUnreachable,  ///< no connection for connect_limit
  kRefused,      ///< the runner could not understand this worker
};

struct WorkerOutcome {
  WorkerEnd end = WorkerEnd::kStopped;
  std::string reason;  ///< one sentence for kUnreachable and kRefused
};

/// A worker: takes requests from one runner and answers them one by one, in the order of
/// their coming. What it cannot understand it answers with a WireFault.
class WorkerServer {
 public:
  /// `context` must be the runner's for inproc.
  WorkerServer(std::shared_ptr<SocketContext> context, WorkerServerOptions options,
               EngineFactory factory);

  /// Serves until one of WorkerEnd. `stop` is looked at between two requests and ten times
  /// a second. Throws InputError for an endpoint that cannot be.
  WorkerOutcome serve(const std::atomic<bool>& stop);

 private:
  std::shared_ptr<SocketContext> context_;
  WorkerServerOptions options_;
  EngineFactory factory_;
};

}  // namespace orbitmesh
