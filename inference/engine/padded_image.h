#pragma once

#include <cstdint>
#include <vector>

#include "inference/engine/window.h"

namespace orbitmesh {

/// Channels of an image laid out for a window that slides over it: with its padding, and the
/// columns of each row sorted by their remainder modulo the window's stride. The pixels that
/// a tap meets at neighbouring positions then lie side by side, whatever the stride is.
class PaddedImage {
 public:
  explicit PaddedImage(const Window& window);

  /// Whether the image is laid out that way as it is.
  bool is_plain() const { return plain_; }
  /// Elements of a channel.
  std::int64_t plane() const { return height_ * row_; }
  /// Elements from a position to the one below.
  std::int64_t row_step() const { return window_.y.stride * row_; }

  /// Zeros for `channels` channels and kReadAhead more. Throws InputError for more elements
  /// than an array may have.
  void make_room(std::int64_t channels, std::vector<float>& to) const;
  /// Lays out channels where there is room for them; the zeros between pixels stay.
  void lay_out(const float* image, std::int64_t channels, std::vector<float>& to) const;

  /// For each tap of `channels` channels, in the order of the weights, where it meets the
  /// window's first position.
  void tap_offsets(std::int64_t channels, std::vector<std::int64_t>& offsets) const;

 private:
  void lay_out_row(const float* row, float* to) const;

  Window window_;
  std::int64_t height_;
  std::int64_t part_;  ///< columns of one remainder
  std::int64_t row_;
  bool plain_;
};

}  // namespace orbitmesh
