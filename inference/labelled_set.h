#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wire/worker_messages.h"

namespace orbitmesh {

/// Images of one size with the class that each shows.
class LabelledSet {
 public:
  /// Decodes the format of models/README.md; `file` stands in the errors. Throws InputError
  /// for what is malformed.
  static LabelledSet decode(std::string_view bytes, const std::string& file);

  std::size_t size() const { return labels_.size(); }
  /// Image `i` as [1, 1, rows, columns], pixels from 0 to 1. Precondition: i < size().
  Tensor input(std::size_t i) const;
  /// Class of image `i`. Precondition: i < size().
  std::uint32_t label(std::size_t i) const { return labels_[i]; }

 private:
  std::int64_t rows_ = 0;
  std::int64_t columns_ = 0;
  float largest_pixel_ = 1;
  std::vector<std::uint32_t> labels_;
  std::vector<unsigned char> pixels_;
};

}  // namespace orbitmesh
