#include "orbit/catalogue/gzip_decoder.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

#include "tests/orbit/catalogue/sample_elements.h"

namespace orbitmesh {
namespace {

const SourceLocation kFile{"a.gz", 0, 0};
constexpr std::size_t kBound = 1 << 20;

std::string packed(std::string text) {
  constexpr int kGzipWindow = 15 + 16;
  z_stream stream = {};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string bytes(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  bytes.resize(stream.total_out);
  deflateEnd(&stream);
  return bytes;
}

std::string error_of(const std::string& bytes, std::size_t max_bytes = kBound) {
  return input_error_of([&] { decode_gzip(bytes, kFile, max_bytes); });
}

TEST(GzipDecoder, UnpacksWhatWasPacked) {
  for (const std::string& text : {std::string(), iss_tle(), std::string(300'000, 'x')}) {
    EXPECT_EQ(decode_gzip(packed(text), kFile, kBound), text);
  }
}

TEST(GzipDecoder, MembersOneAfterTheOtherAreOneText) {
  EXPECT_EQ(decode_gzip(packed("one ") + packed("two"), kFile, kBound), "one two");
}

TEST(GzipDecoder, EveryCutIsAnError) {
  const std::string bytes = packed(iss_tle());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(error_of(bytes.substr(0, size)), "a.gz: is cut short: its gzip stream does not end");
  }
}

TEST(GzipDecoder, DamageIsFound) {
  const std::string expected = "a.gz: is damaged: its gzip stream cannot be unpacked";
  std::string bytes = packed(iss_tle());
  bytes[bytes.size() - 6] ^= 0x10;  // of the checksum
  EXPECT_EQ(error_of(bytes), expected);
  EXPECT_EQ(error_of(packed("x") + "tail"), expected);
}

TEST(GzipDecoder, NoMoreIsUnpackedThanPermitted) {
  const std::string bomb = packed(std::string(50'000'000, '\0'));
  EXPECT_LT(bomb.size(), 100'000u);
  EXPECT_EQ(error_of(bomb), "a.gz: holds more than the permitted 1048576 bytes");
  EXPECT_EQ(decode_gzip(packed("1234"), kFile, 4), "1234");
  EXPECT_EQ(error_of(packed("12345"), 4), "a.gz: holds more than the permitted 4 bytes");
}

}  // namespace
}  // namespace orbitmesh
