#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "wire/worker_messages.h"

namespace orbitmesh {

/// A weight array of a model, as faults address it.
struct WeightTensor {
  std::string name;
  std::uint64_t elements = 0;
  std::uint32_t bits_per_element = 32;
};

/// Executes one model. Deterministic: the same weights and input give the same bits. Not
/// thread-safe; one object a thread.
class Engine {
 public:
  virtual ~Engine() = default;

  /// All weight arrays: initializers and constants of floating-point type.
  virtual const std::vector<WeightTensor>& weights() const = 0;
  /// Inverts one bit of the weights; a second call restores it. Throws std::out_of_range
  /// for an address outside the model.
  virtual void flip(const WeightBit& bit) = 0;

  /// Shape of the input; -1 for a free first dimension.
  virtual const std::vector<std::int64_t>& input_shape() const = 0;
  /// Runs the model on one input. Throws InputError when the shape does not fit.
  virtual Tensor run(const Tensor& input) = 0;
  /// run() with one bit of what it computes inverted before anything reads it. Throws
  /// std::out_of_range for an address outside what this inference computes; engines that flip no
  /// activations do for all.
  virtual Tensor run_struck(const Tensor& /*input*/, const ActivationBit& /*bit*/) {
    throw std::out_of_range("this engine flips no activations");
  }
};

}  // namespace orbitmesh
