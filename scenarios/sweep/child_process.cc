#include "scenarios/sweep/child_process.h"

#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <utility>

#include "core/error.h"
#include "core/spawn_settings.h"

extern char** environ;

namespace orbitmesh {
namespace {

std::int64_t steady_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

std::string ChildEnd::describe() const {
  switch (how) {
    case How::kExited:
      return fmt::format("exit code {}", code);
    case How::kSignalled:
      return fmt::format("signal {} ({})", code, strsignal(code));
    case How::kTimedOut:
      break;
  }
  return "stopped after its time limit";
}

ChildProcess::ChildProcess(const std::vector<std::string>& arguments,
                           const std::filesystem::path& log, std::optional<Duration> time_limit) {
  SpawnSettings settings;
  settings.send_output_to(log.string());
  settings.send_errors_to_output();
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const int error =
      posix_spawn(&pid_, argv[0], settings.actions(), settings.attributes(), argv.data(), environ);
  if (error != 0) {
    pid_ = -1;
    throw RunError(fmt::format("'{}' cannot be started: {}", arguments[0], std::strerror(error)));
  }
  // glibc 2.36 declares pidfd_open() without C linkage.
  pidfd_ = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  if (pidfd_ < 0) {
    const std::string reason = std::strerror(errno);
    kill_and_reap();
    throw RunError("cannot watch a process: " + reason);
  }
  if (time_limit) deadline_ns_ = steady_ns() + time_limit->ns();
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      pidfd_(std::exchange(other.pidfd_, -1)),
      deadline_ns_(other.deadline_ns_),
      timed_out_(other.timed_out_) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(pidfd_, other.pidfd_);
  std::swap(deadline_ns_, other.deadline_ns_);
  std::swap(timed_out_, other.timed_out_);
  return *this;
}

ChildProcess::~ChildProcess() {
  kill_and_reap();
  if (pidfd_ >= 0) close(pidfd_);
}

void ChildProcess::kill_and_reap() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

std::optional<ChildEnd> ChildProcess::poll() {
  if (deadline_ns_ != 0 && !timed_out_ && steady_ns() >= deadline_ns_) {
    timed_out_ = true;
    kill(pid_, SIGKILL);
  }
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
  pid_ = -1;
  if (WIFEXITED(status)) return ChildEnd{ChildEnd::How::kExited, WEXITSTATUS(status)};
  if (timed_out_) return ChildEnd{ChildEnd::How::kTimedOut, 0};
  return ChildEnd{ChildEnd::How::kSignalled, WTERMSIG(status)};
}

void wait_for_any(const std::vector<const ChildProcess*>& children, Duration timeout) {
  std::vector<pollfd> watched;
  for (const ChildProcess* child : children) watched.push_back({child->descriptor(), POLLIN, 0});
  ::poll(watched.data(), watched.size(), static_cast<int>(timeout.ns() / 1'000'000));
}

}  // namespace orbitmesh
