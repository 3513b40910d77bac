#include "orbit/catalogue/omm_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/orbit/catalogue/sample_elements.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Catalogue read(const std::string& text, CatalogueMode mode = CatalogueMode::kStrict) {
  return parse_catalogue(text, "a.omm", CatalogueFormat::kOmm, mode);
}

std::string error_of(const std::string& text) {
  return input_error_of([&] { read(text); });
}

constexpr const char* kHeader =
    "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,"
    "ARG_OF_PERICENTER,MEAN_ANOMALY,EPHEMERIS_TYPE,CLASSIFICATION_TYPE,NORAD_CAT_ID,"
    "ELEMENT_SET_NO,REV_AT_EPOCH,BSTAR,MEAN_MOTION_DOT,MEAN_MOTION_DDOT\n";

/// The elements of iss_tle().
constexpr const char* kRow =
    "ISS (ZARYA),1998-067A,2008-09-20T12:25:40.104192,15.72125391,.0006703,51.6416,247.4627,"
    "130.5360,325.0288,0,U,25544,292,56353,-.11606E-4,-.2182E-4,0\n";

constexpr const char* kObject = R"json({
  "OBJECT_NAME": "ISS (ZARYA)", "OBJECT_ID": "1998-067A",
  "EPOCH": "2008-09-20T12:25:40.104192",
  "MEAN_MOTION": 15.72125391, "ECCENTRICITY": 0.0006703, "INCLINATION": 51.6416,
  "RA_OF_ASC_NODE": 247.4627, "ARG_OF_PERICENTER": 130.536, "MEAN_ANOMALY": 325.0288,
  "EPHEMERIS_TYPE": 0, "CLASSIFICATION_TYPE": "U", "NORAD_CAT_ID": 25544,
  "ELEMENT_SET_NO": 292, "REV_AT_EPOCH": 56353, "BSTAR": -1.1606e-5,
  "MEAN_MOTION_DOT": -2.182e-5, "MEAN_MOTION_DDOT": 0
})json";

std::string csv() { return std::string(kHeader) + kRow; }
std::string json() { return "[" + std::string(kObject) + "]"; }

