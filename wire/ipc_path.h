#pragma once

#include <string>

#include "wire/endpoint.h"

namespace orbitmesh {

/// ZeroMQ removes whatever stands at the path of an ipc endpoint before it binds there.
/// Throws InputError when that is no socket, or one that somebody listens on. Other
/// transports pass.
void check_ipc_path_free(const Endpoint& endpoint);

/// A folder of its own, closed to other users, for a socket between processes of one run.
class IpcFolder {
 public:
  /// Under $TMPDIR, else the system's folder for temporary files. Throws RunError.
  IpcFolder();
  ~IpcFolder();
  IpcFolder(const IpcFolder&) = delete;
  IpcFolder& operator=(const IpcFolder&) = delete;

  /// "ipc://…" of a socket in the folder.
  std::string endpoint() const;

 private:
  std::string path_;
};

}  // namespace orbitmesh
