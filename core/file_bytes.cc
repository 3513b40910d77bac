#include "core/file_bytes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "core/error.h"

namespace orbitmesh {
namespace {

void check_regular(const SourceLocation& file, const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    throw InputError(file, "no such file");
  }
  if (error) throw InputError(file, "cannot be read: " + error.message());
  if (std::filesystem::is_directory(status)) {
    throw InputError(file, "is a directory; expected a file");
  }
  if (!std::filesystem::is_regular_file(status)) throw InputError(file, "is not a regular file");
}

}  // namespace

std::string read_file_bytes(const std::string& path, std::int64_t max_bytes) {
  constexpr std::size_t kFirstRead = 1 << 16;
  const SourceLocation file{path.empty() ? "(empty file name)" : path, 0, 0};
  check_regular(file, path);
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) throw InputError(file, std::string("cannot be read: ") + std::strerror(errno));
  // One byte more than permitted tells a file that is too large, even one that grows.
  const std::size_t most = static_cast<std::size_t>(max_bytes) + 1;
  std::string bytes;
  std::size_t size = 0;
  while (in && size < most) {
    bytes.resize(std::min(most, std::max(kFirstRead, 2 * size)));
    in.read(bytes.data() + size, static_cast<std::streamsize>(bytes.size() - size));
    size += static_cast<std::size_t>(in.gcount());
  }
  if (in.bad()) throw InputError(file, "cannot be read");
  if (size == most) {
    throw InputError(file, fmt::format("is larger than the permitted {} bytes", max_bytes));
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace orbitmesh
