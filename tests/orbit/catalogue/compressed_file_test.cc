#include "orbit/catalogue/compressed_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/orbit/catalogue/sample_elements.h"

namespace orbitmesh {
namespace {

// "orbit\n" as xz -6 and gzip -9n pack it.
constexpr unsigned char kXz[] = {
    0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x04, 0xe6, 0xd6, 0xb4, 0x46, 0x02, 0x00, 0x21, 0x01,
    0x16, 0x00, 0x00, 0x00, 0x74, 0x2f, 0xe5, 0xa3, 0x01, 0x00, 0x05, 0x6f, 0x72, 0x62, 0x69, 0x74,
    0x0a, 0x00, 0x00, 0x00, 0x62, 0x0b, 0x50, 0x3e, 0x03, 0xcb, 0xcf, 0x51, 0x00, 0x01, 0x1e, 0x06,
    0xc1, 0x2f, 0xa4, 0x1d, 0x1f, 0xb6, 0xf3, 0x7d, 0x01, 0x00, 0x00, 0x00, 0x00, 0x04, 0x59, 0x5a};
constexpr unsigned char kGzip[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02,
                                   0x03, 0xcb, 0x2f, 0x4a, 0xca, 0x2c, 0xe1, 0x02, 0x00,
                                   0x48, 0x35, 0xdd, 0xb6, 0x06, 0x00, 0x00, 0x00};

template <std::size_t size>
std::string text_of(const unsigned char (&bytes)[size]) {
  return {reinterpret_cast<const char*>(bytes), size};
}

TEST(CompressedFile, FormatsAreToldApartByTheFirstBytes) {
  EXPECT_EQ(decompress(text_of(kXz), "a", 100), "orbit\n");
  EXPECT_EQ(decompress(text_of(kGzip), "a", 100), "orbit\n");
  EXPECT_EQ(decompress("orbit\n", "a", 100), "orbit\n");
  EXPECT_EQ(decompress("", "a", 100), "");
}

TEST(CompressedFile, ErrorsNameTheFile) {
  EXPECT_EQ(input_error_of([] { decompress(text_of(kXz).substr(0, 40), "a.tle", 100); }),
            "a.tle: is cut short: its .xz stream does not end");
}

TEST(CompressedFile, BoundsHoldForTheFileAndForWhatItHolds) {
  const std::filesystem::path path =
      std::filesystem::path(testing::TempDir()) /
      (std::string("orbitmesh_") + testing::UnitTest::GetInstance()->current_test_info()->name());
  std::ofstream(path, std::ios::binary) << text_of(kXz);
  const auto size = static_cast<std::int64_t>(sizeof kXz);
  EXPECT_EQ(read_compressed_file(path.string(), size), "orbit\n");
  EXPECT_EQ(input_error_of([&] { read_compressed_file(path.string(), size - 1); }),
            path.string() + ": is larger than the permitted 63 bytes");
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace orbitmesh
