#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inference/engine/value.h"

namespace orbitmesh {

/// A constant array of a model.
struct OnnxTensor {
  std::string name;
  Value value;
  /// For an array stored as fp16: its bits; `value` holds the same numbers as fp32.
  std::vector<std::uint16_t> halves;
};

/// A named setting of a node. Only the member that `kind` names is set.
struct OnnxAttribute {
  enum class Kind { kFloat, kInteger, kText, kTensor, kFloats, kIntegers };

  std::string name;
  Kind kind = Kind::kInteger;
  float number = 0;
  std::int64_t integer = 0;
  std::string text;
  OnnxTensor tensor;
  std::vector<float> numbers;
  std::vector<std::int64_t> integers;
};

/// One operation. An empty name among the inputs or outputs is an optional one left out.
struct OnnxNode {
  std::string name;
  std::string op;
  std::string domain;
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
  std::vector<OnnxAttribute> attributes;

  /// "node 'conv1' (Conv)", for errors; without a name that of its first output.
  std::string label() const;
};

struct OnnxInput {
  std::string name;
  ElementType type = ElementType::kFloat;
  Shape shape;  ///< -1 where the model leaves a dimension free
};

/// A model as its file has it: decoded and bounded, not yet checked for sense.
struct OnnxModel {
  std::string file;  ///< named in errors
  std::int64_t opset = 0;
  std::vector<OnnxNode> nodes;
  std::vector<OnnxTensor> initializers;
  std::vector<OnnxInput> inputs;  ///< without those that are initializers
  std::vector<std::string> outputs;
};

}  // namespace orbitmesh
