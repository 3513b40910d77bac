#include "inference/engine/onnx_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>

#include "core/error.h"
#include "inference/engine/onnx_tensor_reader.h"
#include "inference/engine/protobuf_reader.h"

// The numbers in the case labels are the field numbers of onnx.proto.

namespace orbitmesh {
namespace {

using Kind = OnnxAttribute::Kind;

OnnxGraph read_graph(ProtobufReader message);

/// AttributeProto.AttributeType
Kind attribute_kind(std::int64_t type, const ProtobufReader& message) {
  switch (type) {
    case 1:
      return Kind::kFloat;
    case 2:
      return Kind::kInteger;
    case 3:
      return Kind::kText;
    case 4:
      return Kind::kTensor;
    case 5:
      return Kind::kGraph;
    case 6:
      return Kind::kFloats;
    case 7:
      return Kind::kIntegers;
    default:
      message.fail(fmt::format(
          "attribute type {} is not supported; lists of texts, tensors and graphs are not", type));
  }
}

OnnxAttribute read_attribute(ProtobufReader message) {
  OnnxAttribute attribute;
  std::int64_t type = 0;
  while (message.next()) {
    switch (message.field()) {
      case 1:
        attribute.name = message.text();
        break;
      case 2:
        attribute.number = message.float32();
        break;
      case 3:
        attribute.integer = message.integer();
        break;
      case 4:
        attribute.text = message.text();
        break;
      case 5:
        attribute.tensor = read_onnx_tensor(message.message());
        break;
      case 6:
        attribute.graph.assign(1, read_graph(message.message()));
        break;
      case 7:
        message.append_floats(attribute.numbers);
        break;
      case 8:
        message.append_integers(attribute.integers);
        break;
      case 20:
        type = message.integer();
        break;
      default:
        break;
    }
  }
  attribute.kind = attribute_kind(type, message);
  if (attribute.kind == Kind::kGraph && attribute.graph.empty()) message.fail("a graph is missing");
  return attribute;
}

OnnxNode read_node(ProtobufReader message) {
  OnnxNode node;
  while (message.next()) {
    switch (message.field()) {
      case 1:
        node.inputs.push_back(message.text());
        break;
      case 2:
        node.outputs.push_back(message.text());
        break;
      case 3:
        node.name = message.text();
        break;
      case 4:
        node.op = message.text();
        break;
      case 5:
        node.attributes.push_back(read_attribute(message.message()));
        break;
      case 7:
        node.domain = message.text();
        break;
      default:
        break;
    }
  }
  return node;
}

std::int64_t read_dimension(ProtobufReader message) {
  std::int64_t dimension = -1;
  while (message.next()) {
    if (message.field() == 1) dimension = message.integer();
  }
  return std::max<std::int64_t>(dimension, -1);
}

Shape read_shape(ProtobufReader message) {
  Shape shape;
  while (message.next()) {
    if (message.field() == 1) shape.push_back(read_dimension(message.message()));
    if (shape.size() > kMaxRank) {
      message.fail(fmt::format("a shape of more than {} dimensions", kMaxRank));
    }
  }
  return shape;
}

void read_tensor_type(ProtobufReader message, OnnxInput& input) {
  while (message.next()) {
    if (message.field() == 1) input.type = onnx_element_type(message.integer(), message);
    if (message.field() == 2) input.shape = read_shape(message.message());
  }
}

OnnxInput read_value_info(ProtobufReader message) {
  OnnxInput input;
  while (message.next()) {
    if (message.field() == 1) input.name = message.text();
    if (message.field() != 2) continue;
    ProtobufReader type = message.message();
    while (type.next()) {
      if (type.field() != 1) type.fail("a value that is no tensor, which is not supported");
      read_tensor_type(type.message(), input);
    }
  }
  return input;
}

/// Before IR version 4 every initializer was listed among the inputs too.
void remove_initializers_from_inputs(OnnxGraph& graph) {
  std::set<std::string_view> constants;
  for (const OnnxTensor& tensor : graph.initializers) constants.insert(tensor.name);
  const auto is_constant = [&](const OnnxInput& input) { return constants.count(input.name) > 0; };
  graph.inputs.erase(std::remove_if(graph.inputs.begin(), graph.inputs.end(), is_constant),
                     graph.inputs.end());
}

/// The reader's limits on depth and number of messages bound the nesting of graphs.
OnnxGraph read_graph(ProtobufReader message) {
  OnnxGraph graph;
  while (message.next()) {
    switch (message.field()) {
      case 1:
        graph.nodes.push_back(read_node(message.message()));
        break;
      case 5:
        graph.initializers.push_back(read_onnx_tensor(message.message()));
        break;
      case 11:
        graph.inputs.push_back(read_value_info(message.message()));
        break;
      case 12:
        graph.outputs.push_back(read_value_info(message.message()).name);
        break;
      case 15:
        message.fail("sparse tensors are not supported");
      default:
        break;
    }
  }
  remove_initializers_from_inputs(graph);
  return graph;
}

void read_opset(ProtobufReader message, OnnxModel& model) {
  std::string domain;
  std::int64_t version = 0;
  while (message.next()) {
    if (message.field() == 1) domain = message.text();
    if (message.field() == 2) version = message.integer();
  }
  if (domain.empty() || domain == "ai.onnx") model.opset = version;
}

}  // namespace

OnnxModel parse_onnx(std::string_view bytes, const std::string& file) {
  OnnxModel model;
  model.file = file;
  DecodeBudget budget;
  budget.file = file;
  ProtobufReader message(bytes, budget);
  bool has_graph = false;
  while (message.next()) {
    switch (message.field()) {
      case 7:
        if (has_graph) message.fail("a second graph");
        has_graph = true;
        static_cast<OnnxGraph&>(model) = read_graph(message.message());
        break;
      case 8:
        read_opset(message.message(), model);
        break;
      case 25:
        message.fail("functions of the model's own are not supported");
      default:
        break;
    }
  }
  if (!has_graph) throw InputError({file, 0, 0}, "has no graph; expected an ONNX model");
  return model;
}

OnnxModel read_onnx_file(const std::string& path) {
  const SourceLocation file{path.empty() ? "(empty file name)" : path, 0, 0};
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    throw InputError(file, error ? "cannot be read: " + error.message() : "is not a regular file");
  }
  const auto size = std::filesystem::file_size(path, error);
  if (error) throw InputError(file, "cannot be read: " + error.message());
  if (size > static_cast<std::uintmax_t>(kMaxModelBytes)) {
    throw InputError(file, fmt::format("is larger than the permitted {} bytes", kMaxModelBytes));
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  std::ifstream in(path, std::ios::binary);
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in) throw InputError(file, "cannot be read");
  return parse_onnx(bytes, path);
}

}  // namespace orbitmesh
