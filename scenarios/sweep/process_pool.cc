#include "scenarios/sweep/process_pool.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "core/error.h"

namespace orbitmesh {
namespace {

struct RunningJob {
  std::size_t job;
  ChildProcess process;
};

void wait_for_any(const std::vector<RunningJob>& running) {
  std::vector<const ChildProcess*> processes;
  for (const RunningJob& job : running) processes.push_back(&job.process);
  wait_for_any(processes, Duration::from_ms(500));
}

}  // namespace

void run_processes(const std::vector<ProcessJob>& jobs, int at_once, const ProcessPoolHooks& hooks,
                   const std::atomic<bool>* interrupted) {
  std::size_t next = 0;
  std::vector<RunningJob> running;
  const auto has_ended = [&](RunningJob& job) {
    const std::optional<ChildEnd> end = job.process.poll();
    if (end && hooks.after) hooks.after(job.job, *end);
    return end.has_value();
  };
  while (next < jobs.size() || !running.empty()) {
    if (interrupted != nullptr && *interrupted) throw Interrupted();
    while (next < jobs.size() && running.size() < static_cast<std::size_t>(at_once)) {
      if (hooks.before) hooks.before(next);
      const ProcessJob& job = jobs[next];
      running.push_back({next++, ChildProcess(job.arguments, job.log, job.time_limit)});
    }
    if (hooks.tick) hooks.tick(running.size());
    wait_for_any(running);
    running.erase(std::remove_if(running.begin(), running.end(), has_ended), running.end());
  }
  if (hooks.tick) hooks.tick(0);
}

std::string last_line(const std::filesystem::path& log) {
  std::ifstream stream(log);
  std::string line;
  std::string last;
  while (std::getline(stream, line)) {
    if (!line.empty()) last = line;
  }
  return last.substr(0, 500);
}

}  // namespace orbitmesh
