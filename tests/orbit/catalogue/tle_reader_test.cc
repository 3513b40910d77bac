#include "orbit/catalogue/tle_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "orbit/catalogue/tle_line.h"
#include "tests/orbit/catalogue/sample_elements.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Catalogue read(const std::string& text, CatalogueMode mode = CatalogueMode::kStrict) {
  return parse_catalogue(text, "a.tle", CatalogueFormat::kTle, mode);
}

std::string error_of(const std::string& text) {
  return input_error_of([&] { read(text); });
}

/// An element line with `text` from `column` on and a checksum that fits.
std::string with(std::string line, int column, const std::string& text) {
  line.replace(static_cast<std::size_t>(column - 1), text.size(), text);
  line.back() = tle_checksum(line);
  return line;
}

std::string lines(const std::string& line_1, const std::string& line_2) {
  return line_1 + "\n" + line_2 + "\n";
}

/// The pair of another object.
std::string object(const std::string& columns) {
  return lines(with(kIssLine1, 3, columns), with(kIssLine2, 3, columns));
}

ElementSet with_line_1(int column, const std::string& text) {
  return read(lines(with(kIssLine1, column, text), kIssLine2)).elements.at(0);
}

TEST(TleReader, EveryFieldOfTheStation) {
  const ElementSet set = iss();
  EXPECT_EQ(set.name, "ISS (ZARYA)");
  EXPECT_EQ(set.catalog_number, 25544);
  EXPECT_EQ(set.classification, 'U');
  EXPECT_EQ(set.international_designator, "1998-067A");
  // 0.51782528 days of 86,400 s are 44,740.104192 s.
  EXPECT_EQ(set.epoch.str(), "2008-09-20T12:25:40.104192Z");
  EXPECT_EQ(set.mean_motion_dot_rev_per_day2, -.00002182);
  EXPECT_EQ(set.mean_motion_ddot_rev_per_day3, 0.0);
  EXPECT_EQ(set.bstar_per_earth_radius, -0.11606e-4);
  EXPECT_EQ(set.ephemeris_type, 0);
  EXPECT_EQ(set.element_set_number, 292);
  EXPECT_EQ(set.inclination_deg, 51.6416);
  EXPECT_EQ(set.raan_deg, 247.4627);
  EXPECT_EQ(set.eccentricity, .0006703);
  EXPECT_EQ(set.argument_of_perigee_deg, 130.5360);
  EXPECT_EQ(set.mean_anomaly_deg, 325.0288);
  EXPECT_EQ(set.mean_motion_rev_per_day, 15.72125391);
  EXPECT_EQ(set.revolution_at_epoch, 56353);
}

TEST(TleReader, NameLinesOfBothKindsAndNone) {
  const std::string pair = lines(kIssLine1, kIssLine2);
  EXPECT_EQ(read(pair).elements.at(0).name, "");
  EXPECT_EQ(read("ISS (ZARYA)             \n" + pair).elements.at(0).name, "ISS (ZARYA)");
  EXPECT_EQ(read("0 ISS (ZARYA)\n" + pair).elements.at(0).name, "ISS (ZARYA)");
  EXPECT_EQ(read("0\n" + pair).elements.at(0).name, "");
  EXPECT_EQ(read("0 1 MAY\n" + pair).elements.at(0).name, "1 MAY");
  EXPECT_EQ(read("CAF\xc3\x89\tX\n" + pair).elements.at(0).name, "CAF???X");
}

TEST(TleReader, HypatiasFirstLineIsNoElementSet) {
  const std::string pair = lines(kIssLine1, kIssLine2);
  const Catalogue catalogue = read("34 34\nKuiper-630 0\n" + pair);
  EXPECT_EQ(catalogue.elements.at(0).name, "Kuiper-630 0");
  EXPECT_EQ(catalogue.records_read, 1);
  EXPECT_EQ(read("34 34\n" + pair).elements.at(0).name, "34 34");
  for (const char* line : {"34", "34 34 34", "34 x", "-1 34"}) {
    EXPECT_NE(error_of(std::string(line) + "\nKuiper-630 0\n" + pair), "") << line;
  }
  EXPECT_NE(error_of("Kuiper-630 0\n" + pair + "34 34\nKuiper-630 1\n" + pair), "");
}

