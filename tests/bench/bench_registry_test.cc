#include "bench/bench_registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "bench/row_json.h"
#include "core/error.h"

namespace orbitmesh {
namespace {

TEST(BenchRegistry, NamesAreUnique) {
  const std::vector<std::string> names = bench_names();
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  EXPECT_THAT(names, testing::IsSupersetOf({"mesh.hop_rate_10_links", "mesh.setup_6000",
                                            "mesh.message_vs_packet", "mesh.routes_1584x100",
                                            "mesh.routes_6000x100", "mesh.tcp_50x200kB", "orbit.j2",
                                            "orbit.visibility"}));
}

TEST(BenchRegistry, UnknownNameIsRefusedWithTheKnownOnes) {
  try {
    run_bench("mesh.hop_rate");
    FAIL() << "no exception";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("'mesh.hop_rate'"),
                                             testing::HasSubstr("mesh.hop_rate_10_links")));
  }
}

class EachRow : public testing::TestWithParam<std::string> {};

TEST_P(EachRow, RunsAndGivesARate) {
  const BenchRow row = run_bench(GetParam(), BenchSize::kTiny);
  EXPECT_EQ(row.name, GetParam());
  if (!row.value) GTEST_SKIP() << row.note;
  EXPECT_GT(*row.value, 0);
  EXPECT_TRUE(std::isfinite(*row.value));
  EXPECT_FALSE(row.unit.empty());
  ASSERT_EQ(row.reference.has_value(), row.ratio.has_value());
  if (row.reference) {
    EXPECT_DOUBLE_EQ(*row.ratio, *row.value / *row.reference);
  }
}

INSTANTIATE_TEST_SUITE_P(BenchRegistry, EachRow, testing::ValuesIn(bench_names()),
                         [](const auto& row) {
                           std::string name = row.param;
                           for (char& c : name) c = c == '.' ? '_' : c;
                           return name;
                         });

TEST(RowJson, HasAllKeysAndNullForNoReference) {
  BenchRow with{"a", 6, "x/s", {}, {}, "say \"so\""};
  compare_with(with, 2);
  const BenchRow without{"b", 1.5, "y/s", {}, {}, ""};
  const nlohmann::json json = nlohmann::json::parse(rows_to_json({with, without}));
  ASSERT_EQ(json["rows"].size(), 2U);
  EXPECT_EQ(json["rows"][0], nlohmann::json::parse(R"({"name": "a", "value": 6.0, "unit": "x/s",
      "reference": 2.0, "ratio": 3.0, "note": "say \"so\""})"));
  EXPECT_TRUE(json["rows"][1]["reference"].is_null());
  EXPECT_TRUE(json["rows"][1]["ratio"].is_null());
}

TEST(RowJson, HasNullForAValueThatIsMissing) {
  const BenchRow row{"c", {}, "z/s", {}, {}, "not available here"};
  EXPECT_TRUE(nlohmann::json::parse(rows_to_json({row}))["rows"][0]["value"].is_null());
}

}  // namespace
}  // namespace orbitmesh
