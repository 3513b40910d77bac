#include "scenarios/sweep/sweep_points.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>
#include <set>

#include "core/config_reader.h"
#include "core/error.h"
#include "core/toml_reader.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<SweepPoint> points_of(const std::string& toml) {
  SweepSection sweep;
  read_section(parse_toml(toml, "s.toml"), sweep);
  return sweep_points(sweep, 7);
}

std::string error_of(const std::string& toml) {
  try {
    points_of(toml);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

std::vector<std::string> assignments(const SweepPoint& point) {
  std::vector<std::string> texts;
  for (const SweepSetting& setting : point.settings) texts.push_back(setting.assignment());
  return texts;
}

double number(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

TEST(SweepPoints, WithoutAxesAndVariantsTheScenarioItselfIsTheOnlyPoint) {
  const auto points = points_of("");
  ASSERT_EQ(points.size(), 1U);
  EXPECT_TRUE(points[0].settings.empty());
}

TEST(SweepPoints, AGridHasEveryCombinationWithTheLastAxisInnermost) {
  const auto points = points_of(R"(
[[axis]]
key = "a"
values = ["1", "2"]
[[axis]]
key = "b"
values = ["x", "y", "z"])");
  ASSERT_EQ(points.size(), 6U);
  EXPECT_THAT(assignments(points[0]), ElementsAre("a=1", "b=x"));
  EXPECT_THAT(assignments(points[1]), ElementsAre("a=1", "b=y"));
  EXPECT_THAT(assignments(points[5]), ElementsAre("a=2", "b=z"));
}

TEST(SweepPoints, AListGoesThroughAllAxesInStep) {
  const auto points = points_of(R"(
method = "list"
[[axis]]
key = "a"
values = ["1", "2"]
[[axis]]
key = "b"
values = ["x", "y"])");
  ASSERT_EQ(points.size(), 2U);
  EXPECT_THAT(assignments(points[1]), ElementsAre("a=2", "b=y"));
}

TEST(SweepPoints, EveryVariantHasEveryPointAndItsOwnChangesFirst) {
  const auto points = points_of(R"(
[[variant]]
name = "plain"
[[variant]]
name = "tmr"
set = ["policy=tmr", "c.d=3 s"]
[[axis]]
key = "a"
values = ["1", "2"])");
  ASSERT_EQ(points.size(), 4U);
  EXPECT_EQ(points[1].variant, "plain");
  EXPECT_EQ(points[2].variant, "tmr");
  EXPECT_THAT(assignments(points[2]), ElementsAre("policy=tmr", "c.d=3 s", "a=1"));
}

TEST(SweepPoints, ARangeHasBothEndsAndKeepsItsUnit) {
  const auto linear = points_of(R"(
[[axis]]
key = "a"
range = { from = "10 ms", to = "30 ms", steps = 3 })");
  ASSERT_EQ(linear.size(), 3U);
  EXPECT_EQ(linear[0].settings[0].value, "10 ms");
  EXPECT_EQ(linear[1].settings[0].value, "20 ms");
  EXPECT_EQ(linear[2].settings[0].value, "30 ms");
  const auto log = points_of(R"(
[[axis]]
key = "a"
range = { from = "1", to = "10000", steps = 5, scale = "log" })");
  EXPECT_DOUBLE_EQ(number(log[1].settings[0].value), 10);
  EXPECT_DOUBLE_EQ(number(log[3].settings[0].value), 1000);
}

TEST(SweepPoints, ALatinHypercubeHasOneSampleInEachPartOfEveryAxis) {
  constexpr int kSamples = 50;
  const auto points = points_of(R"(
method = "latin-hypercube"
samples = 50
[[axis]]
key = "a"
range = { from = "0", to = "50" }
[[axis]]
key = "b"
range = { from = "100", to = "150" })");
  ASSERT_EQ(points.size(), kSamples);
  std::set<int> parts_a;
  std::set<int> parts_b;
  int same = 0;
  for (const SweepPoint& point : points) {
    const int a = static_cast<int>(number(point.settings[0].value));
    const int b = static_cast<int>(number(point.settings[1].value)) - 100;
    parts_a.insert(a);
    parts_b.insert(b);
    same += a == b ? 1 : 0;
  }
  EXPECT_EQ(parts_a.size(), kSamples);
  EXPECT_EQ(parts_b.size(), kSamples);
  EXPECT_LT(same, 10) << "the axes are shuffled independently";
}

TEST(SweepPoints, DrawsOfAnAxisDoNotDependOnOtherAxes) {
  const std::string a = R"(
[[axis]]
key = "a"
range = { from = "0", to = "1" }
)";
  const std::string b = R"(
[[axis]]
key = "b"
values = ["x", "y"]
)";
  const std::string random = "method = \"random\"\nsamples = 4\n";
  const auto alone = points_of(random + a);
  const auto both = points_of(random + b + a);
  for (std::size_t i = 0; i < alone.size(); ++i) {
    EXPECT_EQ(alone[i].settings[0].value, both[i].settings[1].value);
  }
}

TEST(SweepPoints, ErrorsSayWhereAndWhat) {
  EXPECT_THAT(error_of("[[axis]]\nkey = \"a\""), HasSubstr("s.toml:1:1: axis 'a' needs"));
  EXPECT_THAT(
      error_of("[[axis]]\nkey = \"a\"\nrange = { from = \"1 s\", to = \"2 ms\", steps = 2 }"),
      HasSubstr("must have the same unit"));
  EXPECT_THAT(error_of("[[axis]]\nkey = \"a\"\nrange = { from = \"1\", to = \"2\" }"),
              HasSubstr("needs 'steps'"));
  EXPECT_THAT(error_of("[[axis]]\nkey = \"a\"\nrange = { from = \"x\", to = \"2\", steps = 2 }"),
              HasSubstr("'x' does not begin with a number"));
  EXPECT_THAT(error_of("method = \"random\""), HasSubstr("needs 'samples'"));
  EXPECT_THAT(error_of("samples = 3"), HasSubstr("is for the methods"));
  EXPECT_THAT(error_of("[[variant]]\nname = \"v\"\n[[variant]]\nname = \"v\""),
              HasSubstr("two variants 'v'"));
  EXPECT_THAT(error_of("[[variant]]\nname = \"v\"\nset = [\"a=1\", \"b\"]"),
              HasSubstr("s.toml:3:15: 'b' is not KEY=VALUE"));
  EXPECT_THAT(error_of("method = \"list\"\n[[axis]]\nkey = \"a\"\nvalues = [\"1\"]\n[[axis]]\n"
                       "key = \"b\"\nvalues = [\"1\", \"2\"]"),
              HasSubstr("as many values as the first, 1; 'b' has 2"));
}

TEST(SweepPoints, TooManyRunsAreRefusedBeforeTheyAreMade) {
  std::string toml = "replications = 10000\n";
  for (const char* key : {"a", "b", "c"}) {
    toml += std::string("[[axis]]\nkey = \"") + key +
            "\"\nrange = { from = \"1\", to = \"9\", steps = 1000 }\n";
  }
  EXPECT_THAT(error_of(toml), HasSubstr("at most 1000000 runs"));
}

}  // namespace
}  // namespace orbitmesh
