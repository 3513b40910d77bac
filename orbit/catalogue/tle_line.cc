#include "orbit/catalogue/tle_line.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "orbit/catalogue/alpha5.h"
#include "orbit/catalogue/field_text.h"
#include "orbit/printable_text.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kLength = 69;
constexpr TleColumns kNumberColumns = {3, 7};

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

TleLine::TleLine(const std::string& file, int line, std::string_view text)
    : file_(file), line_(line), text_(text) {
  if (text.size() == kLength) return;
  throw InputError({file, line, 0},
                   fmt::format("an element line has {} characters, the checksum as the last; this "
                               "one has {}",
                               kLength, text.size()));
}

std::string_view TleLine::at(TleColumns columns) const {
  return text_.substr(static_cast<std::size_t>(columns.first - 1),
                      static_cast<std::size_t>(columns.last - columns.first + 1));
}

std::int64_t TleLine::catalog_number() const {
  const auto number = parse_alpha5(at(kNumberColumns));
  if (!number) {
    fail(kNumberColumns, kCatalogNumberCount.name,
         quoted_text(at(kNumberColumns)) +
             " should be five digits, or a capital letter other than I and O and four digits");
  }
  if (!kCatalogNumberCount.allows(*number))
    fail(kNumberColumns, kCatalogNumberCount.name, "should not be 0");
  return *number;
}

void TleLine::read_decimal(ElementSet& elements, const ElementQuantity& quantity,
                           TleColumns columns) const {
  const auto value = parse_decimal(at(columns));
  if (!value) {
    fail(columns, quantity.name,
         fmt::format("{} should be a decimal number {}", quoted_text(at(columns)),
                     quantity.allowed));
  }
  store(elements, quantity, columns, *value);
}

void TleLine::read_fraction(ElementSet& elements, const ElementQuantity& quantity,
                            TleColumns columns) const {
  const std::string_view digits = at(columns);
  if (!all_digits(digits)) {
    fail(columns, quantity.name,
         fmt::format("{} should be {} digits, with a decimal point assumed before them",
                     quoted_text(digits), digits.size()));
  }
  store(elements, quantity, columns, parse_decimal("." + std::string(digits)).value());
}

void TleLine::read_exponential(ElementSet& elements, const ElementQuantity& quantity,
                               TleColumns columns) const {
  const std::string_view text = at(columns);
  const auto is_sign = [](char c) { return c == ' ' || c == '+' || c == '-'; };
  const bool good = is_sign(text[0]) && all_digits(text.substr(1, 5)) && is_sign(text[6]) &&
                    all_digits(text.substr(7, 1));
  if (!good) {
    fail(columns, quantity.name,
         quoted_text(text) + " should look like \"-12345-6\", which means -0.12345e-6");
  }
  const std::string number = fmt::format("{}.{}e{}{}", text[0] == '-' ? "-" : "", text.substr(1, 5),
                                         text[6] == '-' ? "-" : "", text[7]);
  store(elements, quantity, columns, parse_scientific(number).value());
}

std::int64_t TleLine::count(const ElementCount& count, TleColumns columns) const {
  const std::string_view text = at(columns);
  if (text.find_first_not_of(' ') == std::string_view::npos) return 0;
  const auto value = parse_whole(text);
  if (!value || !count.allows(*value)) {
    fail(columns, count.name,
         fmt::format("{} should be a whole number {}", quoted_text(text), count.allowed));
  }
  return *value;
}

void TleLine::check_blank(int column) const {
  const TleColumns columns = {column, column};
  if (at(columns) == " ") return;
  fail(columns, "separator",
       quoted_text(at(columns)) + " should be a blank; the fields stand in fixed columns");
}

void TleLine::check_checksum() const {
  const char expected = tle_checksum(text_);
  if (text_.back() == expected) return;
  fail({69, 69}, "checksum",
       fmt::format("{} should be {} for columns 1 to 68 as they stand",
                   quoted_text(text_.substr(kLength - 1)), expected));
}

void TleLine::fail(TleColumns columns, const std::string& name, const std::string& why) const {
  const std::string where = columns.first == columns.last
                                ? fmt::format("column {}", columns.first)
                                : fmt::format("columns {} to {}", columns.first, columns.last);
  throw InputError({file_, line_, columns.first}, fmt::format("{} ({}): {}", where, name, why));
}

void TleLine::store(ElementSet& elements, const ElementQuantity& quantity, TleColumns columns,
                    double value) const {
  if (!quantity.allows(value)) {
    fail(columns, quantity.name,
         fmt::format("{} should be {}", quoted_text(at(columns)), quantity.allowed));
  }
  set_quantity(elements, quantity, value);
}

char tle_checksum(std::string_view line) {
  int sum = 0;
  for (const char c : line.substr(0, kLength - 1)) {
    if (c >= '0' && c <= '9') sum += c - '0';
    if (c == '-') sum += 1;
  }
  return static_cast<char>('0' + sum % 10);
}

}  // namespace orbitmesh
