#include "scenarios/site/phrase_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/error.h"
#include "core/quantity.h"

namespace orbitmesh {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::size_t kLongestPhrase = 200;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool in_name(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; }

}  // namespace

PhraseReader::PhraseReader(std::string subject, std::string_view text, std::string example)
    : subject_(std::move(subject)), text_(text), example_(std::move(example)) {
  if (text.size() > kLongestPhrase) {
    throw InputError(fmt::format("{} '{}...': {} characters, at most {} are permitted", subject_,
                                 text.substr(0, 40), text.size(), kLongestPhrase));
  }
  advance(0);
}

std::string_view PhraseReader::next_part() const {
  const std::string_view rest = text_.substr(at_);
  if (rest.empty()) return rest;
  const auto end_of = [&](auto belongs) {
    return rest.substr(0, static_cast<std::size_t>(
                              std::find_if_not(rest.begin(), rest.end(), belongs) - rest.begin()));
  };
  if (is_digit(rest.front())) return end_of([](char c) { return is_digit(c) || c == '.'; });
  if (is_letter(rest.front())) return end_of([](char c) { return is_letter(c) || in_name(c); });
  return rest.substr(0, 1);
}

std::string_view PhraseReader::advance(std::size_t length) {
  const std::string_view part = text_.substr(at_, length);
  last_ = at_ + 1;
  at_ = std::min(text_.find_first_not_of(kBlanks, at_ + length), text_.size());
  return part;
}

bool PhraseReader::take(std::string_view symbol) {
  if (next_part() != symbol) return false;
  advance(symbol.size());
  return true;
}

void PhraseReader::expect(std::string_view symbol, std::string_view after) {
  if (!take(symbol)) fail(fmt::format("'{}' {}", symbol, after));
}

std::string PhraseReader::name(std::string_view what, std::size_t longest) {
  const std::string_view rest = text_.substr(at_);
  const auto length =
      static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), in_name) - rest.begin());
  if (length == 0) fail(fmt::format("{} of a-z, 0-9 and '-'", what));
  if (length > longest) {
    fail_at(at_ + 1,
            fmt::format("{} of {} characters, at most {} are permitted", what, length, longest));
  }
  return std::string(advance(length));
}

bool PhraseReader::number_is_next() const { return at_ < text_.size() && is_digit(text_[at_]); }

double PhraseReader::number(std::string_view what) {
  if (!number_is_next()) fail(what);
  const std::string_view part = next_part();
  double value = 0;
  const auto [rest, error] =
      std::from_chars(part.data(), part.data() + part.size(), value, std::chars_format::fixed);
  if (error != std::errc() || rest != part.data() + part.size()) fail(what);
  advance(part.size());
  return value;
}

Duration PhraseReader::duration(std::string_view what) {
  const std::size_t column = at_ + 1;
  if (!number_is_next()) fail(what);
  const std::string_view value = advance(next_part().size());
  const std::string_view unit = next_part();
  if (unit.empty() || !is_letter(unit.front())) fail("a unit of time, such as ms or s");
  advance(unit.size());
  try {
    return parse_quantity<Duration>(fmt::format("{} {}", value, unit));
  } catch (const InputError& error) {
    fail_at(column, error.what());
  }
}

void PhraseReader::fail(std::string_view expected) const {
  const std::string_view found = next_part();
  fail_at(at_ + 1, fmt::format("expected {}, found {}", expected,
                               found.empty() ? "the end" : fmt::format("'{}'", found)));
}

void PhraseReader::fail_at(std::size_t column, const std::string& message) const {
  throw InputError(fmt::format("{} '{}': column {}: {}; it reads \"{}\"", subject_, text_, column,
                               message, example_));
}

}  // namespace orbitmesh
