#pragma once

#include <cstdint>

#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// Serialisation times of a port in whole femtoseconds a byte, rounded up to a nanosecond:
/// without a division.
class PortSpeed {
 public:
  PortSpeed() = default;
  explicit PortSpeed(BitRate rate) : fs_per_byte_(kFemtosecondsTimesBits / rate.bit_s) {}

  /// That share of the speed, in (0, 1].
  PortSpeed slowed_to(double share) const {
    PortSpeed slow;
    slow.fs_per_byte_ = static_cast<std::int64_t>(static_cast<double>(fs_per_byte_) / share);
    return slow;
  }

  Duration serialisation(std::int64_t bytes) const {
    return Duration::from_ns((fs_per_byte_ * bytes + 999'999) / 1'000'000);
  }
  /// Bytes that are sent in that time.
  std::int64_t bytes_in(Duration time) const { return time.ns() * 1'000'000 / fs_per_byte_; }

 private:
  // One byte at 1 bit/s takes this many femtoseconds.
  static constexpr std::int64_t kFemtosecondsTimesBits = 8'000'000'000'000'000;
  std::int64_t fs_per_byte_ = 1;
};

}  // namespace orbitmesh
