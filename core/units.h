#pragma once

#include <cstdint>

#include "core/time.h"

namespace orbitmesh {

/// A real quantity in its SI unit, distinguished by `Dimension` so that an
/// altitude cannot be passed where an angle is meant.
template <class Dimension>
struct Quantity {
  double si = 0.0;

  friend constexpr bool operator==(Quantity a, Quantity b) { return a.si == b.si; }
  friend constexpr bool operator!=(Quantity a, Quantity b) { return a.si != b.si; }
  friend constexpr bool operator<(Quantity a, Quantity b) { return a.si < b.si; }
};

using Length = Quantity<struct LengthDimension>;                        // [m]
using Angle = Quantity<struct AngleDimension>;                          // [rad]
using Frequency = Quantity<struct FrequencyDimension>;                  // [1/s]
using Power = Quantity<struct PowerDimension>;                          // [W]
using RainRate = Quantity<struct RainRateDimension>;                    // [m/s], written "mm/h"
using Compute = Quantity<struct ComputeDimension>;                      // [operations]
using ComputeRate = Quantity<struct ComputeRateDimension>;              // [operations/s]
using Bandwidth = Quantity<struct BandwidthDimension>;                  // memory bandwidth [byte/s]
using Energy = Quantity<struct EnergyDimension>;                        // [J]
using Area = Quantity<struct AreaDimension>;                            // [m2]
using Temperature = Quantity<struct TemperatureDimension>;              // [K], written "degC"
using HeatCapacity = Quantity<struct HeatCapacityDimension>;            // [J/K]
using ThermalResistance = Quantity<struct ThermalResistanceDimension>;  // [K/W]

inline constexpr double kPi = 3.14159265358979323846;
inline constexpr double kDegree = kPi / 180.0;  ///< [rad]

inline constexpr double kDay_s = 86400.0;
inline constexpr double kYear_s = 365.25 * kDay_s;  ///< Julian year

/// Speed of light in vacuum [m/s], exact (SI).
inline constexpr double kSpeedOfLight_m_s = 299792458.0;

constexpr Length metres(double m) { return {m}; }
constexpr Length kilometres(double km) { return {km * 1e3}; }
constexpr Angle degrees(double deg) { return {deg * kDegree}; }
constexpr Energy kilowatt_hours(double kwh) { return {kwh * 3.6e6}; }
inline constexpr double kZeroCelsius_K = 273.15;
constexpr Temperature celsius(double degrees) { return {degrees + kZeroCelsius_K}; }

/// A number of bytes. Decimal multiples (1 kB = 1000 B).
struct Bytes {
  std::int64_t count = 0;

  friend constexpr Bytes operator+(Bytes a, Bytes b) { return {a.count + b.count}; }
  friend constexpr Bytes operator-(Bytes a, Bytes b) { return {a.count - b.count}; }
  friend constexpr bool operator==(Bytes a, Bytes b) { return a.count == b.count; }
  friend constexpr bool operator!=(Bytes a, Bytes b) { return a.count != b.count; }
  friend constexpr bool operator<(Bytes a, Bytes b) { return a.count < b.count; }
};

/// A data rate in whole bits a second.
struct BitRate {
  std::int64_t bit_s = 0;

  /// Time to serialise `bytes` at this rate, rounded up to a nanosecond.
  /// Precondition: the rate is positive and bytes < 1.1e9.
  constexpr Duration serialisation(Bytes bytes) const {
    return Duration::from_ns((bytes.count * 8'000'000'000LL + bit_s - 1) / bit_s);
  }
  friend constexpr bool operator==(BitRate a, BitRate b) { return a.bit_s == b.bit_s; }
  friend constexpr bool operator!=(BitRate a, BitRate b) { return a.bit_s != b.bit_s; }
  friend constexpr bool operator<(BitRate a, BitRate b) { return a.bit_s < b.bit_s; }
};

}  // namespace orbitmesh