/// `text` with the first `from` replaced by `to`.
std::string changed(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(OmmReader, CsvAndJsonGiveTheBitsOfTheTle) {
  EXPECT_TRUE(same_elements(read(csv()).elements.at(0), iss()));
  EXPECT_TRUE(same_elements(read(json()).elements.at(0), iss()));
}

TEST(OmmReader, ByteOrderMarkAndBlanksBeforeTheText) {
  EXPECT_TRUE(same_elements(read("\xef\xbb\xbf" + csv()).elements.at(0), iss()));
  EXPECT_TRUE(same_elements(read("\xef\xbb\xbf \r\n" + json()).elements.at(0), iss()));
}

TEST(OmmReader, NumbersInJsonMayBeStrings) {
  std::string text = json();
  for (const char* number : {"15.72125391", "0.0006703", "25544", "-1.1606e-5", "56353"}) {
    text = changed(text, number, "\"" + std::string(number) + "\"");
  }
  EXPECT_TRUE(same_elements(read(text).elements.at(0), iss()));
}

TEST(OmmReader, ColumnsInAnyOrderWithUnknownAndQuotedOnes) {
  const Catalogue catalogue = read(
      "BSTAR,COMMENT,NORAD_CAT_ID,\"EPOCH\", MEAN_MOTION ,ECCENTRICITY,INCLINATION,"
      "RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,OBJECT_NAME\r\n"
      "0,\"a, \"\"b\"\"\nc\",123456789,2026-05-20T00:00:00Z,15.5,0.001,53,1,2,3,\"A, "
      "\"\"B\"\"\"\r\n");
  const ElementSet& set = catalogue.elements.at(0);
  EXPECT_EQ(set.catalog_number, 123'456'789);
  EXPECT_EQ(set.name, "A, \"B\"");
  EXPECT_EQ(set.epoch, parse_epoch("2026-05-20T00:00:00Z"));
  EXPECT_EQ(set.mean_motion_rev_per_day, 15.5);
  EXPECT_EQ(set.classification, 'U');
  EXPECT_EQ(set.element_set_number, 0);
}

TEST(OmmReader, UnknownFieldsInJsonMayHoldAnything) {
  const std::string text =
      changed(json(), "\"BSTAR\"",
              R"("X": {"BSTAR": 5, "Y": [1, null, true]}, "Z": [[]], "W": null, "BSTAR")");
  EXPECT_TRUE(same_elements(read(text).elements.at(0), iss()));
}

TEST(OmmReader, EmptyAndNullOptionalFieldsAreLeftOut) {
  const std::string text = changed(json(), "\"1998-067A\"", "null");
  EXPECT_EQ(read(text).elements.at(0).international_designator, "");
  EXPECT_EQ(read(changed(csv(), "1998-067A", "")).elements.at(0).international_designator, "");
}

TEST(OmmReader, LenientLeavesOutBadRecords) {
  const std::string bad_row = changed(kRow, "51.6416", "181");
  const Catalogue table = read(kHeader + bad_row + "1,2,3\n" + kRow, CatalogueMode::kLenient);
  EXPECT_EQ(table.elements.size(), 1u);
  EXPECT_EQ(table.rejected, 2);
  EXPECT_THAT(table.remarks, ElementsAre(StartsWith("a.omm:2:71: INCLINATION: \"181\" should be"),
                                         "a.omm:3: has 3 fields, but the header 17 columns"));

  const std::string bad_object = changed(kObject, "51.6416", "true");
  const Catalogue list =
      read("[" + bad_object + ",\n{},\n" + kObject + "]", CatalogueMode::kLenient);
  EXPECT_EQ(list.elements.size(), 1u);
  EXPECT_EQ(list.rejected, 2);
  EXPECT_THAT(list.remarks,
              ElementsAre(HasSubstr("a.omm:4:58: INCLINATION: is true, but should be"),
                          "a.omm:10:1: EPOCH is missing in this element set"));
}

struct BadOmm {
  std::string text;
  const char* error;
};

void PrintTo(const BadOmm& bad, std::ostream* out) { *out << bad.error; }

class OmmReaderRejects : public ::testing::TestWithParam<BadOmm> {};

TEST_P(OmmReaderRejects, WithPlaceAndWhatWouldBeRight) {
  EXPECT_THAT(error_of(GetParam().text), StartsWith(GetParam().error));
}

BadOmm bad_csv(const char* from, const char* to, const char* error) {
  return {changed(csv(), from, to), error};
}

BadOmm bad_json(const char* from, const char* to, const char* error) {
  return {changed(json(), from, to), error};
}

INSTANTIATE_TEST_SUITE_P(
    Csv, OmmReaderRejects,
    ::testing::Values(
        BadOmm{"", "a.omm: holds no element set"}, BadOmm{kHeader, "a.omm: holds no element set"},
        BadOmm{"No GP data found", "a.omm:1: the header has no column EPOCH, MEAN_MOTION, "},
        BadOmm{"<omm/>", "a.omm: is XML or HTML; element sets are read as CSV or JSON"},
        bad_csv("BSTAR", "B_STAR", "a.omm:1: the header has no column BSTAR; the columns should"),
        bad_csv("BSTAR", "EPOCH", "a.omm:1:188: two columns are named EPOCH"),
        bad_csv("25544", "", "a.omm:2: NORAD_CAT_ID is missing in this element set"),
        bad_csv("25544", "0",
                "a.omm:2:110: NORAD_CAT_ID: \"0\" should be a whole number from 1 to"),
        bad_csv("25544", "1000000000", "a.omm:2:110: NORAD_CAT_ID"),
        bad_csv("25544", "T0001", "a.omm:2:110: NORAD_CAT_ID"),
        bad_csv(",0,U,", ",4,U,", "a.omm:2:106: EPHEMERIS_TYPE: \"4\" should be"),
        bad_csv(",0,U,", ",0,UU,", "a.omm:2:108: CLASSIFICATION_TYPE: \"UU\" should be U, C or S"),
        bad_csv("15.72125391", "20", "a.omm:2:50: MEAN_MOTION: \"20\" should be a number above 0"),
        bad_csv("15.72125391", "nan", "a.omm:2:50: MEAN_MOTION"),
        bad_csv("15.72125391", "1e999", "a.omm:2:50: MEAN_MOTION"),
        bad_csv("15.72125391", "0x1p3", "a.omm:2:50: MEAN_MOTION"),
        bad_csv("15.72125391", "15 .7", "a.omm:2:50: MEAN_MOTION"),
        bad_csv("-.11606E-4", "-inf", "a.omm:2:126: BSTAR"),
        bad_csv("2008-09-20T", "2008-09-31T",
                "a.omm:2:23: EPOCH: \"2008-09-31T12:25:40.104192Z\" is not a UTC instant"),
        bad_csv("ISS (ZARYA)", "\"ISS", "a.omm:2:1: this field's closing quotation mark")));

INSTANTIATE_TEST_SUITE_P(
    Json, OmmReaderRejects,
    ::testing::Values(
        BadOmm{"[]", "a.omm: holds no element set"},
        BadOmm{"[\n", "a.omm:2: is not JSON: syntax error"},
        BadOmm{"[{]", "a.omm:1:3: is not JSON: syntax error"},
        BadOmm{"[] []", "a.omm:1:4: is not JSON: syntax error"},
        BadOmm{"[{\"EPOCH\": \"\xff\"}]", "a.omm:1:13: is not JSON"},
        BadOmm{"{\"EPOCH\": 1}", "a.omm:1:1: should be an array of objects"},
        BadOmm{"[1]", "a.omm:1:3: should be an array of objects"},
        BadOmm{"[null]", "a.omm:1:5: should be an array of objects"},
        BadOmm{"[[]]", "a.omm:1:2: should be an array of objects"},
        BadOmm{std::string(100'000, '['), "a.omm:1:2: should be an array of objects"},
        BadOmm{"[{\"X\":" + std::string(100'000, '['), "a.omm:1:69: nests deeper than 64 levels"},
        bad_json("15.72125391", "1e999", "a.omm:4:23: is not JSON: number overflow"),
        bad_json("15.72125391", "[15]", "a.omm:4:3: MEAN_MOTION: is an array, but should be a "),
        bad_json("15.72125391", "{}", "a.omm:4:3: MEAN_MOTION: is an object"),
        bad_json("15.72125391", "\"15,7\"", "a.omm:4:3: MEAN_MOTION: \"15,7\" should be a number"),
        bad_json("\"BSTAR\"", "\"EPOCH\"", "a.omm:7:49: EPOCH: is given twice"),
        bad_json("\"BSTAR\"", "\"DRAG\"", "a.omm:1:2: BSTAR is missing in this element set"),
        bad_json("25544", "25544.5", "a.omm:6:52: NORAD_CAT_ID"),
        bad_json("25544", "-1", "a.omm:6:52: NORAD_CAT_ID: \"-1\" should be a whole number")));

TEST(OmmReaderRejectsNames, ThatAreTooLong) {
  const std::string name(101, 'N');
  EXPECT_THAT(error_of(changed(csv(), "ISS (ZARYA)", name)),
              StartsWith("a.omm:2:1: OBJECT_NAME: should have at most 100 characters"));
  EXPECT_THAT(error_of(changed(json(), "ISS (ZARYA)", std::string(5000, 'N'))),
              StartsWith("a.omm:2:3: OBJECT_NAME: has more than 4096 bytes"));
}

}  // namespace
}  // namespace orbitmesh
