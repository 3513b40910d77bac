#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>

#include "inference/profile_library.h"
#include "scenarios/site/site_question.h"

namespace orbitmesh {

/// One answer to a SiteQuestion, from the scenarios to the reports.
struct SiteStudyRequest {
  const SiteQuestion& question;
  const ProfileLibrary& library;
  /// Folder to make, for site.json, site.html and the scenarios: site.toml and one for each
  /// variant; it must not exist or be empty. Nothing is written without it.
  std::optional<std::filesystem::path> out;
  bool show_progress = true;  ///< on stderr
  const std::atomic<bool>* interrupted = nullptr;
};

struct SiteStudyOutcome {
  std::string text;
  std::string json;
  bool all_met = true;
};

/// Throws InputError for a question that has no answer; RunError, Interrupted. The folder is made
/// first, and stays empty until all runs have ended.
SiteStudyOutcome study_site(const SiteStudyRequest& request);

}  // namespace orbitmesh
