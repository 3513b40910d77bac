#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// A measured record of rain at one place: each value holds until the next.
class RainSeries {
 public:
  /// Reads a CSV file: the header `time_s,rain_mm_h`, then at least one line of a time
  /// since the scenario's epoch and a rate. The first time is 0, times increase, rates lie
  /// in [0, 1000] mm/h; at most 1,000,000 lines in 64 MiB. Throws InputError with
  /// file:line:column.
  static RainSeries read(const std::string& path);
  /// The same from text; `file` stands in messages.
  static RainSeries parse(std::string_view text, const std::string& file);

  /// The rate at `t`; before 0 the first one, after the end the last one.
  RainRate at(Time t) const;

 private:
  struct Sample {
    Time begin;
    RainRate rain;
  };
  std::vector<Sample> samples_;
};

}  // namespace orbitmesh
