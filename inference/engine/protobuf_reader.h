#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace orbitmesh {

/// What decoding one file may still cost, so that a small file cannot ask for much memory:
/// shared by all readers of the file.
struct DecodeBudget {
  std::string file;                     ///< named in errors
  std::int64_t items_left = 500'000;    ///< sub-messages and strings
  std::int64_t numbers_left = 1 << 22;  ///< integers in lists
};

/// Reads the fields of one message in the protobuf wire format
/// (https://protobuf.dev/programming-guides/encoding), one after another. Everything wrong
/// is an InputError that names the file and the byte.
class ProtobufReader {
 public:
  /// Deepest nesting of messages.
  static constexpr int kMaxDepth = 32;

  /// Reads a whole file; `bytes` and `budget` must outlive the reader.
  ProtobufReader(std::string_view bytes, DecodeBudget& budget);

  /// Moves to the next field; false at the end of the message.
  bool next();

  /// Number of the current field.
  std::uint32_t field() const { return field_; }
  /// Whether the current field is length-delimited (a string, a message or a packed list).
  bool is_delimited() const { return wire_type_ == kDelimited; }

  // The value of the current field; an error when it has another wire type.
  std::int64_t integer() const;
  float float32() const;
  /// Not copied: a part of the file.
  std::string_view bytes() const;
  std::string text();
  ProtobufReader message();

  /// Appends the integers of a repeated field, packed or not.
  void append_integers(std::vector<std::int64_t>& out);
  /// Appends the floats of a repeated field, packed or not.
  void append_floats(std::vector<float>& out);

  /// Throws InputError that names the file and the place of the current field.
  [[noreturn]] void fail(const std::string& message) const;

 private:
  enum WireType : std::uint32_t { kVarint = 0, kFixed64 = 1, kDelimited = 2, kFixed32 = 5 };

  ProtobufReader(std::string_view file, std::size_t begin, std::size_t end, int depth,
                 DecodeBudget& budget);
  std::uint64_t varint();
  void expect(WireType wire_type) const;
  void spend_item();
  void take_value();

  std::string_view file_;
  std::size_t position_;
  std::size_t end_;
  int depth_;
  DecodeBudget* budget_;

  std::size_t field_begin_ = 0;
  std::uint32_t field_ = 0;
  std::uint32_t wire_type_ = kVarint;
  std::uint64_t number_ = 0;  ///< of a varint or fixed field
  std::size_t value_begin_ = 0;
  std::size_t value_size_ = 0;  ///< of a delimited field
};

}  // namespace orbitmesh
