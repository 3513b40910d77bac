#include "orbit/catalogue/gzip_decoder.h"

#include <fmt/format.h>
#define ZLIB_CONST  // zlib's own switch for a const input
#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

namespace orbitmesh {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib.h: the largest window, and gzip's header and trailer

const char* reason(int result) {
  switch (result) {
    case Z_BUF_ERROR:
      return "is cut short: its gzip stream does not end";
    case Z_MEM_ERROR:
      return "cannot be unpacked: out of memory";
    default:
      return "is damaged: its gzip stream cannot be unpacked";
  }
}

/// zlib's counters have 32 bits; the bounds on files keep their sizes below that.
uInt narrow(std::size_t size) {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

}  // namespace

std::string decode_gzip(std::string_view bytes, const SourceLocation& file, std::size_t max_bytes) {
  z_stream stream = {};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) throw InputError(file, reason(Z_MEM_ERROR));
  const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<const Bytef*>(bytes.data());
  stream.avail_in = narrow(bytes.size());
  std::string unpacked;
  std::array<Bytef, 1 << 16> buffer;
  int result = Z_OK;
  while (result != Z_STREAM_END || stream.avail_in > 0) {
    if (result == Z_STREAM_END) inflateReset(&stream);
    stream.next_out = buffer.data();
    stream.avail_out = narrow(buffer.size());
    result = inflate(&stream, Z_NO_FLUSH);
    if (result != Z_OK && result != Z_STREAM_END) throw InputError(file, reason(result));
    const std::size_t size = buffer.size() - stream.avail_out;
    if (size > max_bytes - unpacked.size()) {
      throw InputError(file, fmt::format("holds more than the permitted {} bytes", max_bytes));
    }
    unpacked.append(reinterpret_cast<const char*>(buffer.data()), size);
  }
  return unpacked;
}

}  // namespace orbitmesh
