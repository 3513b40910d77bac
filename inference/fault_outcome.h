#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/fields.h"
#include "inference/precision.h"
#include "inference/weight_format.h"

namespace orbitmesh {

/// What a fault does to an answer, from harmless to worst.
enum class FaultOutcome {
  kMasked,     ///< nothing: the same output, bit for bit
  kTolerable,  ///< another output, but the same decision: tolerable silent data corruption
  kCritical,   ///< another decision: critical silent data corruption
  kDue,        ///< NaN, infinity or a failed check: detected, and uncorrectable
  kHang,       ///< no answer
};

/// Where a wrong bit is.
enum class FaultPlace {
  kWeights,      ///< in the weights: every answer is exposed to it until they are restored
  kActivations,  ///< in what one inference has computed so far: one answer is exposed to it
};

constexpr std::array<EnumName<FaultPlace>, 2> enum_names(FaultPlace) {
  return {{{FaultPlace::kWeights, "weights"}, {FaultPlace::kActivations, "activations"}}};
}

/// What a bit of a number stands for.
enum class BitClass {
  kSign,
  kTopExponent,  ///< the most significant bit of the exponent
  kExponent,     ///< the others
  kFraction,
  kInteger,  ///< of int8, all but the sign
};

constexpr std::array<EnumName<BitClass>, 5> enum_names(BitClass) {
  return {{{BitClass::kSign, "sign"},
           {BitClass::kTopExponent, "top-exponent"},
           {BitClass::kExponent, "exponent"},
           {BitClass::kFraction, "fraction"},
           {BitClass::kInteger, "integer"}}};
}

/// What guards an inference against wrong bits.
enum class Protection {
  kNone,
  kRangeRestriction,  ///< activations are held within bounds seen on intact weights
  kChecksums,         ///< products and convolutions are checked, and computed again on a mismatch
};

constexpr std::array<EnumName<Protection>, 3> enum_names(Protection) {
  return {{{Protection::kNone, "none"},
           {Protection::kRangeRestriction, "range-restriction"},
           {Protection::kChecksums, "checksums"}}};
}

/// Bits of a number in that format.
constexpr std::uint32_t bits_of(WeightFormat format) {
  if (format == WeightFormat::kFp32) return 32;
  return format == WeightFormat::kInt8 ? 8 : 16;
}

/// What bit `bit` stands for, 0 being the least significant. Precondition: bit < bits_of(format).
constexpr BitClass bit_class(WeightFormat format, std::uint32_t bit) {
  if (bit + 1 == bits_of(format)) return BitClass::kSign;
  if (format == WeightFormat::kInt8) return BitClass::kInteger;
  if (bit + 2 == bits_of(format)) return BitClass::kTopExponent;
  constexpr std::uint32_t kFp32Fraction = 23;
  constexpr std::uint32_t kFp16Fraction = 10;
  constexpr std::uint32_t kBf16Fraction = 7;
  const std::uint32_t fraction = format == WeightFormat::kFp32   ? kFp32Fraction
                                 : format == WeightFormat::kFp16 ? kFp16Fraction
                                                                 : kBf16Fraction;
  return bit < fraction ? BitClass::kFraction : BitClass::kExponent;
}

/// The format that stands for a precision of a profile. fp8 is taken as fp16, whose range of
/// exponents is the nearest.
constexpr WeightFormat format_of(Precision precision) {
  switch (precision) {
    case Precision::kFp32:
      return WeightFormat::kFp32;
    case Precision::kBf16:
      return WeightFormat::kBf16;
    case Precision::kFp8:
      return WeightFormat::kFp16;
    case Precision::kInt8:
      return WeightFormat::kInt8;
  }
  return WeightFormat::kFp32;
}

}  // namespace orbitmesh
