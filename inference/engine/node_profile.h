#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace orbitmesh {

/// An array that a node makes, and its size.
struct ArraySize {
  std::string name;
  std::int64_t bytes = 0;
};

/// What one node of a model took in one inference. Bytes are those of the arrays as the
/// executor stores them: 4 an activation, 8 an integer, and the weight format's own.
struct NodeProfile {
  std::string label;
  std::string op;
  /// Two for each multiply-add of a convolution, a matrix product or an LSTM and for each
  /// element that a pool's window covers [FLOP]; other operators count as none.
  double flops = 0;
  std::int64_t weight_bytes = 0;
  std::int64_t input_bytes = 0;  ///< of activations
  std::vector<ArraySize> outputs;

  std::int64_t output_bytes() const {
    std::int64_t bytes = 0;
    for (const ArraySize& array : outputs) bytes += array.bytes;
    return bytes;
  }
};

}  // namespace orbitmesh