TEST(TleReader, AllFormsOfLineEnds) {
  const ElementSet expected = iss();
  const std::string one = kIssLine1;
  const std::string two = kIssLine2;
  for (const std::string& text :
       {"ISS (ZARYA)\r\n" + one + "\r\n" + two + "\r\n", "ISS (ZARYA)  \n" + one + " \t\n" + two,
        "\n\n ISS (ZARYA)\n \n" + one + "\n\r\n" + two + "  \r\n\n"}) {
    EXPECT_TRUE(same_elements(read(text).elements.at(0), expected)) << text;
  }
}

TEST(TleReader, YearsOfTwoDigitsAre1957To2056) {
  EXPECT_EQ(with_line_1(19, "57001.00000000").epoch, Epoch::from_utc(-4748, Duration()));
  EXPECT_EQ(with_line_1(19, "99001.00000000").epoch.str(), "1999-01-01T00:00:00Z");
  EXPECT_EQ(with_line_1(19, "00366.00000000").epoch.str(), "2000-12-31T00:00:00Z");
  EXPECT_EQ(with_line_1(19, "56001.00000000").epoch.str(), "2056-01-01T00:00:00Z");
}

TEST(TleReader, DayFractionsAreExactToTheNanosecond) {
  EXPECT_EQ(with_line_1(19, "26001.00000001").epoch.str(), "2026-01-01T00:00:00.000864Z");
  EXPECT_EQ(with_line_1(19, "26001.99999999").epoch.str(), "2026-01-01T23:59:59.999136Z");
  EXPECT_EQ(with_line_1(19, "26  1.50000000").epoch.str(), "2026-01-01T12:00:00Z");
}

