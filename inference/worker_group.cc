#include "inference/worker_group.h"

#include <chrono>
#include <future>
#include <thread>
#include <utility>
#include <vector>

#include "wire/endpoint.h"

namespace orbitmesh {
namespace {

constexpr auto kLookUp = std::chrono::milliseconds(50);

/// The workers' threads; asks them to end and joins them when left.
class WorkerGroup {
 public:
  WorkerGroup(int workers, const WorkerServerOptions& options, const EngineFactory& factory) {
    const auto context = std::make_shared<SocketContext>(1);
    for (int i = 0; i < workers; ++i) {
      WorkerServerOptions own = options;
      if (workers > 1) own.name += "/" + std::to_string(i);
      if (i > 0) own.on_connected = nullptr;
      std::packaged_task<WorkerOutcome()> task([this, context, own, factory] {
        const EndNotice notice{ended_};
        return WorkerServer(context, own, factory).serve(stop_);
      });
      outcomes_.push_back(task.get_future());
      threads_.emplace_back(std::move(task));
    }
  }
  ~WorkerGroup() {
    stop_ = true;
    for (std::thread& thread : threads_) thread.join();
  }
  WorkerGroup(const WorkerGroup&) = delete;
  WorkerGroup& operator=(const WorkerGroup&) = delete;

  WorkerOutcome wait(const std::atomic<bool>& interrupted) {
    while (!ended_ && !interrupted) std::this_thread::sleep_for(kLookUp);
    const bool asked = !ended_;
    stop_ = true;
    WorkerOutcome worst{asked ? WorkerEnd::kAsked : WorkerEnd::kStopped, {}};
    for (auto& outcome : outcomes_) {
      WorkerOutcome next = outcome.get();
      // Those that end because another one has ended say kAsked.
      if (next.end == WorkerEnd::kAsked) continue;
      if (next.end > worst.end) worst = std::move(next);
    }
    return worst;
  }

 private:
  struct EndNotice {
    std::atomic<bool>& ended;
    ~EndNotice() { ended = true; }
  };

  std::atomic<bool> stop_{false};
  std::atomic<bool> ended_{false};
  std::vector<std::future<WorkerOutcome>> outcomes_;
  std::vector<std::thread> threads_;
};

}  // namespace

WorkerOutcome serve_in_threads(int workers, const WorkerServerOptions& options,
                               const EngineFactory& factory, const std::atomic<bool>& interrupted) {
  parse_endpoint(options.endpoint);
  return WorkerGroup(workers, options, factory).wait(interrupted);
}

}  // namespace orbitmesh
