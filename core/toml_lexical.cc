#include "core/toml_lexical.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr int kMaxDots = 1000;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

class Scanner {
 public:
  Scanner(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  void scan() {
    if (text_.substr(0, kByteOrderMark.size()) == kByteOrderMark) at_ = kByteOrderMark.size();
    line_start_ = at_;
    while (at_ < text_.size()) scan_plain();
  }

 private:
  void scan_plain() {
    const char c = text_[at_];
    if (c == '#') {
      while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    } else if (c == '"' || c == '\'') {
      skip_string(c);
    } else {
      if (static_cast<unsigned char>(c) >= 0x80) {
        reject("a character beyond ASCII stands outside quotes; put the text in quotes");
      }
      if (c == '.' && ++dots_ > kMaxDots) reject(fmt::format("more than {} dots", kMaxDots));
      step();
    }
  }

  void skip_string(char quote) {
    const bool multi_line = quotes_here(quote) >= 3;
    at_ += multi_line ? 3 : 1;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == quote) {
        // Up to two quotes may precede the three that end a multi-line string.
        const std::size_t run = multi_line ? quotes_here(quote) : 1;
        at_ += run;
        if (!multi_line || run >= 3) return;
      } else if (c == '\n' && !multi_line) {
        return;  // not terminated: the parser will say so
      } else {
        if (c == '\\' && quote == '"' && at_ + 1 < text_.size()) step();
        step();
      }
    }
  }

  std::size_t quotes_here(char quote) const {
    const std::size_t end = text_.find_first_not_of(quote, at_);
    return std::min<std::size_t>(5, std::min(end, text_.size()) - at_);
  }

  void step() {
    if (text_[at_++] != '\n') return;
    ++line_;
    line_start_ = at_;
    dots_ = 0;
  }

  [[noreturn]] void reject(const std::string& message) const {
    const std::string_view before = text_.substr(line_start_, at_ - line_start_);
    const auto characters = std::count_if(before.begin(), before.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    });
    throw InputError({file_, line_, static_cast<int>(characters) + 1}, message);
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  int dots_ = 0;
};

}  // namespace

void check_toml_lexical(std::string_view text, const std::string& file) {
  Scanner(text, file).scan();
}

}  // namespace orbitmesh
