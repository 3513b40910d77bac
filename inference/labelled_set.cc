#include "inference/labelled_set.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr std::string_view kMagic("OMSET1\0\0", 8);
constexpr std::size_t kHeaderBytes = 8 + 4 * 4;
constexpr std::uint32_t kMaxExtent = 4096;

/// A little-endian integer.
std::uint32_t read_uint32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

}  // namespace

LabelledSet LabelledSet::decode(std::string_view bytes, const std::string& file) {
  const auto fail = [&](const std::string& message) {
    throw InputError({file, 0, 0}, "is no set of labelled images: " + message);
  };
  if (bytes.size() < kHeaderBytes || bytes.substr(0, kMagic.size()) != kMagic) {
    fail("it does not start with OMSET1 and a header of 24 bytes");
  }
  const std::uint64_t count = read_uint32(bytes, 8);
  const std::uint32_t rows = read_uint32(bytes, 12);
  const std::uint32_t columns = read_uint32(bytes, 16);
  const std::uint32_t largest = read_uint32(bytes, 20);
  if (rows < 1 || rows > kMaxExtent || columns < 1 || columns > kMaxExtent) {
    fail(fmt::format("{} x {} pixels; expected 1 to {}", rows, columns, kMaxExtent));
  }
  if (largest < 1 || largest > 255) fail(fmt::format("a largest pixel of {}", largest));
  const std::uint64_t image_bytes = std::uint64_t{rows} * columns + 1;
  if (bytes.size() - kHeaderBytes != count * image_bytes) {
    fail(fmt::format("{} bytes of images; expected {} for {} images", bytes.size() - kHeaderBytes,
                     count * image_bytes, count));
  }
  LabelledSet set;
  set.rows_ = rows;
  set.columns_ = columns;
  set.largest_pixel_ = static_cast<float>(largest);
  for (std::size_t at = kHeaderBytes; at < bytes.size(); at += image_bytes) {
    const std::string_view image = bytes.substr(at, image_bytes);
    set.labels_.push_back(static_cast<unsigned char>(image[0]));
    set.pixels_.insert(set.pixels_.end(), image.begin() + 1, image.end());
  }
  if (std::any_of(set.pixels_.begin(), set.pixels_.end(),
                  [&](unsigned char pixel) { return pixel > largest; })) {
    fail(fmt::format("a pixel above {}", largest));
  }
  return set;
}

Tensor LabelledSet::input(std::size_t i) const {
  Tensor tensor{{1, 1, rows_, columns_}, {}};
  const auto size = static_cast<std::size_t>(rows_ * columns_);
  tensor.values.reserve(size);
  for (std::size_t pixel = i * size; pixel < (i + 1) * size; ++pixel) {
    tensor.values.push_back(static_cast<float>(pixels_[pixel]) / largest_pixel_);
  }
  return tensor;
}

}  // namespace orbitmesh
