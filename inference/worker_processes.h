#pragma once

#include <string>
#include <vector>

namespace orbitmesh {

/// Worker processes of this machine, started by a pool; they are gone when this is left.
class WorkerProcesses {
 public:
  /// Starts `count` times PROGRAM with ARGUMENTS, by posix_spawn, each in a process group
  /// of its own, so that Ctrl-C reaches the runner alone. Throws RunError.
  WorkerProcesses(int count, const std::string& program, const std::vector<std::string>& arguments);
  /// Asks them to end (SIGTERM) and kills those that have not after 2 s of the host's time.
  ~WorkerProcesses();
  WorkerProcesses(const WorkerProcesses&) = delete;
  WorkerProcesses& operator=(const WorkerProcesses&) = delete;

  /// Looks which have ended.
  void update();
  /// Process ids of those that run, as of the last update().
  const std::vector<int>& running() const { return running_; }
  /// How the last one that ended did, e.g. "exit code 3"; empty when none has.
  const std::string& last_end() const { return last_end_; }

 private:
  void kill_all();

  std::vector<int> running_;
  std::string last_end_;
};

}  // namespace orbitmesh
