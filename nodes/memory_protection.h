#pragma once

#include <array>
#include <cstdint>

#include "core/fields.h"
#include "core/rng.h"
#include "core/time.h"

namespace orbitmesh {

/// Error correction of the memory that holds the weights.
enum class Ecc {
  kNone,
  kSecded,  ///< of a word, a single wrong bit is corrected and two are detected
};

constexpr std::array<EnumName<Ecc>, 2> enum_names(Ecc) {
  return {{{Ecc::kNone, "none"}, {Ecc::kSecded, "secded"}}};
}

/// What keeps upsets out of the weights, and for how long the others stay.
struct MemoryProtection {
  Ecc ecc = Ecc::kSecded;
  /// Share of upsets that hit at least one bit more of the same word (MBU), and of these once
  /// more, and so on; in [0, 1].
  double mbu_share = 0.01;
  /// > 0; every wrong bit is restored at the whole multiples of this, counted from the
  /// epoch.
  Duration scrub = Duration::from_s(10);

  /// Share of raw upsets that leave wrong bits which nothing notices: all, or with SECDED
  /// those of three bits and more. Independent upsets that meet in a word between two scrubs
  /// are rarer by far (docs/models/faults.md).
  double unnoticed_share() const { return ecc == Ecc::kSecded ? mbu_share * mbu_share : 1.0; }
  /// Bits that one of these upsets inverts, next to each other; 64 at most.
  std::uint64_t wrong_bits(RngStream& stream) const {
    constexpr std::uint64_t kMost = 64;
    std::uint64_t bits = ecc == Ecc::kSecded ? 3 : 1;
    while (bits < kMost && stream.uniform() < mbu_share) ++bits;
    return bits;
  }
};

}  // namespace orbitmesh
