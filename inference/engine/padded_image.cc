#include "inference/engine/padded_image.h"

#include <algorithm>

#include "inference/engine/loops/inner_loops.h"

namespace orbitmesh {
namespace {

std::int64_t padded(const WindowAxis& axis) { return axis.in + axis.pad_begin + axis.pad_end; }

}  // namespace

PaddedImage::PaddedImage(const Window& window)
    : window_(window),
      height_(padded(window.y)),
      part_((padded(window.x) + window.x.stride - 1) / window.x.stride),
      row_(part_ * window.x.stride),
      plain_(height_ == window.y.in && padded(window.x) == window.x.in && window.x.stride == 1) {}

void PaddedImage::lay_out_row(const float* row, float* to) const {
  const WindowAxis& x = window_.x;
  if (x.stride == 1) {
    std::copy_n(row, x.in, to + x.pad_begin);
    return;
  }
  for (std::int64_t first = 0; first < std::min(x.stride, x.in); ++first) {
    const std::int64_t column = first + x.pad_begin;
    float* const part = to + column % x.stride * part_ + column / x.stride;
    const std::int64_t count = (x.in - first + x.stride - 1) / x.stride;
    if (x.stride == 2) {  // a step that the compiler vectorises
      for (std::int64_t i = 0; i < count; ++i) part[i] = row[first + 2 * i];
    } else {
      for (std::int64_t i = 0; i < count; ++i) part[i] = row[first + x.stride * i];
    }
  }
}

void PaddedImage::make_room(std::int64_t channels, std::vector<float>& to) const {
  to.assign(static_cast<std::size_t>(element_count({channels, height_, row_}) + kReadAhead), 0.0F);
}

void PaddedImage::lay_out(const float* image, std::int64_t channels, std::vector<float>& to) const {
  const WindowAxis& y = window_.y;
  for (std::int64_t c = 0; c < channels; ++c) {
    for (std::int64_t row = 0; row < y.in; ++row) {
      lay_out_row(image + (c * y.in + row) * window_.x.in,
                  to.data() + c * plane() + (row + y.pad_begin) * row_);
    }
  }
}

void PaddedImage::tap_offsets(std::int64_t channels, std::vector<std::int64_t>& offsets) const {
  const WindowAxis& x = window_.x;
  offsets.clear();
  for (std::int64_t c = 0; c < channels; ++c) {
    for (std::int64_t i = 0; i < window_.y.kernel; ++i) {
      for (std::int64_t j = 0; j < x.kernel; ++j) {
        const std::int64_t column = j * x.dilation;
        offsets.push_back(c * plane() + i * window_.y.dilation * row_ + column % x.stride * part_ +
                          column / x.stride);
      }
    }
  }
}

}  // namespace orbitmesh
