#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "scenarios/sweep/child_process.h"

namespace orbitmesh {

/// A program to run beside others.
struct ProcessJob {
  std::vector<std::string> arguments;  ///< the first is the program's path
  std::filesystem::path log;
  std::optional<Duration> time_limit;
};

/// What happens around the jobs; each may be empty.
struct ProcessPoolHooks {
  std::function<void(std::size_t job)> before;
  std::function<void(std::size_t job, const ChildEnd& end)> after;
  std::function<void(std::size_t running)> tick;  ///< after every change, and twice a second
};

/// Runs all jobs in their order, `at_once` of them at a time. Throws Interrupted, after it has
/// killed the running ones, when `interrupted` is set, and RunError when a program cannot be
/// started.
void run_processes(const std::vector<ProcessJob>& jobs, int at_once, const ProcessPoolHooks& hooks,
                   const std::atomic<bool>* interrupted);

/// The last line of a log that is not empty, 500 characters at most; for error messages.
std::string last_line(const std::filesystem::path& log);

}  // namespace orbitmesh
