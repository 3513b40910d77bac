#pragma once

#include <cstddef>
#include <cstdint>

#include "wire/worker_messages.h"

namespace orbitmesh {

/// Inputs of a content model with their right answers, as ContentExecutor asks for them.
class ContentSamples {
 public:
  virtual ~ContentSamples() = default;

  virtual std::size_t size() const = 0;
  /// Precondition of both: i < size().
  virtual Tensor input(std::size_t i) const = 0;
  /// The class that a right answer names.
  virtual std::uint32_t label(std::size_t i) const = 0;
};

}  // namespace orbitmesh
