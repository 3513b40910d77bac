#include "tests/inference/onnx_writer.h"

namespace orbitmesh::wire_format {
namespace {

/// A ValueInfoProto of floats of shape [2].
std::string value_info(int number, const std::string& name) {
  const std::string shape = bytes_field(2, bytes_field(1, integer_field(1, 2)));
  const std::string type = bytes_field(1, integer_field(1, 1) + shape);
  return bytes_field(number, bytes_field(1, name) + bytes_field(2, type));
}

}  // namespace

std::string varint(std::uint64_t value) {
  std::string out;
  for (; value > 0x7f; value >>= 7) out += static_cast<char>((value & 0x7f) | 0x80);
  return out + static_cast<char>(value);
}

std::string integer_field(int number, std::uint64_t value) {
  return varint(static_cast<std::uint64_t>(number) << 3) + varint(value);
}

std::string bytes_field(int number, const std::string& bytes) {
  return varint(static_cast<std::uint64_t>(number) << 3 | 2) + varint(bytes.size()) + bytes;
}

std::string raw_tensor(const std::string& name, int data_type, const std::vector<int>& shape,
                       const std::string& raw) {
  std::string tensor;
  for (const int dimension : shape) {
    tensor += integer_field(1, static_cast<std::uint64_t>(std::int64_t{dimension}));
  }
  return tensor + integer_field(2, static_cast<std::uint64_t>(data_type)) + bytes_field(8, name) +
         bytes_field(9, raw);
}

std::string model(const std::string& graph_parts) {
  return bytes_field(7, graph_parts + value_info(11, "x") + value_info(12, "y")) +
         bytes_field(8, integer_field(2, 13));
}

std::string node(const std::string& op, const std::vector<std::string>& inputs,
                 const std::string& output) {
  std::string message;
  for (const std::string& input : inputs) message += bytes_field(1, input);
  return bytes_field(1, message + bytes_field(2, output) + bytes_field(4, op));
}

std::string initializer(const std::string& tensor) { return bytes_field(5, tensor); }

}  // namespace orbitmesh::wire_format
