#include "orbit/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "orbit/catalogue/catalogue_builder.h"
#include "orbit/catalogue/compressed_file.h"
#include "orbit/catalogue/omm_writer.h"
#include "orbit/catalogue/tle_writer.h"
#include "tests/orbit/catalogue/sample_elements.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

ElementSet set_of(std::int64_t number, const char* epoch, const char* name) {
  ElementSet set = iss();
  set.catalog_number = number;
  set.epoch = parse_epoch(epoch);
  set.name = name;
  return set;
}

Catalogue catalogue_of(const std::vector<ElementSet>& sets) {
  return parse_catalogue(format_omm_csv(sets), "a.csv", CatalogueFormat::kOmm);
}

TEST(Catalogue, ElementsAscendInCatalogueNumber) {
  const Catalogue catalogue = catalogue_of({set_of(300'000, "2026-01-01T00:00:00Z", "C"),
                                            set_of(5, "2026-01-01T00:00:00Z", "A"),
                                            set_of(99'999, "2026-01-01T00:00:00Z", "B")});
  ASSERT_EQ(catalogue.elements.size(), 3u);
  EXPECT_EQ(catalogue.elements[0].name, "A");
  EXPECT_EQ(catalogue.elements[1].name, "B");
  EXPECT_EQ(catalogue.elements[2].name, "C");
  EXPECT_EQ(catalogue.source, "a.csv");
  EXPECT_EQ(catalogue.records_read, 3);
  EXPECT_EQ(catalogue.replaced, 0);
  EXPECT_THAT(catalogue.remarks, IsEmpty());
}

TEST(Catalogue, TheNewestSetOfAnObjectIsKeptAndOfEquallyNewOnesTheLast) {
  const Catalogue catalogue = catalogue_of(
      {set_of(7, "2026-01-02T00:00:00Z", "FIRST"), set_of(5, "2026-01-03T00:00:00Z", "NEWEST"),
       set_of(7, "2026-01-02T00:00:00Z", "LAST"), set_of(5, "2026-01-01T00:00:00Z", "OLDEST"),
       set_of(5, "2026-01-02T00:00:00Z", "OLD"), set_of(6, "2026-01-02T00:00:00Z", "ONLY")});
  ASSERT_EQ(catalogue.elements.size(), 3u);
  EXPECT_EQ(catalogue.elements[0].name, "NEWEST");
  EXPECT_EQ(catalogue.elements[1].name, "ONLY");
  EXPECT_EQ(catalogue.elements[2].name, "LAST");
  EXPECT_EQ(catalogue.records_read, 6);
  EXPECT_EQ(catalogue.replaced, 3);
  EXPECT_THAT(
      catalogue.remarks,
      ElementsAre("object 5 (NEWEST) has 3 element sets; the one of 2026-01-03T00:00:00Z is kept",
                  "object 7 (LAST) has 2 element sets; the one of 2026-01-02T00:00:00Z is kept"));
}

TEST(Catalogue, OnlyTheFirstRemarksOfAKindAreKept) {
  std::vector<ElementSet> sets;
  for (int i = 0; i < 14; ++i) sets.push_back(set_of(1 + i / 2, "2026-01-01T00:00:00Z", ""));
  const Catalogue catalogue = catalogue_of(sets);
  EXPECT_EQ(catalogue.replaced, 7);
  ASSERT_EQ(catalogue.remarks.size(), 6u);
  EXPECT_EQ(catalogue.remarks[5], "objects with several element sets in all: 7");
}

TEST(Catalogue, WithoutAGoodRecordThereIsNone) {
  const auto read = [] {
    parse_catalogue("a\nb\n", "a.tle", CatalogueFormat::kTle, CatalogueMode::kLenient);
  };
  EXPECT_THAT(input_error_of(read),
              StartsWith("a.tle: holds no element set, only 2 bad records; the first: a.tle:1:1:"));
}

TEST(Catalogue, RecordsAreBoundedBadOnesToo) {
  CatalogueBuilder builder("a.tle", CatalogueMode::kLenient, 2);
  builder.add([] { return iss(); });
  builder.add([]() -> ElementSet { throw InputError("bad"); });
  EXPECT_EQ(input_error_of([&] { builder.add([] { return iss(); }); }),
            "a.tle: holds more than the permitted 2 records");
}

TEST(Catalogue, FilesThatCannotBeRead) {
  const auto error = [](const std::string& file) {
    return input_error_of([&] { read_catalogue(file, CatalogueFormat::kTle); });
  };
  EXPECT_EQ(error("no/such.tle"), "no/such.tle: no such file");
  EXPECT_EQ(error("."), ".: is a directory; expected a file");
  EXPECT_EQ(error(""), "(empty file name): no such file");
}

struct PublishedFile {
  const char* name;
  std::size_t objects;
};

void PrintTo(const PublishedFile& file, std::ostream* out) { *out << file.name; }

class PublishedCatalogue : public ::testing::TestWithParam<PublishedFile> {
 protected:
  void SetUp() override {
    path_ = ORBITMESH_SOURCE_DIR "/../shared/data/tle/" + std::string(GetParam().name);
    if (!std::filesystem::exists(path_)) GTEST_SKIP() << path_ << " is not there";
  }

  std::string path_;
};

TEST_P(PublishedCatalogue, IsReadWithoutARemark) {
  const Catalogue catalogue = read_catalogue(path_, CatalogueFormat::kTle);
  EXPECT_EQ(catalogue.elements.size(), GetParam().objects);
  EXPECT_THAT(catalogue.remarks, IsEmpty());
}

TEST_P(PublishedCatalogue, IsWrittenAsItWas) {
  std::istringstream text(read_compressed_file(path_, 1 << 24));
  std::set<std::string> published;
  for (std::string line; std::getline(text, line);) published.insert(line);
  for (const ElementSet& set : read_catalogue(path_, CatalogueFormat::kTle).elements) {
    std::istringstream tle(format_tle(set));
    std::string line;
    std::getline(tle, line);  // names are padded there and numbered here
    while (std::getline(tle, line)) ASSERT_EQ(published.count(line), 1u) << line;
  }
}

TEST_P(PublishedCatalogue, IsTheSameThroughOmm) {
  const Catalogue catalogue = read_catalogue(path_, CatalogueFormat::kTle);
  for (const std::string& text :
       {format_omm_csv(catalogue.elements), format_omm_json(catalogue.elements)}) {
    const Catalogue again = parse_catalogue(text, "again", CatalogueFormat::kOmm);
    ASSERT_EQ(again.elements.size(), catalogue.elements.size());
    for (std::size_t i = 0; i < again.elements.size(); ++i) {
      ASSERT_TRUE(same_elements(again.elements[i], catalogue.elements[i])) << i;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Files, PublishedCatalogue,
                         ::testing::Values(PublishedFile{"starlink_2026-05-21.tle.xz", 10'359},
                                           PublishedFile{"starlink_2024-07-16.tle.xz", 6'226},
                                           PublishedFile{"oneweb_2025-01-29.tle.xz", 651},
                                           PublishedFile{"iridium_2022-09-14.tle", 31}));

}  // namespace
}  // namespace orbitmesh
