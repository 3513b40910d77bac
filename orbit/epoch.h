#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/time.h"

namespace orbitmesh {

/// A Julian date in two parts, so that a nanosecond survives: `day` is the preceding
/// midnight (it ends in .5), `fraction` the part of an 86,400 s day since then. During
/// a leap second the fraction is 1 or more.
struct JulianDate {
  double day = 2440587.5;
  double fraction = 0.0;
};

/// An instant of UTC with nanosecond resolution.
///
/// Sums and differences count SI seconds, leap seconds since 1972 included: 2016-12-31
/// 23:59:59 plus 1 s is 23:59:60. No leap second is assumed after the last one announced
/// (end of 2016), and UTC's small steps and stretched seconds before 1972 are left out.
/// Arithmetic is defined for results in the years 1700 to 2260.
class Epoch {
 public:
  /// 1970-01-01T00:00:00Z.
  constexpr Epoch() = default;
  /// The instant `of_day` after the start of the UTC day `days_since_1970`.
  static Epoch from_utc(std::int64_t days_since_1970, Duration of_day);

  /// Days from 1970-01-01 to this instant's UTC day.
  std::int64_t day_since_1970() const;
  /// Time since the UTC day's start; 86,400 s or more within a leap second.
  Duration of_day() const;
  /// Nanoseconds since the start of the UTC minute, in [0, 61e9); 60e9 or more only
  /// within a leap second.
  std::int64_t ns_of_minute() const;
  /// Seconds since the start of the UTC minute, in [0, 61).
  double second_of_minute() const { return static_cast<double>(ns_of_minute()) * 1e-9; }
  JulianDate julian_date() const;
  /// ISO 8601, e.g. "2026-06-01T00:00:00Z"; a fraction of a second without trailing
  /// zeros where there is one. parse_epoch() reads it back to the same instant.
  std::string str() const;

  friend Epoch operator+(Epoch e, Duration d) { return Epoch(e.elapsed_ns_ + d.ns()); }
  friend Epoch operator-(Epoch e, Duration d) { return Epoch(e.elapsed_ns_ - d.ns()); }
  friend Duration operator-(Epoch a, Epoch b) {
    return Duration::from_ns(a.elapsed_ns_ - b.elapsed_ns_);
  }
  friend bool operator==(Epoch a, Epoch b) { return a.elapsed_ns_ == b.elapsed_ns_; }
  friend bool operator!=(Epoch a, Epoch b) { return a.elapsed_ns_ != b.elapsed_ns_; }
  friend bool operator<(Epoch a, Epoch b) { return a.elapsed_ns_ < b.elapsed_ns_; }
  friend bool operator<=(Epoch a, Epoch b) { return a.elapsed_ns_ <= b.elapsed_ns_; }
  friend bool operator>(Epoch a, Epoch b) { return a.elapsed_ns_ > b.elapsed_ns_; }
  friend bool operator>=(Epoch a, Epoch b) { return a.elapsed_ns_ >= b.elapsed_ns_; }

 private:
  explicit constexpr Epoch(std::int64_t elapsed_ns) : elapsed_ns_(elapsed_ns) {}
  std::int64_t elapsed_ns_ = 0;  // since 1970-01-01T00:00:00Z, leap seconds counted
};

/// Reads "2026-06-01T00:00:00Z" with an optional fraction of up to nine digits after the
/// seconds. The "Z" is required, the years are 1960 to 2099, and second 60 is accepted
/// only where UTC had a leap second. Throws InputError that names the wrong part.
Epoch parse_epoch(std::string_view text);

}  // namespace orbitmesh
