#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "inference/profile_library.h"
#include "inference/worker_pool.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// The user interrupted a run; `what()` says where its partial results are.
class InterruptedRun final : public Interrupted {
 public:
  explicit InterruptedRun(const std::filesystem::path& folder);
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string message_;
};

/// One run from a loaded scenario to a finished folder.
struct RunRequest {
  const Scenario& scenario;
  const ProfileLibrary& library;
  std::optional<std::filesystem::path> out;  ///< a numbered folder under runs/ without it
  bool show_progress = true;                 ///< on stderr
  const std::atomic<bool>* interrupted = nullptr;
  WorkerPoolOptions workers;  ///< where content is executed
  bool report = true;         ///< write report.html too
};

struct RunOutcome {
  std::string text;  ///< the summary for a person
  std::string json;  ///< the same for a program
  std::string digest;
  bool expectations_met = true;
  std::vector<std::string> warnings;
};

/// Runs it. The folder says "complete" afterwards; when an exception passes through, it
/// says "failed" or "interrupted" and why, and so does log.txt. Throws InputError before
/// anything is written, and RunError or InterruptedRun afterwards.
RunOutcome execute_run(const RunRequest& request);

}  // namespace orbitmesh
