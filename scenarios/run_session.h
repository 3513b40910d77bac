#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "inference/profile_library.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// One run from a loaded scenario to a finished folder.
struct RunRequest {
  const Scenario& scenario;
  const ProfileLibrary& library;
  std::optional<std::filesystem::path> out;  ///< a numbered folder under runs/ without it
  bool show_progress = true;                 ///< on stderr
  const std::atomic<bool>* interrupted = nullptr;
};

struct RunOutcome {
  std::string text;  ///< the summary for a person
  std::string json;  ///< the same for a program
  std::string digest;
  bool expectations_met = true;
  std::vector<std::string> warnings;
};

/// Runs it. The folder says "complete" afterwards; when an exception passes through, it
/// says "failed" or "interrupted" and why. Throws InputError before anything is
/// written, and RunError or Interrupted afterwards.
RunOutcome execute_run(const RunRequest& request);

}  // namespace orbitmesh
