#pragma once

#include <memory>
#include <optional>
#include <string>

#include "inference/worker_pool.h"
#include "wire/ipc_path.h"
#include "wire/socket.h"

namespace orbitmesh {

/// Values of WorkerPoolOptions::endpoint for workers that the pool itself starts.
inline constexpr const char* kInprocWorkers = "inproc";
inline constexpr const char* kSpawnedWorkers = "ipc://auto";

/// The socket of a pool, bound where its options say.
class WorkerListener {
 public:
  /// Throws InputError for an endpoint, key file or combination of both that cannot be.
  explicit WorkerListener(const WorkerPoolOptions& options);

  Socket& socket() { return *socket_; }
  const std::shared_ptr<SocketContext>& context() const { return context_; }
  /// Of the workers' sockets, when they are threads, too.
  const SocketOptions& socket_options() const { return socket_options_; }
  const std::string& endpoint() const { return endpoint_; }

 private:
  std::string endpoint_;
  SocketOptions socket_options_;
  std::optional<IpcFolder> folder_;
  std::shared_ptr<SocketContext> context_;
  std::optional<Socket> socket_;
};

}  // namespace orbitmesh
