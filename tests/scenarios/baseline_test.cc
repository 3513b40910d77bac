#include "scenarios/regress/baseline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/error.h"
#include "core/temporary_folder.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;

std::string error_of(const std::string& text) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.baseline.json";
  std::ofstream(file) << text;
  try {
    read_baseline(file);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

Baseline sample() {
  Baseline baseline;
  baseline.reason = "new \"model\"";
  baseline.replications = 3;
  baseline.digest = "abc";
  baseline.metrics = {{"b", "ms", 0.1, 0.5, 0.25, BaselineDirection::kDecrease},
                      {"a", "1", 1e-9, 0, 0, BaselineDirection::kBoth}};
  return baseline;
}

TEST(Baseline, StandsBesideItsScenario) {
  EXPECT_EQ(baseline_file("x/mine.toml"), "x/mine.baseline.json");
}

TEST(Baseline, IsReadAsItWasWritten) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.baseline.json";
  std::ofstream(file) << baseline_json(sample());
  const auto read = read_baseline(file);
  ASSERT_TRUE(read);
  EXPECT_EQ(baseline_json(*read), baseline_json(sample()));
  ASSERT_NE(read->find("b"), nullptr);
  EXPECT_DOUBLE_EQ(read->find("b")->tolerance(), 0.5);
  EXPECT_EQ(read->find("c"), nullptr);
}

TEST(Baseline, AMissingOneIsNoError) { EXPECT_FALSE(read_baseline("/nowhere/a.baseline.json")); }

TEST(Baseline, DamagedOnesAreRefusedWithTheReason) {
  EXPECT_THAT(error_of("{"), HasSubstr("is no baseline"));
  EXPECT_THAT(error_of("[]"), HasSubstr("is no baseline"));
  EXPECT_THAT(error_of(R"({"version": 2})"), HasSubstr("its version is not 1"));
  const std::string good = baseline_json(sample());
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    return error_of(text.replace(text.find(from), from.size(), to));
  };
  EXPECT_THAT(with("\"decrease\"", "\"down\""), HasSubstr("metric 'b': fails_on is 'down'"));
  EXPECT_THAT(with("0.25", "-0.25"), HasSubstr("'relative' is negative"));
  EXPECT_THAT(with("\"replications\": 3", "\"replications\": 0"), HasSubstr("not 1 to 1000"));
}

}  // namespace
}  // namespace orbitmesh
