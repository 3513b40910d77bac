#include "orbit/leap_seconds.h"

#include <algorithm>
#include <array>

namespace orbitmesh {
namespace {

/// UTC days that ended with 23:59:60, as days since 1970-01-01.
constexpr std::array<std::int64_t, 27> kLeapDays = {
    911,    // 1972-06-30
    1095,   // 1972-12-31
    1460,   // 1973-12-31
    1825,   // 1974-12-31
    2190,   // 1975-12-31
    2556,   // 1976-12-31
    2921,   // 1977-12-31
    3286,   // 1978-12-31
    3651,   // 1979-12-31
    4198,   // 1981-06-30
    4563,   // 1982-06-30
    4928,   // 1983-06-30
    5659,   // 1985-06-30
    6573,   // 1987-12-31
    7304,   // 1989-12-31
    7669,   // 1990-12-31
    8216,   // 1992-06-30
    8581,   // 1993-06-30
    8946,   // 1994-06-30
    9495,   // 1995-12-31
    10042,  // 1997-06-30
    10591,  // 1998-12-31
    13148,  // 2005-12-31
    14244,  // 2008-12-31
    15521,  // 2012-06-30
    16616,  // 2015-06-30
    17166,  // 2016-12-31
};

}  // namespace

bool ends_with_leap_second(std::int64_t day) {
  return std::binary_search(kLeapDays.begin(), kLeapDays.end(), day);
}

int leap_seconds_before(std::int64_t day) {
  const auto first_not_before = std::lower_bound(kLeapDays.begin(), kLeapDays.end(), day);
  return static_cast<int>(first_not_before - kLeapDays.begin());
}

}  // namespace orbitmesh
