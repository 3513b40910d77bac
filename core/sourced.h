#pragma once

#include <array>
#include <string>

#include "core/fields.h"

namespace orbitmesh {

/// How far a figure can be trusted.
enum class Confidence {
  kOfficial,  ///< O: vendor's, author's or other primary document
  kPress,     ///< P: press or secondary source
  kDerived,   ///< D: derived or computed from other figures
  kGuess,     ///< G: guess or engineering default without a source
};

constexpr std::array<EnumName<Confidence>, 4> enum_names(Confidence) {
  return {{{Confidence::kOfficial, "O"},
           {Confidence::kPress, "P"},
           {Confidence::kDerived, "D"},
           {Confidence::kGuess, "G"}}};
}

/// A value with its provenance. In a file: { value = "36 W", source = "…", confidence = "O" }.
template <class T>
struct Sourced {
  T value{};
  std::string source;
  Confidence confidence = Confidence::kGuess;
};

}  // namespace orbitmesh
