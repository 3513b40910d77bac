#include "scenarios/run_folder_io.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "core/error.h"

namespace orbitmesh {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, int error) {
  throw RunError(fmt::format("could not write '{}': {}", file.string(),
                             std::generic_category().message(error)));
}

/// An open file, closed at the end of its scope.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& file, int flags)
      : file_(file), fd_(::open(file.c_str(), flags | O_CLOEXEC, 0666)) {
    if (fd_ < 0) fail(file_, errno);
  }
  ~Descriptor() { ::close(fd_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void write(std::string_view content) {
    while (!content.empty()) {
      const ssize_t written = ::write(fd_, content.data(), content.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(file_, errno);
      content.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void flush() {
    // Some file systems cannot flush a folder and say EINVAL; that is no loss of data.
    if (::fsync(fd_) != 0 && errno != EINVAL) fail(file_, errno);
  }

 private:
  const std::filesystem::path& file_;
  int fd_;
};

void rename_and_flush_folder(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) fail(to, errno);
  const std::filesystem::path parent = to.parent_path();
  const std::filesystem::path folder = parent.empty() ? std::filesystem::path(".") : parent;
  Descriptor(folder, O_RDONLY | O_DIRECTORY).flush();
}

}  // namespace

void write_durably(const std::filesystem::path& file, std::string_view content) {
  std::filesystem::path temporary = file;
  temporary += ".tmp";
  try {
    Descriptor descriptor(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    descriptor.write(content);
    descriptor.flush();
  } catch (const RunError&) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    throw;
  }
  rename_and_flush_folder(temporary, file);
}

void rename_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
  Descriptor(from, O_RDONLY).flush();
  rename_and_flush_folder(from, to);
}

}  // namespace orbitmesh
