#include "core/quantity.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <type_traits>

#include "core/error.h"
#include "core/particle_units.h"
#include "core/speed.h"
#include "core/suggestion.h"

namespace orbitmesh {
namespace {

__extension__ typedef unsigned __int128 Uint128;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Length of the number [+-]digits[.digits][e[+-]digits] at the start, 0 if there is none.
std::size_t number_length(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&](std::size_t from) {
    while (from < text.size() && is_digit(text[from])) ++from;
    return from;
  };
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  const std::size_t whole = digits(i);
  if (whole == i) return 0;
  i = whole;
  if (i < text.size() && text[i] == '.') {
    const std::size_t end = digits(i + 1);
    if (end == i + 1) return 0;
    i = end;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    std::size_t sign = i + 1;
    if (sign < text.size() && (text[sign] == '-' || text[sign] == '+')) ++sign;
    const std::size_t end = digits(sign);
    if (end > sign) i = end;
  }
  return i;
}

struct Parts {
  std::string_view number;  ///< without a leading '+'
  const Unit* unit = nullptr;
};

template <class T>
const Unit* find_unit(std::string_view name) {
  for (const Unit& unit : quantity_kind<T>().units) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

// What a unit measures, over all types; empty for an unknown unit.
template <class... T>
std::string_view measured_by(std::string_view unit) {
  std::string_view name;
  ((name.empty() && find_unit<T>(unit) != nullptr ? void(name = quantity_kind<T>().name) : void()),
   ...);
  return name;
}

[[noreturn]] void reject_unit(std::string_view unit, const QuantityKind& kind) {
  const std::string_view measured =
      measured_by<Duration, Bytes, BitRate, Length, Angle, Frequency, Power, Speed, RainRate,
                  Compute, ComputeRate, Bandwidth, Energy, Area, Temperature, HeatCapacity,
                  ThermalResistance, CrossSection, ParticleEnergy, Let, Dose>(unit);
  const std::string expected = fmt::format("expected {}: {}", kind.name, kind.unit_list());
  if (!measured.empty()) throw InputError(fmt::format("'{}' is {}; {}", unit, measured, expected));
  std::vector<std::string_view> names;
  for (const Unit& known : kind.units) names.push_back(known.name);
  throw InputError(
      fmt::format("unknown unit '{}'{}; {}", unit, did_you_mean(unit, names), expected));
}

template <class T>
Parts split(std::string_view text) {
  const QuantityKind& kind = quantity_kind<T>();
  const std::string_view trimmed = trim(text);
  const std::size_t length = number_length(trimmed);
  if (length == 0) {
    throw InputError(fmt::format("\"{}\" is not {}; write a number and a unit ({}), such as \"{}\"",
                                 text.substr(0, 60), kind.name, kind.unit_list(), kind.example));
  }
  std::string_view number = trimmed.substr(0, length);
  const std::string_view name = trim(trimmed.substr(length));
  if (name.empty()) {
    throw InputError(fmt::format("\"{}\" has no unit; write {} as \"{}\", for example ({})",
                                 trimmed, kind.name, kind.example, kind.unit_list()));
  }
  if (number.front() == '+') number.remove_prefix(1);
  const Unit* unit = find_unit<T>(name);
  if (unit == nullptr) reject_unit(name.substr(0, 40), kind);
  return {number, unit};
}

[[noreturn]] void out_of_range(std::string_view text) {
  throw InputError(fmt::format("\"{}\" is out of range", trim(text).substr(0, 60)));
}

/// number = (negative ? -1 : 1) * digits * 10^exponent
struct Decimal {
  bool negative = false;
  std::uint64_t digits = 0;
  int exponent = 0;
};

std::optional<Decimal> parse_decimal(std::string_view number) {
  Decimal value;
  std::size_t i = 0;
  if (number[0] == '-') {
    value.negative = true;
    ++i;
  }
  bool fraction = false;
  for (; i < number.size() && (is_digit(number[i]) || number[i] == '.'); ++i) {
    if (number[i] == '.') {
      fraction = true;
      continue;
    }
    if (value.digits > (std::numeric_limits<std::uint64_t>::max() - 9) / 10) return std::nullopt;
    value.digits = value.digits * 10 + static_cast<std::uint64_t>(number[i] - '0');
    if (fraction) --value.exponent;
  }
  if (i == number.size()) return value;
  ++i;  // 'e'
  if (number[i] == '+') ++i;
  int exponent = 0;
  const auto [end, error] =
      std::from_chars(number.data() + i, number.data() + number.size(), exponent);
  if (error != std::errc() || exponent > 1000 || exponent < -1000) return std::nullopt;
  value.exponent += exponent;
  return value;
}

// digits * factor * 10^exponent in whole numbers, halves up; empty beyond 2^64.
std::optional<std::uint64_t> scale(const Decimal& value, std::uint64_t factor) {
  Uint128 product = static_cast<Uint128>(value.digits) * factor;
  constexpr Uint128 kLimit = std::numeric_limits<std::uint64_t>::max();
  for (int e = 0; e < value.exponent && product != 0; ++e) {
    product *= 10;
    if (product > kLimit) return std::nullopt;
  }
  Uint128 divisor = 1;
  for (int e = 0; e > value.exponent && divisor <= product * 2; --e) divisor *= 10;
  product = product / divisor + (product % divisor >= divisor - product % divisor ? 1 : 0);
  if (product > kLimit) return std::nullopt;
  return static_cast<std::uint64_t>(product);
}

template <class T>
std::int64_t parse_count(std::string_view text) {
  const Parts parts = split<T>(text);
  const std::optional<Decimal> number = parse_decimal(parts.number);
  if (!number) out_of_range(text);
  const auto magnitude = scale(*number, static_cast<std::uint64_t>(parts.unit->times));
  constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
  if (!magnitude || *magnitude > kMax + (number->negative ? 1U : 0U)) out_of_range(text);
  if (*magnitude == 0 && number->digits != 0) {
    throw InputError(fmt::format("\"{}\" is less than 1 {}, the smallest step", trim(text),
                                 quantity_kind<T>().base_unit));
  }
  return static_cast<std::int64_t>(number->negative ? 0U - *magnitude : *magnitude);
}

template <class T>
double parse_si(std::string_view text) {
  const Parts parts = split<T>(text);
  double number = 0;
  const char* const end = parts.number.data() + parts.number.size();
  const auto result = std::from_chars(parts.number.data(), end, number);
  const double si = number * parts.unit->times / parts.unit->per + parts.unit->offset;
  if (result.ec != std::errc() || !std::isfinite(si)) out_of_range(text);
  return si;
}

template <class T>
std::string format_count(std::int64_t value) {
  const QuantityKind& kind = quantity_kind<T>();
  const auto bits = static_cast<std::uint64_t>(value);
  const std::uint64_t magnitude = value < 0 ? 0U - bits : bits;
  const std::string sign = value < 0 ? "-" : "";
  for (std::size_t i = kind.units.size(); i-- > 0 && magnitude != 0;) {
    const Unit& unit = kind.units[i];
    if (unit.style == Unit::Style::kReadOnly) continue;
    const auto factor = static_cast<std::uint64_t>(unit.times);
    const std::uint64_t whole = magnitude / factor;
    const std::uint64_t rest = magnitude % factor;
    if (rest == 0) return fmt::format("{}{} {}", sign, whole, unit.name);
    const bool three_decimals = whole > 0 && rest * 1000 % factor == 0;
    if (unit.style != Unit::Style::kDecimal || !three_decimals) continue;
    std::string decimals = fmt::format("{:03}", rest * 1000 / factor);
    decimals.erase(decimals.find_last_not_of('0') + 1);
    return fmt::format("{}{}.{} {}", sign, whole, decimals, unit.name);
  }
  return fmt::format("0 {}", std::is_same_v<T, Duration> ? "s" : kind.base_unit);
}

std::string number_text(double value, int digits) {
  std::array<char, 64> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                    std::chars_format::general, digits);
  return std::string(buffer.data(), result.ptr);
}

template <class T>
std::string format_si(double si) {
  // 15 digits read well and mostly suffice; 17 in the base unit always do.
  constexpr int kShort = 15;
  const QuantityKind& kind = quantity_kind<T>();
  std::vector<const Unit*> written;
  for (const Unit& unit : kind.units) {
    if (unit.style == Unit::Style::kDecimal) written.push_back(&unit);
  }
  for (std::size_t i = written.size(); i-- > 0;) {
    const double number = (si - written[i]->offset) * written[i]->per / written[i]->times;
    if (i > 0 && std::fabs(number) < 1.0) continue;
    if (!std::isfinite(number)) continue;
    std::string text = fmt::format("{} {}", number_text(number, kShort), written[i]->name);
    if (parse_si<T>(text) == si) return text;
  }
  return fmt::format("{} {}", number_text(si, 17), kind.base_unit);
}

}  // namespace

