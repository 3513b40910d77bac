#pragma once

#include <array>

#include "core/fields.h"
#include "core/time.h"

namespace orbitmesh {

/// Error correction of the memory that holds the weights.
enum class Ecc {
  kNone,
  kSecded,  ///< single error corrected, double error detected, a word
};

constexpr std::array<EnumName<Ecc>, 2> enum_names(Ecc) {
  return {{{Ecc::kNone, "none"}, {Ecc::kSecded, "secded"}}};
}

/// What keeps upsets out of the weights, and for how long the others stay.
struct MemoryProtection {
  Ecc ecc = Ecc::kSecded;
  /// Share of upsets that hit several bits of one word (MBU) and pass SECDED, in [0, 1].
  double mbu_share = 0.01;
  /// > 0; every wrong bit is restored at the whole multiples of this, counted from the
  /// epoch.
  Duration scrub = Duration::from_s(10);

  /// Share of raw upsets that leave a wrong bit.
  double uncorrected_share() const { return ecc == Ecc::kSecded ? mbu_share : 1.0; }
};

}  // namespace orbitmesh
