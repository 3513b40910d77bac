#include "orbit/catalogue/xz_decoder.h"

#include <gtest/gtest.h>
#include <lzma.h>

#include <string>

#include "tests/orbit/catalogue/sample_elements.h"

namespace orbitmesh {
namespace {

const SourceLocation kFile{"a.xz", 0, 0};
constexpr std::size_t kBound = 1 << 20;

std::string packed(const std::string& text, std::uint32_t preset = 6) {
  std::string bytes(lzma_stream_buffer_bound(text.size()), '\0');
  std::size_t size = 0;
  const auto* input = reinterpret_cast<const std::uint8_t*>(text.data());
  auto* output = reinterpret_cast<std::uint8_t*>(bytes.data());
  EXPECT_EQ(lzma_easy_buffer_encode(preset, LZMA_CHECK_CRC64, nullptr, input, text.size(), output,
                                    &size, bytes.size()),
            LZMA_OK);
  bytes.resize(size);
  return bytes;
}

std::string error_of(const std::string& bytes, std::size_t max_bytes = kBound) {
  return input_error_of([&] { decode_xz(bytes, kFile, max_bytes); });
}

TEST(XzDecoder, UnpacksWhatWasPacked) {
  for (const std::string& text : {std::string(), iss_tle(), std::string(300'000, 'x')}) {
    EXPECT_EQ(decode_xz(packed(text), kFile, kBound), text);
  }
}

TEST(XzDecoder, TheGreatestPresetOfTheToolFits) {
  EXPECT_EQ(decode_xz(packed("x", 9 | LZMA_PRESET_EXTREME), kFile, kBound), "x");
}

TEST(XzDecoder, StreamsOneAfterTheOtherAreOneText) {
  EXPECT_EQ(decode_xz(packed("one ") + packed("two"), kFile, kBound), "one two");
}

TEST(XzDecoder, EveryCutIsAnError) {
  const std::string bytes = packed(iss_tle());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(error_of(bytes.substr(0, size)), "a.xz: is cut short: its .xz stream does not end");
  }
}

TEST(XzDecoder, DamageIsFound) {
  const std::string expected = "a.xz: is damaged: its .xz stream cannot be unpacked";
  std::string bytes = packed(iss_tle());
  bytes[bytes.size() / 2] ^= 0x10;
  EXPECT_EQ(error_of(bytes), expected);
  EXPECT_EQ(error_of(packed("x") + "other bytes, as long as a header"), expected);
}

TEST(XzDecoder, NoMoreIsUnpackedThanPermitted) {
  const std::string bomb = packed(std::string(50'000'000, '\0'));
  EXPECT_LT(bomb.size(), 10'000u);
  EXPECT_EQ(error_of(bomb), "a.xz: holds more than the permitted 1048576 bytes");
  EXPECT_EQ(decode_xz(packed("1234"), kFile, 4), "1234");
  EXPECT_EQ(error_of(packed("12345"), 4), "a.xz: holds more than the permitted 4 bytes");
}

}  // namespace
}  // namespace orbitmesh
