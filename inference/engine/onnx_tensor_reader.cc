#include "inference/engine/onnx_tensor_reader.h"

#include <fmt/format.h>

#include <cstring>
#include <string_view>

#include "core/error.h"
#include "inference/engine/half_float.h"

namespace orbitmesh {
namespace {

// TensorProto.DataType in onnx.proto.
enum DataType : std::int64_t {
  kFloat = 1,
  kUint8 = 2,
  kInt8 = 3,
  kUint16 = 4,
  kInt16 = 5,
  kInt32 = 6,
  kInt64 = 7,
  kBool = 9,
  kFloat16 = 10,
  kBfloat16 = 16,
};

/// The fields of a TensorProto as they stand in the file.
struct RawTensor {
  OnnxTensor tensor;
  std::int64_t data_type = 0;
  std::vector<std::int64_t> integers;
  std::vector<float> floats;
  std::string_view raw;
  bool has_raw = false;
};

RawTensor read_fields(ProtobufReader& message) {
  RawTensor read;
  while (message.next()) {
    switch (message.field()) {
      case 1:
        message.append_integers(read.tensor.value.shape);
        break;
      case 2:
        read.data_type = message.integer();
        break;
      case 4:
        message.append_floats(read.floats);
        break;
      case 5:  // int32_data, also holds bool, float16 and the small integers
      case 7:  // int64_data
        message.append_integers(read.integers);
        break;
      case 8:
        read.tensor.name = message.text();
        break;
      case 9:
        read.raw = message.bytes();
        read.has_raw = true;
        break;
      case 3:
      case 13:
        message.fail("the tensor is in parts or in another file, which is not supported");
      case 14:
        if (message.integer() != 0) message.fail("weights in another file are not supported");
        break;
      default:
        break;
    }
  }
  return read;
}

template <class Stored, class Out>
void copy_raw(const RawTensor& read, std::size_t count, std::vector<Out>& out,
              const ProtobufReader& message) {
  if (read.raw.size() != count * sizeof(Stored)) {
    message.fail(fmt::format("tensor '{}' of shape {} has {} bytes of data, expected {}",
                             read.tensor.name, to_string(read.tensor.value.shape), read.raw.size(),
                             count * sizeof(Stored)));
  }
  out.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    Stored stored;
    std::memcpy(&stored, read.raw.data() + i * sizeof(Stored), sizeof stored);
    out[i] = static_cast<Out>(stored);  // NOLINT(bugprone-signed-char-misuse): the sign counts
  }
}

template <class Out>
void check_count(const RawTensor& read, std::size_t count, const std::vector<Out>& data,
                 const ProtobufReader& message) {
  if (data.size() == count) return;
  message.fail(fmt::format("tensor '{}' of shape {} has {} elements, expected {}", read.tensor.name,
                           to_string(read.tensor.value.shape), data.size(), count));
}

void read_floats(RawTensor& read, std::size_t count, const ProtobufReader& message) {
  std::vector<float>& out = read.tensor.value.floats;
  if (read.has_raw) return copy_raw<float>(read, count, out, message);
  check_count(read, count, read.floats, message);
  out = std::move(read.floats);
}

void read_halves(RawTensor& read, std::size_t count, const ProtobufReader& message) {
  std::vector<std::uint16_t> halves;
  if (read.has_raw) {
    copy_raw<std::uint16_t>(read, count, halves, message);
  } else {
    check_count(read, count, read.integers, message);
    for (const std::int64_t bits : read.integers) {
      halves.push_back(static_cast<std::uint16_t>(bits));
    }
  }
  const bool is_half = read.data_type == kFloat16;
  read.tensor.stored = is_half ? WeightFormat::kFp16 : WeightFormat::kBf16;
  read.tensor.value.floats.reserve(count);
  for (const std::uint16_t half : halves) {
    read.tensor.value.floats.push_back(is_half ? half_to_float(half) : bfloat16_to_float(half));
  }
}

void read_integers(RawTensor& read, std::size_t count, const ProtobufReader& message) {
  std::vector<std::int64_t>& out = read.tensor.value.integers;
  if (!read.has_raw) {
    check_count(read, count, read.integers, message);
    out = std::move(read.integers);
    return;
  }
  switch (read.data_type) {
    case kUint8:
    case kBool:
      return copy_raw<std::uint8_t>(read, count, out, message);
    case kInt8:
      return copy_raw<std::int8_t>(read, count, out, message);
    case kUint16:
      return copy_raw<std::uint16_t>(read, count, out, message);
    case kInt16:
      return copy_raw<std::int16_t>(read, count, out, message);
    case kInt32:
      return copy_raw<std::int32_t>(read, count, out, message);
    default:
      return copy_raw<std::int64_t>(read, count, out, message);
  }
}

}  // namespace

ElementType onnx_element_type(std::int64_t data_type, const ProtobufReader& message) {
  switch (data_type) {
    case kFloat:
    case kFloat16:
    case kBfloat16:
      return ElementType::kFloat;
    case kUint8:
    case kInt8:
    case kUint16:
    case kInt16:
    case kInt32:
    case kInt64:
    case kBool:
      return ElementType::kInteger;
    default:
      message.fail(fmt::format(
          "data type {} of ONNX is not supported; float (1), float16 (10), bfloat16 (16), "
          "integers of up to 64 bits except uint32 and uint64, and bool (9) are",
          data_type));
  }
}

OnnxTensor read_onnx_tensor(ProtobufReader message) {
  RawTensor read = read_fields(message);
  Value& value = read.tensor.value;
  std::size_t count = 0;
  try {
    count = static_cast<std::size_t>(element_count(value.shape));
  } catch (const InputError& error) {
    message.fail(fmt::format("tensor '{}': {}", read.tensor.name, error.what()));
  }
  value.type = onnx_element_type(read.data_type, message);
  if (value.type == ElementType::kInteger) {
    read_integers(read, count, message);
  } else if (read.data_type != kFloat) {
    read_halves(read, count, message);
  } else {
    read_floats(read, count, message);
  }
  return std::move(read.tensor);
}

}  // namespace orbitmesh
