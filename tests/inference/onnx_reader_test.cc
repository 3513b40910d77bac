#include "inference/engine/onnx_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "inference/embedded_content.h"
#include "inference/engine/half_float.h"
#include "inference/engine/onnx_engine.h"
#include "inference/engine/protobuf_reader.h"
#include "tests/core/expect_input_error.h"
#include "tests/inference/onnx_writer.h"

namespace orbitmesh {
namespace {

using namespace wire_format;  // NOLINT(google-build-using-namespace): the test speaks it
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string read_error(const std::string& bytes) {
  return input_error_of([&] { parse_onnx(bytes, "m.onnx"); });
}

OnnxTensor read_tensor(const std::string& tensor) {
  return parse_onnx(model(initializer(tensor)), "m.onnx").initializers.at(0);
}

std::string tensor_error(const std::string& tensor) {
  return read_error(model(initializer(tensor)));
}

TEST(OnnxReader, ReadsTheDigitsModel) {
  const OnnxModel digits = parse_onnx(embedded_digits_model(), "digits.onnx");
  EXPECT_EQ(digits.opset, 13);
  EXPECT_EQ(digits.nodes.size(), 9U);
  EXPECT_EQ(digits.nodes[0].op, "Conv");
  EXPECT_THAT(digits.nodes[0].inputs, ElementsAre("image", "conv1.weight", "conv1.bias"));
  EXPECT_EQ(digits.initializers.size(), 8U);
  ASSERT_EQ(digits.inputs.size(), 1U);
  EXPECT_EQ(digits.inputs[0].shape, (Shape{-1, 1, 8, 8}));
  EXPECT_THAT(digits.outputs, ElementsAre("scores"));
}

TEST(OnnxReader, ReadsEveryFormOfTensorData) {
  EXPECT_THAT(read_tensor(raw_tensor("t", 1, {2}, raw_bytes<float>({1.5F, -2}))).value.floats,
              ElementsAre(1.5F, -2));
  const std::string packed =
      integer_field(1, 2) + integer_field(2, 1) + bytes_field(4, raw_bytes<float>({1.5F, -2}));
  EXPECT_THAT(read_tensor(packed).value.floats, ElementsAre(1.5F, -2));
  const std::string unpacked =
      integer_field(1, 1) + integer_field(2, 1) + varint(4 << 3 | 5) + raw_bytes<float>({3});
  EXPECT_THAT(read_tensor(unpacked).value.floats, ElementsAre(3));
  EXPECT_THAT(read_tensor(raw_tensor("t", 7, {1}, raw_bytes<std::int64_t>({-5}))).value.integers,
              ElementsAre(-5));
  EXPECT_THAT(read_tensor(raw_tensor("t", 6, {1}, raw_bytes<std::int32_t>({-5}))).value.integers,
              ElementsAre(-5));
  EXPECT_THAT(read_tensor(raw_tensor("t", 9, {2}, std::string("\1\0", 2))).value.integers,
              ElementsAre(1, 0));
  const std::string integers = integer_field(1, 2) + integer_field(2, 7) +
                               bytes_field(7, varint(7) + varint(static_cast<std::uint64_t>(-1)));
  EXPECT_THAT(read_tensor(integers).value.integers, ElementsAre(7, -1));
}

TEST(OnnxReader, KeepsTheBitsOfHalfFloats) {
  const OnnxTensor tensor =
      read_tensor(raw_tensor("t", 10, {2}, raw_bytes<std::uint16_t>({0x3c00, 0xc100})));
  EXPECT_THAT(tensor.value.floats, ElementsAre(1, -2.5F));
  EXPECT_EQ(tensor.stored, WeightFormat::kFp16);
}

TEST(HalfFloat, HoldsEveryKindOfNumber) {
  EXPECT_EQ(half_to_float(0x0001), 0x1p-24F);
  EXPECT_EQ(half_to_float(0x03ff), 0x1.ff8p-15F);
  EXPECT_EQ(half_to_float(0x0400), 0x1p-14F);
  EXPECT_EQ(half_to_float(0x7bff), 65504.0F);
  EXPECT_EQ(half_to_float(0xfc00), -std::numeric_limits<float>::infinity());
  EXPECT_TRUE(std::isnan(half_to_float(0x7e00)));
  EXPECT_TRUE(std::signbit(half_to_float(0x8000)));
}

TEST(OnnxReader, RefusesEveryTruncation) {
  const std::string whole(embedded_digits_model());
  for (std::size_t size = 0; size < whole.size(); size += size < 600 ? 1 : 499) {
    EXPECT_THAT(input_error_of([&] { make_onnx_engine(whole.substr(0, size), "cut.onnx"); }),
                StartsWith("cut.onnx: "))
        << "cut after " << size << " bytes";
  }
}

TEST(OnnxReader, NamesTheByteOfALengthBeyondTheFile) {
  const std::string start = integer_field(1, 8);
  EXPECT_THAT(read_error(start + varint(7 << 3 | 2) + varint(1000)),
              AllOf(StartsWith("m.onnx: byte 2: "), HasSubstr("1000 bytes where 0 are left")));
  const std::string huge = varint(7 << 3 | 2) + varint(~std::uint64_t{0});
  EXPECT_THAT(read_error(huge), HasSubstr("18446744073709551615 bytes where 0"));
}

TEST(OnnxReader, RefusesWhatIsNoProtobuf) {
  EXPECT_THAT(read_error("this is not a model"), StartsWith("m.onnx: "));
  EXPECT_THAT(read_error(""), HasSubstr("no graph"));
  EXPECT_THAT(read_error(std::string(1, '\0')), HasSubstr("field number 0"));
  EXPECT_THAT(read_error(varint(1 << 3 | 3)), HasSubstr("wire type 3"));
  EXPECT_THAT(read_error(integer_field(7, 1)), HasSubstr("expected 2"));
  EXPECT_THAT(read_error('\x08' + std::string(11, '\xff')), HasSubstr("more than 10 bytes"));
  EXPECT_THAT(read_error("\x08\xff"), HasSubstr("ends inside a number"));
}

TEST(OnnxReader, RefusesTensorsWhoseDataDoesNotFitTheirShape) {
  EXPECT_THAT(tensor_error(raw_tensor("t", 1, {3}, raw_bytes<float>({1}))),
              AllOf(HasSubstr("tensor 't'"), HasSubstr("4 bytes of data, expected 12")));
  EXPECT_THAT(tensor_error(raw_tensor("t", 1, {-1}, "")), HasSubstr("negative dimension"));
  EXPECT_THAT(tensor_error(raw_tensor("t", 1, {1 << 30, 1 << 30, 1 << 30}, "")),
              HasSubstr("at most"));
  EXPECT_THAT(tensor_error(raw_tensor("t", 1, {1, 1, 1, 1, 1, 1, 1, 1, 1}, "")),
              HasSubstr("9 dimensions"));
  EXPECT_THAT(tensor_error(integer_field(1, 2) + integer_field(2, 7) + bytes_field(7, varint(7))),
              HasSubstr("1 elements, expected 2"));
  EXPECT_THAT(tensor_error(integer_field(2, 1) + bytes_field(4, "abc")),
              HasSubstr("no multiple of 4"));
}

TEST(OnnxReader, RefusesWhatItDoesNotSupport) {
  EXPECT_THAT(tensor_error(raw_tensor("t", 11, {1}, "12345678")),
              HasSubstr("data type 11 of ONNX is not supported"));
  EXPECT_THAT(tensor_error(raw_tensor("t", 8, {0}, "")), HasSubstr("data type 8"));
  EXPECT_THAT(tensor_error(raw_tensor("t", 1, {0}, "") + integer_field(14, 1)),
              HasSubstr("another file"));
  EXPECT_THAT(read_error(model("") + bytes_field(25, "")), HasSubstr("functions"));
  EXPECT_THAT(read_error(model("") + bytes_field(7, "")), HasSubstr("second graph"));
  const auto attribute = [](int type) {
    return model(bytes_field(
        1,
        bytes_field(5, bytes_field(1, "a") + integer_field(20, static_cast<std::uint64_t>(type)))));
  };
  EXPECT_THAT(read_error(attribute(8)), HasSubstr("attribute type 8"));
  EXPECT_THAT(read_error(attribute(5)), HasSubstr("a graph is missing"));
}

TEST(OnnxReader, RefusesMoreNodesThanTheLimit) {
  std::string nodes;
  for (int i = 0; i < 500'001; ++i) nodes += bytes_field(1, "");
  EXPECT_THAT(read_error(model(nodes)), HasSubstr("more nodes, tensors and names"));
}

TEST(OnnxReader, RefusesMoreIntegersThanTheLimit) {
  const std::string many = integer_field(2, 7) + bytes_field(7, std::string((1 << 22) + 1, '\1'));
  EXPECT_THAT(tensor_error(many), HasSubstr("more integers"));
}

TEST(OnnxReader, RefusesTextBeyondTheLimit) {
  EXPECT_THAT(read_error(model(node(std::string(5000, 'C'), {}, "y"))),
              HasSubstr("a text of 5000 bytes"));
}

TEST(ProtobufReader, RefusesDeepNesting) {
  std::string nested;
  for (int i = 0; i < 40; ++i) nested = bytes_field(1, nested);
  DecodeBudget budget;
  budget.file = "deep.onnx";
  const auto descend = [&] {
    ProtobufReader reader(nested, budget);
    while (reader.next()) reader = reader.message();
  };
  EXPECT_THAT(input_error_of(descend), AllOf(StartsWith("deep.onnx: byte "), HasSubstr("nested")));
}

TEST(OnnxReader, NamesAFileThatCannotBeRead) {
  EXPECT_THAT(input_error_of([] { read_onnx_file("no/such.onnx"); }), StartsWith("no/such.onnx: "));
  EXPECT_THAT(input_error_of([] { read_onnx_file("."); }), HasSubstr("not a regular file"));
  EXPECT_THAT(input_error_of([] { read_onnx_file(""); }), HasSubstr("empty file name"));
}

}  // namespace
}  // namespace orbitmesh
