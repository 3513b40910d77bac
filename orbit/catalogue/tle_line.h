#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "orbit/catalogue/element_quantity.h"

namespace orbitmesh {

/// An inclusive range of columns, counted from 1.
struct TleColumns {
  int first;
  int last;
};

/// One of the two element lines of a TLE. What is wrong in it is an InputError with file,
/// line, columns and what would be right.
class TleLine {
 public:
  /// `text` without blanks at its end; it and `file` must outlive this. Throws InputError for a
  /// length other than 69 characters.
  TleLine(const std::string& file, int line, std::string_view text);

  std::string_view at(TleColumns columns) const;

  /// Five columns with the catalogue number, Alpha-5 from 100,000 on.
  std::int64_t catalog_number() const;
  /// A decimal number.
  void read_decimal(ElementSet& elements, const ElementQuantity& quantity,
                    TleColumns columns) const;
  /// Digits with a decimal point assumed before them.
  void read_fraction(ElementSet& elements, const ElementQuantity& quantity,
                     TleColumns columns) const;
  /// Eight columns "-12345-6" that mean -0.12345e-6.
  void read_exponential(ElementSet& elements, const ElementQuantity& quantity,
                        TleColumns columns) const;
  /// A whole number; blank columns are 0.
  std::int64_t count(const ElementCount& count, TleColumns columns) const;

  void check_blank(int column) const;
  void check_checksum() const;

  [[noreturn]] void fail(TleColumns columns, const std::string& name, const std::string& why) const;

 private:
  void store(ElementSet& elements, const ElementQuantity& quantity, TleColumns columns,
             double value) const;

  const std::string& file_;
  int line_;
  std::string_view text_;
};

/// Last digit of an element line for its first 68 columns: the sum of the digits and of 1 for
/// each "-", modulo 10.
char tle_checksum(std::string_view line);

}  // namespace orbitmesh
