#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/time.h"

namespace orbitmesh {

/// Reads a short phrase of a command line from left to right, blanks between its parts being
/// of no account. What does not fit is an InputError that names the phrase, the column (from 1)
/// and what would be right.
class PhraseReader {
 public:
  /// `subject` says what the phrase is ("requirement"), `example` what a right one looks like.
  /// `text` must outlive the reader.
  PhraseReader(std::string subject, std::string_view text, std::string example);

  bool at_end() const { return at_ == text_.size(); }
  /// Takes `symbol` when it comes next; a word counts only as a whole.
  bool take(std::string_view symbol);
  /// The same for what must come; `after` says where ("after the workload").
  void expect(std::string_view symbol, std::string_view after);
  /// A word of a-z, 0-9 and '-', 1 to `longest` characters.
  std::string name(std::string_view what, std::size_t longest);
  bool number_is_next() const;
  /// A decimal number that is not negative.
  double number(std::string_view what);
  /// "1.5 s".
  Duration duration(std::string_view what);

  /// Column of what was read last, for fail_at().
  std::size_t last() const { return last_; }
  /// Says that at the next part `expected` should stand.
  [[noreturn]] void fail(std::string_view expected) const;
  /// Says what is wrong with the part at `column`.
  [[noreturn]] void fail_at(std::size_t column, const std::string& message) const;

 private:
  std::string_view next_part() const;
  std::string_view advance(std::size_t length);

  std::string subject_;
  std::string_view text_;
  std::string example_;
  std::size_t at_ = 0;    // of the next part, blanks passed over
  std::size_t last_ = 0;  // of the part read last
};

}  // namespace orbitmesh
