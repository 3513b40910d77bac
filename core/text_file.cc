#include "core/text_file.h"

#include <fmt/format.h>

#include <string_view>

#include "core/error.h"
#include "core/file_bytes.h"

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

}  // namespace

std::string read_text_file(const std::string& path, std::int64_t max_bytes) {
  std::string text = read_file_bytes(path, max_bytes);
  check_text({path, 0, 0}, text);
  return text;
}

}  // namespace orbitmesh
