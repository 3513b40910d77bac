#include "orbit/catalogue/xz_decoder.h"

#include <fmt/format.h>
#include <lzma.h>

#include <algorithm>
#include <array>
#include <memory>

namespace orbitmesh {
namespace {

constexpr std::uint64_t kMaxMemory = std::uint64_t{128} << 20;

const char* reason(lzma_ret result) {
  switch (result) {
    case LZMA_BUF_ERROR:
      return "is cut short: its .xz stream does not end";
    case LZMA_MEMLIMIT_ERROR:
      return "needs more than 128 MiB of memory to unpack";
    case LZMA_OPTIONS_ERROR:
      return "is packed with a filter of .xz that is not known here";
    case LZMA_MEM_ERROR:
      return "cannot be unpacked: out of memory";
    default:
      return "is damaged: its .xz stream cannot be unpacked";
  }
}

}  // namespace

std::string decode_xz(std::string_view bytes, const SourceLocation& file, std::size_t max_bytes) {
  lzma_stream stream = LZMA_STREAM_INIT;
  const std::unique_ptr<lzma_stream, void (*)(lzma_stream*)> guard(&stream, lzma_end);
  lzma_ret result = lzma_stream_decoder(&stream, kMaxMemory, LZMA_CONCATENATED);
  stream.next_in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  stream.avail_in = bytes.size();
  std::string unpacked;
  std::array<std::uint8_t, 1 << 16> buffer;
  while (result == LZMA_OK) {
    stream.next_out = buffer.data();
    stream.avail_out = buffer.size();
    result = lzma_code(&stream, LZMA_FINISH);
    const std::size_t size = buffer.size() - stream.avail_out;
    if (size > max_bytes - unpacked.size()) {
      throw InputError(file, fmt::format("holds more than the permitted {} bytes", max_bytes));
    }
    unpacked.append(reinterpret_cast<const char*>(buffer.data()), size);
  }
  if (result != LZMA_STREAM_END) throw InputError(file, reason(result));
  return unpacked;
}

}  // namespace orbitmesh
