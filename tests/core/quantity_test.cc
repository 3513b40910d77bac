#include "core/quantity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "core/rng.h"
#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(Quantity, ReadsEveryDimension) {
  EXPECT_EQ(parse_quantity<Duration>("50 ms"), Duration::from_ms(50));
  EXPECT_EQ(parse_quantity<Duration>("30 min"), Duration::from_s(1800));
  EXPECT_EQ(parse_quantity<Duration>("-1.5 s"), Duration::from_ms(-1500));
  EXPECT_EQ(parse_quantity<Duration>("2 d"), Duration::from_s(172'800));
  EXPECT_EQ(parse_quantity<BitRate>("20 Mbit/s"), BitRate{20'000'000});
  EXPECT_EQ(parse_quantity<Length>("550 km"), metres(550e3));
  EXPECT_EQ(parse_quantity<Length>("2.54 mm"), metres(2.54e-3));
  EXPECT_EQ(parse_quantity<Angle>("53 deg"), degrees(53));
  EXPECT_EQ(parse_quantity<Angle>("-97.61 deg"), degrees(-97.61));
  EXPECT_EQ(parse_quantity<Bytes>("25 kB"), Bytes{25'000});
  EXPECT_EQ(parse_quantity<Bytes>("110 GB"), Bytes{110'000'000'000});
  EXPECT_EQ(parse_quantity<Bytes>("4 KiB"), Bytes{4096});
  EXPECT_EQ(parse_quantity<Frequency>("2 Hz"), Frequency{2});
  EXPECT_EQ(parse_quantity<RainRate>("0 mm/h"), RainRate{0});
  EXPECT_EQ(parse_quantity<RainRate>("36 mm/h"), RainRate{1e-5});
  EXPECT_EQ(parse_quantity<Power>("36 W"), Power{36});
  EXPECT_EQ(parse_quantity<Compute>("4.3 TFLOP"), Compute{4.3e12});
  EXPECT_EQ(parse_quantity<ComputeRate>("8 TOPS"), ComputeRate{8e12});
  EXPECT_EQ(parse_quantity<ComputeRate>("1 PFLOPS"), ComputeRate{1e15});
  EXPECT_EQ(parse_quantity<Bandwidth>("205 GB/s"), Bandwidth{205e9});
  EXPECT_EQ(parse_quantity<Energy>("20 kWh"), kilowatt_hours(20));
  EXPECT_EQ(parse_quantity<Energy>("3.6 MJ"), Energy{3.6e6});
  EXPECT_EQ(parse_quantity<Area>("110 m2"), Area{110});
  EXPECT_EQ(parse_quantity<Temperature>("-20 degC"), celsius(-20));
  EXPECT_EQ(parse_quantity<Temperature>("300 K"), Temperature{300});
  EXPECT_EQ(parse_quantity<HeatCapacity>("150 kJ/K"), HeatCapacity{150e3});
  EXPECT_EQ(parse_quantity<ThermalResistance>("0.0002 K/W"), ThermalResistance{0.0002});
}

TEST(Quantity, AcceptsSpacesSignsAndExponents) {
  EXPECT_EQ(parse_quantity<Duration>("  +5ms "), Duration::from_ms(5));
  EXPECT_EQ(parse_quantity<Duration>("1e3 us"), Duration::from_ms(1));
  EXPECT_EQ(parse_quantity<Duration>("1.5E-3 s"), Duration::from_us(1500));
}

TEST(Quantity, WholeTypesAreExactWhereDoubleIsNot) {
  EXPECT_EQ(parse_quantity<Duration>("9223372036.854775807 s").ns(), INT64_MAX);
  EXPECT_EQ(parse_quantity<Duration>("-9223372036854775808 ns").ns(), INT64_MIN);
  EXPECT_EQ(parse_quantity<Bytes>("9007199254740993 B").count, 9'007'199'254'740'993);
  EXPECT_EQ(parse_quantity<Duration>("0.1 us").ns(), 100);
}

TEST(Quantity, WholeTypesRoundHalvesAwayFromZero) {
  EXPECT_EQ(parse_quantity<Duration>("1.4999 ns").ns(), 1);
  EXPECT_EQ(parse_quantity<Duration>("1.5 ns").ns(), 2);
  EXPECT_EQ(parse_quantity<Duration>("-1.5 ns").ns(), -2);
  EXPECT_THAT(input_error_of([] { parse_quantity<Duration>("0.4 ns"); }),
              HasSubstr("less than 1 ns"));
  EXPECT_THAT(input_error_of([] { parse_quantity<Bytes>("1e-30 B"); }), HasSubstr("less than 1 B"));
}

TEST(Quantity, RefusesWhatIsOutOfRange) {
  for (const char* text : {"1e30 s", "9223372036854775808 ns", "300 d0", "1e999 s",
                           "99999999999999999999999 s", "1e99999999999 s"}) {
    EXPECT_THROW(parse_quantity<Duration>(text), InputError) << text;
  }
  EXPECT_THROW(parse_quantity<Length>("1e999 m"), InputError);
  EXPECT_THROW(parse_quantity<Length>("1e308 km"), InputError);
}

TEST(Quantity, NamesTheUnitsWhenOneIsMissingOrWrong) {
  EXPECT_THAT(input_error_of([] { parse_quantity<Duration>("5"); }),
              AllOf(HasSubstr("has no unit"), HasSubstr("\"50 ms\"")));
  EXPECT_EQ(input_error_of([] { parse_quantity<Duration>("5 km"); }),
            "'km' is a length; expected a duration: ns, us, ms, s, min, h, d");
  EXPECT_EQ(input_error_of([] { parse_quantity<BitRate>("5 GB/s"); }),
            "'GB/s' is a memory bandwidth; expected a data rate: bit/s, kbit/s, Mbit/s, Gbit/s, "
            "Tbit/s");
  EXPECT_THAT(input_error_of([] { parse_quantity<Bytes>("5 KB"); }),
              HasSubstr("did you mean 'kB'?"));
  EXPECT_THAT(input_error_of([] { parse_quantity<Duration>("5 parsec"); }),
              HasSubstr("unknown unit 'parsec'; expected a duration"));
}

TEST(Quantity, RefusesWhatIsNoNumber) {
  for (const char* text : {"", " ", "ms", "fast", ". s", "5. s", ".5 s", "- s", "--5 s", "0x5 s",
                           "5,0 s", "inf s", "nan s", "5 s s"}) {
    EXPECT_THROW(parse_quantity<Duration>(text), InputError) << text;
    EXPECT_THROW(parse_quantity<Length>(text), InputError) << text;
  }
}

TEST(Quantity, WritesReadableUnits) {
  EXPECT_EQ(format_quantity(Duration::from_ms(50)), "50 ms");
  EXPECT_EQ(format_quantity(Duration::from_s(1800)), "30 min");
  EXPECT_EQ(format_quantity(Duration::from_s(90)), "90 s");
  EXPECT_EQ(format_quantity(Duration::from_ms(1500)), "1.5 s");
  EXPECT_EQ(format_quantity(Duration::from_ns(1'234'567)), "1234.567 us");
  EXPECT_EQ(format_quantity(Duration()), "0 s");
  EXPECT_EQ(format_quantity(Bytes{25'000}), "25 kB");
  EXPECT_EQ(format_quantity(Bytes{-1}), "-1 B");
  EXPECT_EQ(format_quantity(BitRate{100'000'000'000}), "100 Gbit/s");
  EXPECT_EQ(format_quantity(degrees(53)), "53 deg");
  EXPECT_EQ(format_quantity(degrees(-97.61)), "-97.61 deg");
  EXPECT_EQ(format_quantity(kilometres(550)), "550 km");
  EXPECT_EQ(format_quantity(RainRate{0}), "0 mm/h");
  EXPECT_EQ(format_quantity(Frequency{0.3}), "0.3 Hz");
  EXPECT_EQ(format_quantity(Compute{4.3e12}), "4.3 TFLOP");
  EXPECT_EQ(format_quantity(ComputeRate{8e12}), "8 TOPS");
}

// Draws over the whole range: random bits, small numbers, and round decimal ones.
std::int64_t draw_count(RngStream& rng, int i) {
  const auto bits = static_cast<std::int64_t>(rng.next_u64());
  if (i % 3 == 0) return bits;
  std::int64_t value = bits % 100'000;
  for (std::uint64_t zeros = rng.below(10); i % 3 == 2 && zeros > 0; --zeros) value *= 10;
  return value;
}

double draw_real(RngStream& rng, int i) {
  if (i % 2 == 0)
    return std::floor(rng.uniform() * 1e6) * std::pow(10.0, double(rng.below(20)) - 8);
  double value = 0;
  do {
    const std::uint64_t bits = rng.next_u64();
    std::memcpy(&value, &bits, sizeof value);
  } while (!std::isfinite(value));
  return value;
}

template <class T>
void expect_real_round_trip(const char* name) {
  RngStream rng(1, name, 0);
  for (int i = 0; i < 5000; ++i) {
    const T value{draw_real(rng, i)};
    ASSERT_EQ(parse_quantity<T>(format_quantity(value)).si, value.si) << format_quantity(value);
  }
}

TEST(Quantity, FormatIsTheInverseOfParse) {
  RngStream rng(1, "counts", 0);
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t n = draw_count(rng, i);
    ASSERT_EQ(parse_quantity<Duration>(format_quantity(Duration::from_ns(n))).ns(), n);
    ASSERT_EQ(parse_quantity<Bytes>(format_quantity(Bytes{n})).count, n);
    ASSERT_EQ(parse_quantity<BitRate>(format_quantity(BitRate{n})).bit_s, n);
  }
  expect_real_round_trip<Length>("length");
  expect_real_round_trip<Angle>("angle");
  expect_real_round_trip<Frequency>("frequency");
  expect_real_round_trip<Power>("power");
  expect_real_round_trip<RainRate>("rain");
  expect_real_round_trip<Compute>("compute");
  expect_real_round_trip<ComputeRate>("compute rate");
  expect_real_round_trip<Bandwidth>("bandwidth");
}

TEST(Quantity, ExtremesRoundTrip) {
  for (const std::int64_t n : {INT64_MIN, INT64_MIN + 1, INT64_MAX, std::int64_t{0}}) {
    EXPECT_EQ(parse_quantity<Duration>(format_quantity(Duration::from_ns(n))).ns(), n);
  }
  using Limits = std::numeric_limits<double>;
  for (const double x : {Limits::max(), Limits::min(), Limits::denorm_min(), -Limits::max()}) {
    EXPECT_EQ(parse_quantity<Angle>(format_quantity(Angle{x})).si, x);
    EXPECT_EQ(parse_quantity<RainRate>(format_quantity(RainRate{x})).si, x);
  }
}

}  // namespace
}  // namespace orbitmesh
