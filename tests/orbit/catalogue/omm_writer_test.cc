#include "orbit/catalogue/omm_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/orbit/catalogue/sample_elements.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;

Catalogue read(const std::string& text) {
  return parse_catalogue(text, "a.omm", CatalogueFormat::kOmm);
}

TEST(OmmWriter, TheStationAsTable) {
  EXPECT_EQ(format_omm_csv({iss()}),
            "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,"
            "ARG_OF_PERICENTER,MEAN_ANOMALY,EPHEMERIS_TYPE,CLASSIFICATION_TYPE,NORAD_CAT_ID,"
            "ELEMENT_SET_NO,REV_AT_EPOCH,BSTAR,MEAN_MOTION_DOT,MEAN_MOTION_DDOT\n"
            "ISS (ZARYA),1998-067A,2008-09-20T12:25:40.104192,15.72125391,0.0006703,51.6416,"
            "247.4627,130.536,325.0288,0,U,25544,292,56353,-1.1606e-05,-2.182e-05,0\n");
}

TEST(OmmWriter, TheStationAsList) {
  EXPECT_EQ(format_omm_json({iss()}),
            "[\n{\"OBJECT_NAME\":\"ISS (ZARYA)\",\"OBJECT_ID\":\"1998-067A\","
            "\"EPOCH\":\"2008-09-20T12:25:40.104192\",\"MEAN_MOTION\":15.72125391,"
            "\"ECCENTRICITY\":0.0006703,\"INCLINATION\":51.6416,\"RA_OF_ASC_NODE\":247.4627,"
            "\"ARG_OF_PERICENTER\":130.536,\"MEAN_ANOMALY\":325.0288,\"EPHEMERIS_TYPE\":0,"
            "\"CLASSIFICATION_TYPE\":\"U\",\"NORAD_CAT_ID\":25544,\"ELEMENT_SET_NO\":292,"
            "\"REV_AT_EPOCH\":56353,\"BSTAR\":-1.1606e-05,\"MEAN_MOTION_DOT\":-2.182e-05,"
            "\"MEAN_MOTION_DDOT\":0}\n]\n");
  EXPECT_EQ(format_omm_json({}), "[\n]\n");
}

TEST(OmmWriter, WhatWasWrittenIsReadToTheBit) {
  ElementSet odd = iss();
  odd.catalog_number = 799'500'001;
  odd.name = R"(A, "B" \ C)";
  odd.international_designator = "UNKNOWN";
  odd.epoch = parse_epoch("2026-05-20T16:25:15.123456789Z");
  odd.mean_motion_rev_per_day = 1.0 / 3.0;
  odd.eccentricity = 1e-300;
  odd.bstar_per_earth_radius = -123456.789;
  odd.revolution_at_epoch = 123'456;
  for (const std::string& text : {format_omm_csv({iss(), odd}), format_omm_json({iss(), odd})}) {
    const Catalogue catalogue = read(text);
    ASSERT_EQ(catalogue.elements.size(), 2u);
    EXPECT_TRUE(same_elements(catalogue.elements[0], iss())) << text;
    EXPECT_TRUE(same_elements(catalogue.elements[1], odd)) << text;
  }
}

TEST(OmmWriter, EpochsHaveSixDecimalsOrNine) {
  ElementSet set = iss();
  const auto text = [&](const char* epoch) {
    set.epoch = parse_epoch(epoch);
    return format_omm_csv({set});
  };
  EXPECT_THAT(text("2026-05-20T16:25:15Z"), HasSubstr(",2026-05-20T16:25:15.000000,"));
  EXPECT_THAT(text("2026-05-20T16:25:15.5Z"), HasSubstr(",2026-05-20T16:25:15.500000,"));
  EXPECT_THAT(text("2026-05-20T16:25:15.0000005Z"), HasSubstr(",2026-05-20T16:25:15.000000500,"));
}

TEST(OmmWriter, RefusesWhatCouldNotBeRead) {
  ElementSet set = iss();
  set.mean_anomaly_deg = NAN;
  EXPECT_THAT(input_error_of([&] { format_omm_csv({set}); }), HasSubstr("mean anomaly nan"));
  set = iss();
  set.epoch = Epoch::from_utc(-4748, Duration());
  EXPECT_THAT(input_error_of([&] { format_omm_json({set}); }), HasSubstr("year 1957"));
}

}  // namespace
}  // namespace orbitmesh
