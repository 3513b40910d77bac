#include "inference/worker_threads.h"

#include <pthread.h>
#include <sched.h>

#include <chrono>
#include <utility>

#include "inference/worker_server.h"
#include "wire/wall_clock.h"

namespace orbitmesh {
namespace {

constexpr Duration kPatience = Duration::from_s(5);

/// A request that comes need not take the core from the thread that sent it, which may send more:
/// sched(7). Where it is not permitted, nothing but time is lost.
void be_patient() {
  const sched_param parameters{};
  pthread_setschedparam(pthread_self(), SCHED_BATCH, &parameters);
}

}  // namespace

WorkerThreads::WorkerThreads(int workers, const std::shared_ptr<SocketContext>& context,
                             const std::string& endpoint, const SocketOptions& socket,
                             const EngineFactory& factory) {
  for (int i = 0; i < workers; ++i) {
    WorkerServerOptions options;
    options.endpoint = endpoint;
    options.name = "thread " + std::to_string(i);
    options.socket = socket;
    // The thread owns all that it uses, because it may be left to itself. A failure of its
    // socket shows as a worker that does not answer.
    std::packaged_task<void()> task([context, options, factory, stop = stop_] {
      be_patient();
      WorkerServer(context, options, factory).serve(*stop);
    });
    std::future<void> end = task.get_future();
    workers_.push_back({std::thread(std::move(task)), std::move(end)});
  }
}

WorkerThreads::~WorkerThreads() {
  ask_to_end();
  const WallDeadline deadline(kPatience);
  for (Worker& worker : workers_) {
    const std::chrono::nanoseconds left(deadline.left().ns());
    if (worker.end.wait_for(left) == std::future_status::ready) {
      worker.thread.join();
    } else {
      worker.thread.detach();
    }
  }
}

}  // namespace orbitmesh
