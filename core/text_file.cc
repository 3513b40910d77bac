#include "core/text_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#include "core/error.h"

namespace orbitmesh {
namespace {

// Length of the well-formed UTF-8 sequence at the start of `text`, 0 when there is none
// (The Unicode Standard, table 3-7).
std::size_t utf8_sequence(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return 0;
  }
  if (lead == 0xe0 && byte(1) < 0xa0) return 0;  // overlong
  if (lead == 0xed && byte(1) > 0x9f) return 0;  // surrogate
  if (lead == 0xf0 && byte(1) < 0x90) return 0;  // overlong
  if (lead == 0xf4 && byte(1) > 0x8f) return 0;  // beyond U+10FFFF
  return length;
}

void check_text(const SourceLocation& file, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = text[i] == '\0' ? 0 : utf8_sequence(text.substr(i));
    if (length == 0) {
      throw InputError(file, fmt::format("is not a text file: byte {} (0x{:02x}) is not UTF-8 text",
                                         i + 1, static_cast<unsigned char>(text[i])));
    }
    i += length;
  }
}

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

std::string read_text_file(const std::string& path, std::int64_t max_bytes) {
  const SourceLocation file{path.empty() ? "(empty file name)" : path, 0, 0};
  check_regular(file, path);
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) throw InputError(file, std::string("cannot be read: ") + std::strerror(errno));
  // One byte more than permitted tells a file that is too large, even one that grows.
  std::string text(static_cast<std::size_t>(max_bytes) + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) throw InputError(file, "cannot be read");
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (static_cast<std::int64_t>(text.size()) > max_bytes) {
    throw InputError(file, fmt::format("is larger than the permitted {} bytes", max_bytes));
  }
  check_text(file, text);
  return text;
}

}  // namespace orbitmesh
