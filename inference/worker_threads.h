#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "inference/worker_engines.h"
#include "wire/socket.h"

namespace orbitmesh {

/// Worker threads of this process, joined by inproc; they end when this is left.
class WorkerThreads {
 public:
  /// The runner listens on `endpoint` of `context` already.
  WorkerThreads(int workers, const std::shared_ptr<SocketContext>& context,
                const std::string& endpoint, const SocketOptions& socket,
                const EngineFactory& factory);
  /// Waits for the requests under way, for at most 5 s of the host's time; a thread that
  /// takes longer is left to itself.
  ~WorkerThreads();
  WorkerThreads(const WorkerThreads&) = delete;
  WorkerThreads& operator=(const WorkerThreads&) = delete;

  void ask_to_end() { *stop_ = true; }

 private:
  struct Worker {
    std::thread thread;
    std::future<void> end;
  };

  std::shared_ptr<std::atomic<bool>> stop_ = std::make_shared<std::atomic<bool>>(false);
  std::vector<Worker> workers_;
};

}  // namespace orbitmesh
