#include "orbit/catalogue/tle_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "orbit/epoch.h"
#include "tests/orbit/catalogue/sample_elements.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;

ElementSet read(const std::string& text) {
  return parse_catalogue(text, "a.tle", CatalogueFormat::kTle).elements.at(0);
}

/// Columns `first` to `last` of that element line of the set without a name.
std::string columns(ElementSet set, int line, int first, int last) {
  set.name.clear();
  const std::size_t begin = line == 1 ? 0 : 70;
  return format_tle(set).substr(begin + static_cast<std::size_t>(first - 1),
                                static_cast<std::size_t>(last - first + 1));
}

TEST(TleWriter, TheStationAsItWasRead) {
  // Only the sign of the zero exponent differs from the original, and with it the checksum.
  EXPECT_EQ(format_tle(iss()),
            "0 ISS (ZARYA)\n"
            "1 25544U 98067A   08264.51782528 -.00002182  00000+0 -11606-4 0  2926\n"
            "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537\n");
}

TEST(TleWriter, WhatWasWrittenIsReadToTheBit) {
  EXPECT_TRUE(same_elements(read(format_tle(iss())), iss()));
}

TEST(TleWriter, CatalogueNumbersFrom100000OnInAlpha5) {
  for (const std::int64_t number : {1, 99'999, 100'000, 179'999, 180'000, 270'000, 339'999}) {
    ElementSet set = iss();
    set.catalog_number = number;
    EXPECT_TRUE(same_elements(read(format_tle(set)), set)) << number;
  }
  ElementSet set = iss();
  set.catalog_number = 270'001;
  EXPECT_THAT(format_tle(set), HasSubstr("\n1 T0001U "));
}

TEST(TleWriter, RoundsToTheColumns) {
  ElementSet set = iss();
  set.inclination_deg = 53.05436;
  EXPECT_EQ(columns(set, 2, 9, 16), " 53.0544");
  set.raan_deg = 359.99996;
  EXPECT_EQ(columns(set, 2, 18, 25), "  0.0000");
  set.mean_motion_dot_rev_per_day2 = -1e-9;
  EXPECT_EQ(columns(set, 1, 34, 43), " .00000000");
  set.revolution_at_epoch = 1'234'567;
  EXPECT_EQ(columns(set, 2, 64, 68), "34567");
}

TEST(TleWriter, ExponentsFromTheGreatestToTheSmallest) {
  ElementSet set = iss();
  const auto bstar = [&](double value) {
    set.bstar_per_earth_radius = value;
    return columns(set, 1, 54, 61);
  };
  EXPECT_EQ(bstar(0.0), " 00000+0");
  EXPECT_EQ(bstar(0.12345), " 12345+0");
  EXPECT_EQ(bstar(-1.2345), "-12345+1");
  EXPECT_EQ(bstar(9.9999e8), " 99999+9");
  EXPECT_EQ(bstar(0.99999999), " 10000+1");
  EXPECT_EQ(bstar(1e-10), " 10000-9");
  EXPECT_EQ(bstar(1.2e-12), " 00120-9");
  EXPECT_EQ(bstar(-1e-20), " 00000+0");
}

TEST(TleWriter, EpochsToTheNearestUnit) {
  ElementSet set = iss();
  const auto epoch = [&](const char* text) {
    set.epoch = parse_epoch(text);
    return columns(set, 1, 19, 32);
  };
  EXPECT_EQ(epoch("2026-01-01T00:00:00.000431999Z"), "26001.00000000");
  EXPECT_EQ(epoch("2026-01-01T00:00:00.000432Z"), "26001.00000001");
  EXPECT_EQ(epoch("2026-12-31T23:59:59.9999Z"), "27001.00000000");
  EXPECT_EQ(epoch("2016-12-31T23:59:60.7Z"), "17001.00000000");
}

TEST(TleWriter, NamesThatLookLikeElementLinesAreReadBack) {
  for (const char* name : {"1 MAY", "2 SAT", "0 SAT", "0", "X"}) {
    ElementSet set = iss();
    set.name = name;
    EXPECT_EQ(read(format_tle(set)).name, name);
  }
}

TEST(TleWriter, DesignatorsThatDoNotFitAreLeftOut) {
  ElementSet set = iss();
  set.international_designator = "NOT ASSIGNED";
  EXPECT_EQ(columns(set, 1, 10, 17), "        ");
}

struct Unwritable {
  const char* error;
  std::function<void(ElementSet&)> change;
};

void PrintTo(const Unwritable& bad, std::ostream* out) { *out << bad.error; }

class TleWriterRefuses : public ::testing::TestWithParam<Unwritable> {};

TEST_P(TleWriterRefuses, WhatTheColumnsCannotHold) {
  ElementSet set = iss();
  GetParam().change(set);
  EXPECT_THAT(input_error_of([&] { format_tle(set); }), HasSubstr(GetParam().error));
}

INSTANTIATE_TEST_SUITE_P(
    Values, TleWriterRefuses,
    ::testing::Values(
        Unwritable{"hold numbers up to 339999", [](ElementSet& s) { s.catalog_number = 340'000; }},
        Unwritable{"catalogue number 0 should be", [](ElementSet& s) { s.catalog_number = 0; }},
        Unwritable{"year 2057 should be 1957 to 2056",
                   [](ElementSet& s) { s.epoch = parse_epoch("2057-01-01T00:00:00Z"); }},
        Unwritable{"mean motion 1e-10 does not fit its columns; it should be above 0",
                   [](ElementSet& s) { s.mean_motion_rev_per_day = 1e-10; }},
        Unwritable{"mean motion", [](ElementSet& s) { s.mean_motion_rev_per_day = 19.999999999; }},
        Unwritable{"mean motion nan should be",
                   [](ElementSet& s) { s.mean_motion_rev_per_day = NAN; }},
        Unwritable{"eccentricity", [](ElementSet& s) { s.eccentricity = 0.99999999; }},
        Unwritable{"eccentricity 1 should be", [](ElementSet& s) { s.eccentricity = 1; }},
        Unwritable{
            "inclination inf",
            [](ElementSet& s) { s.inclination_deg = std::numeric_limits<double>::infinity(); }},
        Unwritable{"half the first derivative of the mean motion 1 does not fit",
                   [](ElementSet& s) { s.mean_motion_dot_rev_per_day2 = 1; }},
        Unwritable{"half the first derivative of the mean motion -12.5 does not fit",
                   [](ElementSet& s) { s.mean_motion_dot_rev_per_day2 = -12.5; }},
        Unwritable{"B* 999999999", [](ElementSet& s) { s.bstar_per_earth_radius = 999'999'999; }},
        Unwritable{"ephemeris type 4", [](ElementSet& s) { s.ephemeris_type = 4; }},
        Unwritable{"classification", [](ElementSet& s) { s.classification = 'X'; }},
        Unwritable{"at most 100", [](ElementSet& s) { s.name.assign(101, 'x'); }}));

}  // namespace
}  // namespace orbitmesh
