#include "inference/engine/protobuf_reader.h"

#include <fmt/format.h>

#include <cstring>

#include "core/error.h"

namespace orbitmesh {

ProtobufReader::ProtobufReader(std::string_view bytes, DecodeBudget& budget)
    : ProtobufReader(bytes, 0, bytes.size(), 1, budget) {}

ProtobufReader::ProtobufReader(std::string_view file, std::size_t begin, std::size_t end, int depth,
                               DecodeBudget& budget)
    : file_(file),
      position_(begin),
      end_(end),
      depth_(depth),
      budget_(&budget),
      field_begin_(begin) {}

void ProtobufReader::fail(const std::string& message) const {
  throw InputError({budget_->file, 0, 0}, fmt::format("byte {}: {}", field_begin_, message));
}

std::uint64_t ProtobufReader::varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (position_ == end_) fail("the message ends inside a number");
    const auto byte = static_cast<unsigned char>(file_[position_++]);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return value;
  }
  fail("a number of more than 10 bytes");
}

bool ProtobufReader::next() {
  if (position_ == end_) return false;
  field_begin_ = position_;
  const std::uint64_t key = varint();
  if (key >> 3 == 0 || key >> 3 > 0x1fffffff) fail(fmt::format("field number {}", key >> 3));
  field_ = static_cast<std::uint32_t>(key >> 3);
  wire_type_ = static_cast<std::uint32_t>(key & 7);
  take_value();
  return true;
}

void ProtobufReader::take_value() {
  if (wire_type_ == kVarint) {
    number_ = varint();
    return;
  }
  std::uint64_t size = 0;
  switch (wire_type_) {
    case kFixed64:
      size = 8;
      break;
    case kFixed32:
      size = 4;
      break;
    case kDelimited:
      size = varint();
      break;
    default:
      fail(fmt::format("field {} has wire type {}, which is none of protobuf's", field_,
                       wire_type_));
  }
  if (size > end_ - position_) {
    fail(fmt::format("field {} claims {} bytes where {} are left", field_, size, end_ - position_));
  }
  value_begin_ = position_;
  value_size_ = static_cast<std::size_t>(size);
  position_ += value_size_;
}

void ProtobufReader::expect(WireType wire_type) const {
  if (wire_type_ == wire_type) return;
  fail(fmt::format("field {} has wire type {}, expected {}", field_, wire_type_,
                   static_cast<std::uint32_t>(wire_type)));
}

void ProtobufReader::spend_item() {
  if (--budget_->items_left < 0) fail("more nodes, tensors and names than a model may have");
}

std::int64_t ProtobufReader::integer() const {
  expect(kVarint);
  return static_cast<std::int64_t>(number_);
}

float ProtobufReader::float32() const {
  expect(kFixed32);
  float value;
  std::memcpy(&value, file_.data() + value_begin_, sizeof value);
  return value;
}

std::string_view ProtobufReader::bytes() const {
  expect(kDelimited);
  return file_.substr(value_begin_, value_size_);
}

std::string ProtobufReader::text() {
  constexpr std::size_t kMaxText = 4096;
  spend_item();
  if (bytes().size() > kMaxText) fail(fmt::format("a text of {} bytes", value_size_));
  return std::string(bytes());
}

ProtobufReader ProtobufReader::message() {
  expect(kDelimited);
  spend_item();
  if (depth_ == kMaxDepth) fail(fmt::format("messages nested more than {} deep", kMaxDepth));
  return {file_, value_begin_, value_begin_ + value_size_, depth_ + 1, *budget_};
}

void ProtobufReader::append_integers(std::vector<std::int64_t>& out) {
  const auto append = [&](std::int64_t value) {
    if (--budget_->numbers_left < 0) fail("more integers than a model may have");
    out.push_back(value);
  };
  if (!is_delimited()) return append(integer());
  ProtobufReader list(file_, value_begin_, value_begin_ + value_size_, depth_, *budget_);
  while (list.position_ < list.end_) append(static_cast<std::int64_t>(list.varint()));
}

void ProtobufReader::append_floats(std::vector<float>& out) {
  if (!is_delimited()) {
    out.push_back(float32());
    return;
  }
  if (value_size_ % sizeof(float) != 0) {
    fail(fmt::format("a list of floats of {} bytes, no multiple of 4", value_size_));
  }
  const std::size_t before = out.size();
  out.resize(before + value_size_ / sizeof(float));
  if (value_size_ > 0) std::memcpy(&out[before], file_.data() + value_begin_, value_size_);
}

}  // namespace orbitmesh
