#include "core/particle_units.h"
#include "core/quantity.h"
#include "core/speed.h"

namespace orbitmesh {
namespace {

constexpr auto kReadOnly = Unit::Style::kReadOnly;
constexpr auto kWhole = Unit::Style::kWhole;
constexpr auto kDecimal = Unit::Style::kDecimal;

}  // namespace

std::string QuantityKind::unit_list() const {
  std::string text;
  for (const Unit& unit : units) {
    if (!text.empty()) text += ", ";
    text += unit.name;
  }
  return text;
}

template <>
const QuantityKind& quantity_kind<Duration>() {
  static const QuantityKind kKind = {"a duration",
                                     "ns",
                                     "50 ms",
                                     {{"ns", 1, 1, kDecimal},
                                      {"us", 1e3, 1, kDecimal},
                                      {"ms", 1e6, 1, kDecimal},
                                      {"s", 1e9, 1, kDecimal},
                                      {"min", 60e9, 1, kWhole},
                                      {"h", 3600e9, 1, kWhole},
                                      {"d", 86400e9, 1, kWhole}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Bytes>() {
  static const QuantityKind kKind = {"a number of bytes",
                                     "B",
                                     "25 kB",
                                     {{"B", 1, 1, kDecimal},
                                      {"kB", 1e3, 1, kDecimal},
                                      {"MB", 1e6, 1, kDecimal},
                                      {"GB", 1e9, 1, kDecimal},
                                      {"TB", 1e12, 1, kDecimal},
                                      {"KiB", 1024, 1, kReadOnly},
                                      {"MiB", 1048576, 1, kReadOnly},
                                      {"GiB", 1073741824, 1, kReadOnly}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<BitRate>() {
  static const QuantityKind kKind = {"a data rate",
                                     "bit/s",
                                     "20 Mbit/s",
                                     {{"bit/s", 1, 1, kDecimal},
                                      {"kbit/s", 1e3, 1, kDecimal},
                                      {"Mbit/s", 1e6, 1, kDecimal},
                                      {"Gbit/s", 1e9, 1, kDecimal},
                                      {"Tbit/s", 1e12, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Length>() {
  static const QuantityKind kKind = {
      "a length",
      "m",
      "550 km",
      {{"mm", 1, 1e3, kDecimal}, {"m", 1, 1, kDecimal}, {"km", 1e3, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Angle>() {
  static const QuantityKind kKind = {
      "an angle", "rad", "53 deg", {{"deg", kDegree, 1, kDecimal}, {"rad", 1, 1, kReadOnly}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Frequency>() {
  static const QuantityKind kKind = {"a frequency",
                                     "Hz",
                                     "2 Hz",
                                     {{"Hz", 1, 1, kDecimal},
                                      {"kHz", 1e3, 1, kDecimal},
                                      {"MHz", 1e6, 1, kDecimal},
                                      {"GHz", 1e9, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Power>() {
  static const QuantityKind kKind = {
      "a power",
      "W",
      "36 W",
      {{"W", 1, 1, kDecimal}, {"kW", 1e3, 1, kDecimal}, {"MW", 1e6, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<RainRate>() {
  static const QuantityKind kKind = {
      "a rain rate", "m/s", "5 mm/h", {{"mm/h", 1, 3.6e6, kDecimal}, {"m/s", 1, 1, kReadOnly}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Compute>() {
  static const QuantityKind kKind = {"an amount of computation",
                                     "FLOP",
                                     "4.3 TFLOP",
                                     {{"FLOP", 1, 1, kDecimal},
                                      {"MFLOP", 1e6, 1, kDecimal},
                                      {"GFLOP", 1e9, 1, kDecimal},
                                      {"TFLOP", 1e12, 1, kDecimal},
                                      {"PFLOP", 1e15, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<ComputeRate>() {
  static const QuantityKind kKind = {"a computing rate",
                                     "OPS",
                                     "8 TOPS",
                                     {{"OPS", 1, 1, kDecimal},
                                      {"GOPS", 1e9, 1, kDecimal},
                                      {"TOPS", 1e12, 1, kDecimal},
                                      {"POPS", 1e15, 1, kDecimal},
                                      {"FLOPS", 1, 1, kReadOnly},
                                      {"GFLOPS", 1e9, 1, kReadOnly},
                                      {"TFLOPS", 1e12, 1, kReadOnly},
                                      {"PFLOPS", 1e15, 1, kReadOnly}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Bandwidth>() {
  static const QuantityKind kKind = {"a memory bandwidth",
                                     "B/s",
                                     "205 GB/s",
                                     {{"B/s", 1, 1, kDecimal},
                                      {"kB/s", 1e3, 1, kDecimal},
                                      {"MB/s", 1e6, 1, kDecimal},
                                      {"GB/s", 1e9, 1, kDecimal},
                                      {"TB/s", 1e12, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Energy>() {
  static const QuantityKind kKind = {"an energy",
                                     "J",
                                     "20 kWh",
                                     {{"J", 1, 1, kDecimal},
                                      {"kJ", 1e3, 1, kReadOnly},
                                      {"MJ", 1e6, 1, kReadOnly},
                                      {"Wh", 3600, 1, kDecimal},
                                      {"kWh", 3.6e6, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Area>() {
  static const QuantityKind kKind = {"an area", "m2", "6 m2", {{"m2", 1, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Temperature>() {
  static const QuantityKind kKind = {
      "a temperature",
      "K",
      "75 degC",
      {{"K", 1, 1, kReadOnly}, {"degC", 1, 1, kDecimal, kZeroCelsius_K}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<HeatCapacity>() {
  static const QuantityKind kKind = {
      "a heat capacity", "J/K", "150 kJ/K", {{"J/K", 1, 1, kDecimal}, {"kJ/K", 1e3, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<ThermalResistance>() {
  static const QuantityKind kKind = {
      "a thermal resistance", "K/W", "0.05 K/W", {{"K/W", 1, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<CrossSection>() {
  static const QuantityKind kKind = {
      "a cross-section", "cm2", "2.9e-9 cm2", {{"cm2", 1, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<ParticleEnergy>() {
  static const QuantityKind kKind = {"a particle's energy",
                                     "MeV",
                                     "67 MeV",
                                     {{"MeV", 1, 1, kDecimal}, {"GeV", 1e3, 1, kReadOnly}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Let>() {
  static const QuantityKind kKind = {
      "a linear energy transfer", "MeV cm2/mg", "15 MeV cm2/mg", {{"MeV cm2/mg", 1, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Dose>() {
  static const QuantityKind kKind = {
      "a dose", "rad", "15 krad", {{"rad", 1, 1, kDecimal}, {"krad", 1e3, 1, kDecimal}}};
  return kKind;
}

template <>
const QuantityKind& quantity_kind<Speed>() {
  static const QuantityKind kKind = {
      "a speed", "m/s", "50 km/h", {{"m/s", 1, 1, kDecimal}, {"km/h", 1e3, 3.6e3, kReadOnly}}};
  return kKind;
}

}  // namespace orbitmesh
