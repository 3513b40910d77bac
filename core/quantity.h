#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// A unit that files may use: SI value = number * times / per + offset.
struct Unit {
  /// How format_quantity() uses the unit.
  enum class Style {
    kReadOnly,  ///< accepted, never written
    kWhole,     ///< written for whole numbers only (1.5 min reads worse than 90 s)
    kDecimal,   ///< written with decimals too
  };
  std::string_view name;
  double times = 1.0;
  double per = 1.0;
  Style style = Style::kDecimal;
  double offset = 0.0;  ///< of scales with a zero of their own; never of whole types
};

/// What a type of quantity measures and the units it is written in.
struct QuantityKind {
  std::string_view name;       ///< "a length"
  std::string_view base_unit;  ///< the unit of factor 1
  std::string_view example;    ///< "550 km"
  std::vector<Unit> units;     ///< from the smallest written unit to the largest

  /// "mm, m, km"
  std::string unit_list() const;
};

/// True for Duration, Bytes, BitRate and the quantities of core/units.h.
template <class T>
inline constexpr bool is_quantity_v = false;
template <class Dimension>
inline constexpr bool is_quantity_v<Quantity<Dimension>> = true;
template <>
inline constexpr bool is_quantity_v<Duration> = true;
template <>
inline constexpr bool is_quantity_v<Bytes> = true;
template <>
inline constexpr bool is_quantity_v<BitRate> = true;

template <class T>
const QuantityKind& quantity_kind();
template <>
const QuantityKind& quantity_kind<Duration>();
template <>
const QuantityKind& quantity_kind<Bytes>();
template <>
const QuantityKind& quantity_kind<BitRate>();
template <>
const QuantityKind& quantity_kind<Length>();
template <>
const QuantityKind& quantity_kind<Angle>();
template <>
const QuantityKind& quantity_kind<Frequency>();
template <>
const QuantityKind& quantity_kind<Power>();
template <>
const QuantityKind& quantity_kind<RainRate>();
template <>
const QuantityKind& quantity_kind<Compute>();
template <>
const QuantityKind& quantity_kind<ComputeRate>();
template <>
const QuantityKind& quantity_kind<Bandwidth>();
template <>
const QuantityKind& quantity_kind<Energy>();
template <>
const QuantityKind& quantity_kind<Area>();
template <>
const QuantityKind& quantity_kind<Temperature>();
template <>
const QuantityKind& quantity_kind<HeatCapacity>();
template <>
const QuantityKind& quantity_kind<ThermalResistance>();

/// Reads "<number> <unit>", such as "50 ms" or "-22.8 deg". Integer types (Duration,
/// Bytes, BitRate) are computed exactly and rounded to the nearest whole ns, byte or
/// bit/s, halves away from zero; a positive value never becomes 0. Independent of the
/// locale. Throws InputError without a place, naming the permitted units.
template <class T>
T parse_quantity(std::string_view text);
template <>
Duration parse_quantity<Duration>(std::string_view text);
template <>
Bytes parse_quantity<Bytes>(std::string_view text);
template <>
BitRate parse_quantity<BitRate>(std::string_view text);

/// The inverse in a readable unit: parse_quantity(format_quantity(x)) == x exactly.
/// Precondition: x is finite.
template <class T>
std::string format_quantity(T value);
template <>
std::string format_quantity<Duration>(Duration value);
template <>
std::string format_quantity<Bytes>(Bytes value);
template <>
std::string format_quantity<BitRate>(BitRate value);

}  // namespace orbitmesh
