#include "wire/ipc_path.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "core/error.h"

namespace orbitmesh {
namespace {

bool somebody_listens(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return false;
  std::memcpy(address.sun_path, path.data(), path.size());
  const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (probe < 0) return false;
  const bool connected =
      connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(probe);
  return connected;
}

}  // namespace

void check_ipc_path_free(const Endpoint& endpoint) {
  if (endpoint.transport != Transport::kIpc) return;
  struct stat status {};
  if (lstat(endpoint.address.c_str(), &status) != 0) return;
  if (!S_ISSOCK(status.st_mode)) {
    throw InputError("cannot listen on '" + endpoint.text + "': a file that is no socket is there");
  }
  if (somebody_listens(endpoint.address)) {
    throw InputError("cannot listen on '" + endpoint.text + "': another program does already");
  }
}

IpcFolder::IpcFolder() {
  std::error_code error;
  const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
  path_ = (parent / "orbitmesh-XXXXXX").string();
  if (error || mkdtemp(path_.data()) == nullptr) {
    throw RunError("no folder for a socket at '" + path_ + "': " + std::strerror(errno));
  }
}

IpcFolder::~IpcFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string IpcFolder::endpoint() const { return "ipc://" + path_ + "/workers"; }

}  // namespace orbitmesh
