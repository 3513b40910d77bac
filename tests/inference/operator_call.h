#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/simd_level.h"
#include "inference/engine/kernel_set.h"
#include "inference/engine/onnx_model.h"

namespace orbitmesh {

Value float_value(Shape shape, std::vector<float> elements);
Value integer_value(Shape shape, std::vector<std::int64_t> elements);

OnnxAttribute integer_attribute(std::string name, std::int64_t integer);
OnnxAttribute integers_attribute(std::string name, std::vector<std::int64_t> integers);
OnnxAttribute number_attribute(std::string name, float number);
OnnxAttribute text_attribute(std::string name, std::string text);
OnnxAttribute tensor_attribute(std::string name, Value value);

/// One operator on its own.
struct OperatorCall {
  std::string op;
  std::vector<Value> inputs;
  std::vector<OnnxAttribute> attributes = {};
  std::int64_t opset = 13;
  SimdLevel simd = SimdLevel::kBaseline;
  KernelSet kernels = KernelSet::kPortable;

  /// The first output.
  Value run() const;
  std::vector<Value> run_all(std::size_t output_count) const;
};

/// Stands for an optional input that is left out.
Value absent();

}  // namespace orbitmesh
