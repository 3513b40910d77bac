#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"

namespace orbitmesh {

/// How a child process ended.
struct ChildEnd {
  enum class How { kExited, kSignalled, kTimedOut };
  How how = How::kExited;
  int code = 0;  ///< exit code or number of the signal

  /// "exit code 3", "signal 11 (Segmentation fault)", "stopped after its time limit".
  std::string describe() const;
};

/// A program that runs beside this one, without input. It is killed when this object goes.
class ChildProcess {
 public:
  /// Starts `arguments[0]`, a path, with those arguments; standard output and error go to
  /// `log`, which is replaced. Throws RunError when that is not possible.
  ChildProcess(const std::vector<std::string>& arguments, const std::filesystem::path& log,
               std::optional<Duration> time_limit);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ~ChildProcess();

  /// How it ended; empty while it runs. Kills it when its time is up.
  std::optional<ChildEnd> poll();
  /// Readable once the process has ended; for poll(2).
  int descriptor() const { return pidfd_; }

 private:
  void kill_and_reap();

  int pid_ = -1;
  int pidfd_ = -1;
  std::int64_t deadline_ns_ = 0;  ///< of the host's steady clock; 0 for none
  bool timed_out_ = false;
};

/// Waits until one of `children` has ended or `timeout` has passed.
void wait_for_any(const std::vector<const ChildProcess*>& children, Duration timeout);

}  // namespace orbitmesh
