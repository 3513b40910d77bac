#include "orbit/catalogue/compressed_file.h"

#include <string_view>

#include "core/error.h"
#include "core/file_bytes.h"
#include "orbit/catalogue/gzip_decoder.h"
#include "orbit/catalogue/xz_decoder.h"

namespace orbitmesh {
namespace {

constexpr std::string_view kXzMagic(
    "\xfd"
    "7zXZ\0",
    6);
constexpr std::string_view kGzipMagic = "\x1f\x8b";

bool starts_with(std::string_view bytes, std::string_view magic) {
  return bytes.substr(0, magic.size()) == magic;
}

}  // namespace

std::string read_compressed_file(const std::string& file, std::int64_t max_bytes) {
  return decompress(read_file_bytes(file, max_bytes), file, max_bytes);
}

std::string decompress(std::string bytes, const std::string& source, std::int64_t max_bytes) {
  const auto most = static_cast<std::size_t>(max_bytes);
  const SourceLocation file{source, 0, 0};
  if (starts_with(bytes, kXzMagic)) return decode_xz(bytes, file, most);
  if (starts_with(bytes, kGzipMagic)) return decode_gzip(bytes, file, most);
  return bytes;
}

}  // namespace orbitmesh
