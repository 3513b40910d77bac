#include "orbit/catalogue/omm_json_reader.h"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "orbit/catalogue/omm_record.h"
#include "orbit/printable_text.h"

namespace orbitmesh {
namespace {

/// How far the parser has read: the place of the last character it took.
struct Progress {
  int line = 1;
  int column = 0;
};

/// Hands out the characters of the text and notes the progress.
class Character {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Character(const char* at, Progress* progress) : at_(at), progress_(progress) {}

  reference operator*() const { return *at_; }
  Character& operator++() {
    if (*at_++ == '\n') {
      ++progress_->line;
      progress_->column = 0;
    } else {
      ++progress_->column;
    }
    return *this;
  }
  friend bool operator!=(Character a, Character b) { return a.at_ != b.at_; }

 private:
  const char* at_;
  Progress* progress_;
};

/// Takes the parser's events and makes records of the objects in the outer array.
class RecordHandler : public nlohmann::json_sax<nlohmann::json> {
 public:
  RecordHandler(CatalogueBuilder& catalogue, const Progress& progress)
      : catalogue_(catalogue), progress_(progress) {}

  bool null() override {
    if (depth_ < kInRecord) unexpected();
    return true;
  }
  bool boolean(bool value) override { return other(value ? "true" : "false"); }
  bool number_integer(std::int64_t value) override { return scalar(std::to_string(value)); }
  bool number_unsigned(std::uint64_t value) override { return scalar(std::to_string(value)); }
  bool number_float(double /*value*/, const std::string& text) override { return scalar(text); }
  bool string(std::string& value) override { return scalar(value); }
  bool binary(nlohmann::json::binary_t& /*value*/) override { return false; }  // not in JSON text

  bool start_object(std::size_t /*size*/) override {
    if (depth_ == kInList) {
      record_ = OmmRecord{};
      record_.line = progress_.line;
      record_.column = progress_.column;
      fault_.reset();
    } else {
      other("an object");
    }
    return open();
  }
  bool key(std::string& name) override {
    if (depth_ != kInRecord) return true;
    field_ = omm_field(name);
    key_ = progress_;  // at the closing quotation mark
    key_.column -= static_cast<int>(name.size()) + 1;
    if (field_ && record_[*field_]) note_fault("is given twice in this element set");
    return true;
  }
  bool end_object() override {
    if (--depth_ != kInList) return true;
    catalogue_.add([this] {
      if (fault_) throw InputError(*fault_);
      return parse_omm_record(record_, catalogue_.source());
    });
    return true;
  }
  bool start_array(std::size_t /*size*/) override {
    if (depth_ != kOutside) other("an array");
    return open();
  }
  bool end_array() override {
    --depth_;
    return true;
  }

  bool parse_error(std::size_t /*position*/, const std::string& /*last_token*/,
                   const nlohmann::json::exception& error) override {
    constexpr std::size_t kLongest = 200;
    std::string_view reason = error.what();  // "[json.exception.name] parse error at PLACE: why"
    reason.remove_prefix(reason.find("] ") + 2);
    if (reason.substr(0, 11) == "parse error") reason.remove_prefix(reason.find(": ") + 2);
    fail("is not JSON: " + printable(reason.substr(0, kLongest)));
  }

 private:
  // What is open around the next value.
  static constexpr int kOutside = 0;
  static constexpr int kInList = 1;
  static constexpr int kInRecord = 2;
  static constexpr int kMaxDepth = 64;

  bool open() {
    if (++depth_ > kMaxDepth) fail(fmt::format("nests deeper than {} levels", kMaxDepth));
    return true;
  }

  bool scalar(std::string text) {
    if (depth_ < kInRecord) unexpected();
    if (depth_ > kInRecord || !field_) return true;
    if (text.size() > kMaxOmmValue) {
      note_fault(fmt::format("has more than {} bytes", kMaxOmmValue));
    } else if (!text.empty()) {
      record_[*field_] = OmmValue{std::move(text), key_.line, key_.column};
    }
    return true;
  }

  /// A value that is neither a number nor text.
  bool other(const char* what) {
    if (depth_ < kInRecord) unexpected();
    if (depth_ == kInRecord && field_) {
      note_fault(fmt::format("is {}, but should be a number or a string", what));
    }
    return true;
  }

  void note_fault(const std::string& why) {
    if (fault_) return;
    fault_.emplace(SourceLocation{catalogue_.source(), key_.line, key_.column},
                   fmt::format("{}: {}", omm_field_name(*field_), why));
  }

  [[noreturn]] void unexpected() const {
    fail("should be an array of objects, \"[{...}, {...}]\"");
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw InputError({catalogue_.source(), progress_.line, progress_.column}, why);
  }

  CatalogueBuilder& catalogue_;
  const Progress& progress_;
  int depth_ = kOutside;
  OmmRecord record_;
  std::optional<OmmField> field_;  // of the value that comes next
  Progress key_;
  std::optional<InputError> fault_;  // the record's first
};

}  // namespace

void read_omm_json(std::string_view text, CatalogueBuilder& catalogue) {
  Progress progress;
  RecordHandler handler(catalogue, progress);
  nlohmann::json::sax_parse(Character(text.data(), &progress),
                            Character(text.data() + text.size(), &progress), &handler);
}

}  // namespace orbitmesh
