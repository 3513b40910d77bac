#pragma once

#include <spawn.h>

#include <string>

namespace orbitmesh {

/// What a program started by posix_spawn() gets: no input, default signals, a process group of
/// its own, so that Ctrl-C reaches the parent alone.
class SpawnSettings {
 public:
  SpawnSettings();
  ~SpawnSettings();
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  /// Standard output goes to `file`, which is made or replaced.
  void send_output_to(const std::string& file);
  /// Standard error goes where standard output does.
  void send_errors_to_output();
  /// The program runs in `folder`; a relative path of an output given before is not from there.
  void run_in(const std::string& folder);

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

}  // namespace orbitmesh
