#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "scenarios/sweep/sweep_plan.h"

namespace orbitmesh {

/// Part `index` of `count`, from 1: the runs k with k mod count = index - 1.
struct Shard {
  std::int64_t index = 1;
  std::int64_t count = 1;

  bool holds(const SweepRun& run) const { return run.index % count == index - 1; }
};

/// The folder of a sweep:
///
///     sweep.json            what is run, with the plan's digest
///     runs/0000/            a run's folder
///     logs/0000.txt         what the run's process printed
///     failed/0000.txt       why the run failed, if it did, until it is tried again
///     sweep.sqlite, sweep.csv, summary.txt   results, once all runs have ended
///
/// Several machines may work in one folder, each on its shard.
class SweepFolder {
 public:
  /// Makes the folder or opens it again. Throws InputError when it holds something else or
  /// the sweep of another plan, RunError when it cannot be written.
  SweepFolder(std::filesystem::path path, const SweepPlan& plan);

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path run_folder(const SweepRun& run) const;
  std::filesystem::path log(const SweepRun& run) const;

  /// The run's folder is complete.
  bool finished(const SweepRun& run) const;
  /// Removes what an earlier try of the run left.
  void prepare(const SweepRun& run) const;
  /// Notes that the run came to no end, and why.
  void set_failed(const SweepRun& run, const std::string& reason) const;
  /// Why the run failed; empty when it has not, or was not tried.
  std::optional<std::string> failure(const SweepRun& run) const;

  /// Holds the shard for this process until the object goes. Throws InputError when another
  /// process holds it.
  class Lock {
   public:
    Lock(const std::filesystem::path& file, const std::string& what);
    ~Lock();
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

   private:
    int descriptor_;
  };
  Lock lock(const Shard& shard) const;

 private:
  std::string number(const SweepRun& run) const;

  std::filesystem::path path_;
  std::size_t digits_;
};

}  // namespace orbitmesh
