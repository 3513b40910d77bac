#include "scenarios/sweep/sweep_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "core/error.h"
#include "core/text_file.h"
#include "scenarios/run_folder_io.h"
#include "scenarios/stored_run.h"
#include "scenarios/sweep/sweep_manifest.h"

namespace orbitmesh {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMaxReason = 10'000;

void make_folders(const fs::path& path) {
  std::error_code error;
  for (const char* part : {"runs", "logs", "failed"}) {
    fs::create_directories(path / part, error);
    if (error) {
      throw RunError(
          fmt::format("'{}' cannot be made: {}", (path / part).string(), error.message()));
    }
  }
}

// Two shards that start at once write the same bytes.
void open_folder(const fs::path& path, const SweepPlan& plan) {
  const fs::path manifest = path / "sweep.json";
  std::error_code error;
  if (fs::exists(manifest, error)) {
    if (manifest_digest(manifest) != plan.digest) {
      throw InputError(fmt::format(
          "'{}' holds another sweep: scenario, profiles or version differ; choose another --out "
          "or remove it",
          path.string()));
    }
    return make_folders(path);
  }
  if (fs::exists(path, error) && !fs::is_empty(path, error)) {
    throw InputError(fmt::format("'{}' exists and is no sweep's folder", path.string()));
  }
  make_folders(path);
  write_durably(manifest, manifest_json(plan));
}

}  // namespace

SweepFolder::SweepFolder(fs::path path, const SweepPlan& plan)
    : path_(std::move(path)),
      digits_(std::max<std::size_t>(4, std::to_string(plan.runs.size()).size())) {
  open_folder(path_, plan);
}

std::string SweepFolder::number(const SweepRun& run) const {
  return fmt::format("{:0{}}", run.index, digits_);
}

fs::path SweepFolder::run_folder(const SweepRun& run) const { return path_ / "runs" / number(run); }

fs::path SweepFolder::log(const SweepRun& run) const {
  return path_ / "logs" / (number(run) + ".txt");
}

bool SweepFolder::finished(const SweepRun& run) const {
  return stored_run_state(run_folder(run)) == "complete";
}

void SweepFolder::prepare(const SweepRun& run) const {
  std::error_code error;
  fs::remove_all(run_folder(run), error);
  if (!error) fs::remove(path_ / "failed" / (number(run) + ".txt"), error);
  if (error) {
    throw RunError(fmt::format("what is left of run {} in '{}' cannot be removed: {}", run.index,
                               path_.string(), error.message()));
  }
}

void SweepFolder::set_failed(const SweepRun& run, const std::string& reason) const {
  write_durably(path_ / "failed" / (number(run) + ".txt"), reason + "\n");
}

std::optional<std::string> SweepFolder::failure(const SweepRun& run) const {
  const fs::path file = path_ / "failed" / (number(run) + ".txt");
  std::error_code error;
  if (!fs::exists(file, error)) return std::nullopt;
  std::string reason = read_text_file(file.string(), kMaxReason);
  while (!reason.empty() && reason.back() == '\n') reason.pop_back();
  return reason;
}

SweepFolder::Lock::Lock(const fs::path& file, const std::string& what)
    : descriptor_(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
  if (descriptor_ < 0) {
    throw RunError(fmt::format("'{}' cannot be opened: {}", file.string(), std::strerror(errno)));
  }
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    close(descriptor_);
    throw InputError(what);
  }
}

SweepFolder::Lock::~Lock() { close(descriptor_); }

SweepFolder::Lock SweepFolder::lock(const Shard& shard) const {
  return {path_ / fmt::format("lock.{}-of-{}", shard.index, shard.count),
          fmt::format("another process works on '{}'", path_.string())};
}

}  // namespace orbitmesh