TEST(TleReader, CatalogueNumbersInAlpha5) {
  EXPECT_EQ(read(object("T0000")).elements.at(0).catalog_number, 270'000);
  EXPECT_EQ(read(object("Z9999")).elements.at(0).catalog_number, 339'999);
  EXPECT_EQ(read(object("    5")).elements.at(0).catalog_number, 5);
}

TEST(TleReader, FormsThatSomeWritersUse) {
  EXPECT_EQ(with_line_1(8, " ").classification, 'U');
  EXPECT_EQ(with_line_1(8, "S").classification, 'S');
  EXPECT_EQ(with_line_1(10, "        ").international_designator, "");
  EXPECT_EQ(with_line_1(54, "+12345+1").bstar_per_earth_radius, 1.2345);
  EXPECT_EQ(with_line_1(54, " 12345 0").bstar_per_earth_radius, 0.12345);
  EXPECT_EQ(with_line_1(63, " ").ephemeris_type, 0);
  EXPECT_EQ(with_line_1(65, "    ").element_set_number, 0);
  const ElementSet turned = read(lines(kIssLine1, with(kIssLine2, 18, "360.0000"))).elements.at(0);
  EXPECT_EQ(turned.raan_deg, 0.0);
}

TEST(TleReader, WhatSgp4RefusesIsRead) {
  // Eccentricity 0.9 at this mean motion puts the perigee far below the surface.
  EXPECT_EQ(read(lines(kIssLine1, with(kIssLine2, 27, "9000000"))).elements.at(0).eccentricity,
            0.9);
}

TEST(TleReader, LenientLeavesOutOneRecordForEachFault) {
  const std::string bad = lines(with(kIssLine1, 3, "00007"), with(kIssLine2, 9, " 51.64x6"));
  const std::string text = "GOOD 1\n" + object("00001") + "BAD COLUMN\n" + bad + "GOOD 2\n" +
                           object("00002") + "NAME ALONE\nLINE 1 ALONE\n" + kIssLine1 +
                           "\nGOOD 3\n" + object("00003") + kIssLine2 + "\n" + object("00004") +
                           kIssLine2 + "\n" + kIssLine1 + "\n" + object("00005") + "END\n";
  const Catalogue catalogue = read(text, CatalogueMode::kLenient);
  ASSERT_EQ(catalogue.elements.size(), 5u);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(catalogue.elements[i].catalog_number, static_cast<std::int64_t>(i + 1));
  }
  EXPECT_EQ(catalogue.elements[2].name, "GOOD 3");
  EXPECT_EQ(catalogue.elements[3].name, "");
  EXPECT_EQ(catalogue.rejected, 6);
  EXPECT_EQ(catalogue.records_read, 11);
  EXPECT_THAT(catalogue.remarks,
              ElementsAre(StartsWith("a.tle:6:3: "), StartsWith("a.tle:10:1: \"NAME ALONE\""),
                          HasSubstr("line 1 of an element set without its line 2"),
                          HasSubstr("line 2 of an element set without its line 1"),
                          HasSubstr("swap them"), "bad records left out in all: 6"));
}

struct BadTle {
  std::string text;
  const char* error;
};

void PrintTo(const BadTle& bad, std::ostream* out) { *out << bad.text; }

class TleReaderRejects : public ::testing::TestWithParam<BadTle> {};

TEST_P(TleReaderRejects, WithPlaceAndWhatWouldBeRight) {
  EXPECT_THAT(error_of(GetParam().text), StartsWith(GetParam().error));
}

BadTle bad_1(int column, const std::string& text, const char* error) {
  return {lines(with(kIssLine1, column, text), kIssLine2), error};
}

BadTle bad_2(int column, const std::string& text, const char* error) {
  return {lines(kIssLine1, with(kIssLine2, column, text)), error};
}

INSTANTIATE_TEST_SUITE_P(
    Structure, TleReaderRejects,
    ::testing::Values(
        BadTle{"", "a.tle: holds no element set"}, BadTle{" \n\r\n", "a.tle: holds no element set"},
        BadTle{"No GP data found\n",
               "a.tle:1:1: \"No GP data found\" should be followed by line 1"},
        BadTle{"A\nB\n" + lines(kIssLine1, kIssLine2), "a.tle:1:1: \"A\" should be followed by"},
        BadTle{std::string(200, 'N') + "\n" + lines(kIssLine1, kIssLine2),
               "a.tle:1:1: a name has at most 100 characters; this line has 200"},
        BadTle{lines(kIssLine2, kIssLine1), "a.tle:1:1: line 2 of this element set stands before"},
        BadTle{std::string(kIssLine2) + "\n",
               "a.tle:1:1: line 2 of an element set without its line 1 before it"},
        BadTle{"N\n" + std::string(kIssLine1) + "\n",
               "a.tle:2:1: line 1 of an element set without its line 2 after it"},
        BadTle{lines(std::string(kIssLine1).substr(0, 68), kIssLine2),
               "a.tle:1: an element line has 69 characters, the checksum as the last; this one has "
               "68"},
        BadTle{lines(kIssLine1, std::string(kIssLine2) + " 0.0"),
               "a.tle:2: an element line has 69 characters"},
        BadTle{lines(kIssLine1, with(kIssLine2, 3, "25545")),
               "a.tle:2:3: columns 3 to 7 (catalogue number): this line 2 is of object 25545, but "
               "the line 1 before it of object 25544"},
        BadTle{lines(std::string(kIssLine1).replace(68, 1, "8"), kIssLine2),
               "a.tle:1:69: column 69 (checksum): \"8\" should be 7 for columns 1 to 68"},
        BadTle{lines(kIssLine1, std::string(kIssLine2).replace(68, 1, "x")),
               "a.tle:2:69: column 69 (checksum): \"x\" should be 7"}));

INSTANTIATE_TEST_SUITE_P(
    Line1, TleReaderRejects,
    ::testing::Values(
        bad_1(3, "I5544", "a.tle:1:3: columns 3 to 7 (catalogue number): \"I5544\" should be five"),
        bad_1(3, "00000", "a.tle:1:3: columns 3 to 7 (catalogue number): should not be 0"),
        bad_1(8, "X", "a.tle:1:8: column 8 (classification): \"X\" should be U, C or S"),
        bad_1(9, "9", "a.tle:1:9: column 9 (separator): \"9\" should be a blank"),
        bad_1(19, "  ", "a.tle:1:19: columns 19 to 20 (year of the epoch): \"  \" should be"),
        bad_1(19, "+8", "a.tle:1:19: columns 19 to 20 (year of the epoch)"),
        bad_1(21, "000", "a.tle:1:21: columns 21 to 32 (day of the epoch): 0 does not exist, 2008"),
        bad_1(19, "07366",
              "a.tle:1:21: columns 21 to 32 (day of the epoch): 366 does not exist, "
              "2007 has days 1 to 365"),
        bad_1(24, " ", "a.tle:1:21: columns 21 to 32 (day of the epoch)"),
        bad_1(25, " 1782528", "a.tle:1:21: columns 21 to 32 (day of the epoch)"),
        bad_1(25, "5178252x", "a.tle:1:21: columns 21 to 32 (day of the epoch)"),
        bad_1(34, "-.0000218x", "a.tle:1:34: columns 34 to 43 (half the first derivative"),
        bad_1(34, "       inf", "a.tle:1:34: columns 34 to 43"),
        bad_1(34, "       nan", "a.tle:1:34: columns 34 to 43"),
        bad_1(34, "          ", "a.tle:1:34: columns 34 to 43"),
        bad_1(34, "1e-3      ", "a.tle:1:34: columns 34 to 43"),
        bad_1(45, "000000-0", "a.tle:1:45: columns 45 to 52 (a sixth of the second derivative"),
        bad_1(54, " 11606e4",
              "a.tle:1:54: columns 54 to 61 (B*): \" 11606e4\" should look like \"-12345-6\""),
        bad_1(63, "4", "a.tle:1:63: column 63 (ephemeris type): \"4\" should be a whole number "),
        bad_1(65, "-292", "a.tle:1:65: columns 65 to 68 (element set number)")));

INSTANTIATE_TEST_SUITE_P(
    Line2, TleReaderRejects,
    ::testing::Values(bad_2(9, "180.0001",
                            "a.tle:2:9: columns 9 to 16 (inclination): \"180.0001\" should be from "
                            "0 to 180 deg"),
                      bad_2(9, " -1.0000", "a.tle:2:9: columns 9 to 16 (inclination)"),
                      bad_2(18, "360.0001",
                            "a.tle:2:18: columns 18 to 25 (right ascension of the ascending"),
                      bad_2(27, "     67",
                            "a.tle:2:27: columns 27 to 33 (eccentricity): \"     67\" should be 7 "
                            "digits, with a decimal point assumed before them"),
                      bad_2(35, "400.0000", "a.tle:2:35: columns 35 to 42 (argument of perigee)"),
                      bad_2(44, "12 .0000", "a.tle:2:44: columns 44 to 51 (mean anomaly)"),
                      bad_2(53, " 0.00000000",
                            "a.tle:2:53: columns 53 to 63 (mean motion): \" 0.00000000\" should "
                            "be above 0 and below 20 rev/day"),
                      bad_2(53, "20.00000000", "a.tle:2:53: columns 53 to 63 (mean motion)"),
                      bad_2(53, "-1.00000000", "a.tle:2:53: columns 53 to 63 (mean motion)"),
                      bad_2(64, "1.5  ", "a.tle:2:64: columns 64 to 68 (revolution at epoch)")));

TEST(TleReaderRejectsBytes, InShortPrintableMessages) {
  const std::string error = error_of(std::string(100'000, '\xff'));
  EXPECT_LT(error.size(), 300u);
  for (const char c : error) EXPECT_TRUE(c >= ' ' && c <= '~');
}

}  // namespace
}  // namespace orbitmesh
