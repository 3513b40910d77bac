#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inference/engine/value.h"
#include "inference/weight_format.h"

namespace orbitmesh {

struct OnnxGraph;

/// A constant array of a model.
struct OnnxTensor {
  std::string name;
  Value value;
  /// How the file has floats; `value` holds the same numbers as fp32.
  WeightFormat stored = WeightFormat::kFp32;
  /// Whether faults may strike it, if it has floats; not the value of an input that was fixed.
  bool is_weight = true;
};

/// A named setting of a node. Only the member that `kind` names is set.
struct OnnxAttribute {
  enum class Kind { kFloat, kInteger, kText, kTensor, kGraph, kFloats, kIntegers };

  std::string name;
  Kind kind = Kind::kInteger;
  float number = 0;
  std::int64_t integer = 0;
  std::string text;
  OnnxTensor tensor;
  std::vector<OnnxGraph> graph;  ///< exactly one for kGraph
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
  /// Takes arrays of any type and shape: an input that a cut made.
  bool is_open = false;
};

/// A graph as its file has it: decoded and bounded, not yet checked for sense.
struct OnnxGraph {
  std::vector<OnnxNode> nodes;
  std::vector<OnnxTensor> initializers;
  std::vector<OnnxInput> inputs;  ///< without those that are initializers
  std::vector<std::string> outputs;
};

/// A model: its main graph, whose nodes hold the nested ones.
struct OnnxModel : OnnxGraph {
  std::string file;  ///< named in errors
  std::int64_t opset = 0;
};

/// Makes the input `name` a constant, as for a sampling rate that is always the same. Throws
/// InputError for a name or a type that the model does not have.
void fix_input(OnnxModel& model, const std::string& name, Value value);

}  // namespace orbitmesh
