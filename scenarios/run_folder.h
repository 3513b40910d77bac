#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/time.h"
#include "scenarios/catalogue_info.h"
#include "scenarios/fault_summary.h"

namespace orbitmesh {

/// What run.json says beside the state.
struct RunInfo {
  std::string scenario;
  std::uint64_t seed = 0;
  std::vector<std::pair<std::string, std::string>> versions;  ///< {"orbitmesh", "0.1.0"}, ...
  Duration simulated;                                         ///< virtual time covered so far
  double wall_s = 0;                                          ///< [s] of the host's clock
  bool deterministic = true;
  std::vector<std::string> warnings;
  std::vector<CatalogueInfo> catalogues;
  std::string digest;                  ///< empty unless complete
  std::optional<FaultSummary> faults;  ///< where radiation acts on some node
};

/// The folder of one run. Its run.json is at any time in one of the states "running",
/// "complete", "failed" and "interrupted", the last three final; it is replaced
/// atomically. results.sqlite exists only when the run is complete: until then, and for
/// good in a run that failed or was interrupted, the rows written so far stand in
/// results.sqlite.part, which no verb reads and which may be deleted. When the disk is too
/// full even for run.json to say that the run failed, that file is deleted to make room.
class RunFolder {
 public:
  /// Makes the folder, with its parents. Throws InputError when `path` exists and is not
  /// an empty folder or when it may not be made, RunError when the disk is full.
  static RunFolder create(const std::filesystem::path& path);

  /// Makes `parent`/<scenario>-<seed>-NNN with the lowest free number from 001.
  static RunFolder create_numbered(const std::filesystem::path& parent, std::string_view scenario,
                                   std::uint64_t seed);

  RunFolder(RunFolder&& other) noexcept;
  RunFolder& operator=(RunFolder&&) = delete;
  /// A run still in state "running", as when an exception passes through, becomes
  /// "failed".
  ~RunFolder();

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path results() const { return path_ / "results.sqlite"; }
  std::filesystem::path results_part() const { return path_ / "results.sqlite.part"; }

  /// The scenario with every default explicit, as resolved.toml.
  void write_resolved(std::string_view toml) const;

  /// Appends a line to log.txt. Throws RunError when it cannot be written.
  void log(std::string_view line) const;

  /// State "running". Call once, first.
  void begin(const RunInfo& info);
  /// The final states; exactly one of them, once, after begin().
  void complete(const RunInfo& info);
  void fail(const RunInfo& info, std::string_view error);
  void interrupt(const RunInfo& info);

 private:
  enum class State { kNew, kRunning, kFinal };
  explicit RunFolder(std::filesystem::path path) : path_(std::move(path)) {}
  void end(std::string_view name, const RunInfo& info, std::string_view error);
  void end_without_results(std::string_view name, const RunInfo& info, std::string_view error);
  void write_state(std::string_view name, const RunInfo& info, std::string_view error) const;

  std::filesystem::path path_;
  State state_ = State::kNew;
  RunInfo begun_with_;
};

}  // namespace orbitmesh
