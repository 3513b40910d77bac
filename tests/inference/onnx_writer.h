#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace orbitmesh::wire_format {

// Pieces of a protobuf message, to be joined with +.

std::string varint(std::uint64_t value);
std::string integer_field(int number, std::uint64_t value);
std::string bytes_field(int number, const std::string& bytes);

/// A TensorProto with its data in raw_data.
std::string raw_tensor(const std::string& name, int data_type, const std::vector<int>& shape,
                       const std::string& raw);

/// The bytes of an array, as raw_data has them.
template <class T>
std::string raw_bytes(const std::vector<T>& elements) {
  return {reinterpret_cast<const char*>(elements.data()), elements.size() * sizeof(T)};
}

/// A ModelProto with opset 13, one input "x" and one output "y", both floats of shape [2],
/// and the other parts of the graph given.
std::string model(const std::string& graph_parts);

/// A node of the graph.
std::string node(const std::string& op, const std::vector<std::string>& inputs,
                 const std::string& output);
/// An initializer of the graph.
std::string initializer(const std::string& tensor);

}  // namespace orbitmesh::wire_format