template <>
Duration parse_quantity<Duration>(std::string_view text) {
  return Duration::from_ns(parse_count<Duration>(text));
}
template <>
Bytes parse_quantity<Bytes>(std::string_view text) {
  return {parse_count<Bytes>(text)};
}
template <>
BitRate parse_quantity<BitRate>(std::string_view text) {
  return {parse_count<BitRate>(text)};
}
template <class T>
T parse_quantity(std::string_view text) {
  return {parse_si<T>(text)};
}

template <>
std::string format_quantity<Duration>(Duration value) {
  return format_count<Duration>(value.ns());
}
template <>
std::string format_quantity<Bytes>(Bytes value) {
  return format_count<Bytes>(value.count);
}
template <>
std::string format_quantity<BitRate>(BitRate value) {
  return format_count<BitRate>(value.bit_s);
}
template <class T>
std::string format_quantity(T value) {
  return format_si<T>(value.si);
}

#define ORBITMESH_INSTANTIATE_QUANTITY(T)         \
  template T parse_quantity<T>(std::string_view); \
  template std::string format_quantity<T>(T)
ORBITMESH_INSTANTIATE_QUANTITY(Length);
ORBITMESH_INSTANTIATE_QUANTITY(Angle);
ORBITMESH_INSTANTIATE_QUANTITY(Frequency);
ORBITMESH_INSTANTIATE_QUANTITY(Power);
ORBITMESH_INSTANTIATE_QUANTITY(RainRate);
ORBITMESH_INSTANTIATE_QUANTITY(Compute);
ORBITMESH_INSTANTIATE_QUANTITY(ComputeRate);
ORBITMESH_INSTANTIATE_QUANTITY(Bandwidth);
ORBITMESH_INSTANTIATE_QUANTITY(Energy);
ORBITMESH_INSTANTIATE_QUANTITY(Area);
ORBITMESH_INSTANTIATE_QUANTITY(Temperature);
ORBITMESH_INSTANTIATE_QUANTITY(HeatCapacity);
ORBITMESH_INSTANTIATE_QUANTITY(ThermalResistance);
ORBITMESH_INSTANTIATE_QUANTITY(CrossSection);
ORBITMESH_INSTANTIATE_QUANTITY(ParticleEnergy);
ORBITMESH_INSTANTIATE_QUANTITY(Let);
ORBITMESH_INSTANTIATE_QUANTITY(Dose);
ORBITMESH_INSTANTIATE_QUANTITY(Speed);
#undef ORBITMESH_INSTANTIATE_QUANTITY

}  // namespace orbitmesh
