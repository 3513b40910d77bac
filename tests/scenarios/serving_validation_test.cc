#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "scenarios/resolved.h"
#include "scenarios/validation.h"
#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::string_view kSatellite = R"(models = ["openvla-7b"] })";

/// The good scenario whose satellites serve as `serving` says, with `models`.
std::string satellites(const std::string& serving, const std::string& models = "\"openvla-7b\"") {
  return good_scenario_with(kSatellite, "models = [" + models + "], serving = " + serving + " }");
}

std::string error_of(const std::string& text) {
  return input_error_of([&] { parse_scenario(text); });
}

TEST(ServingValidation, TheDefaultsAreOneByOneAsTheyCome) {
  const Scenario scenario = parse_scenario(kGoodScenario);
  const ServingOptions& serving = scenario.constellations[0].accelerator->serving;
  EXPECT_EQ(serving.order, QueueOrder::kFifo);
  EXPECT_EQ(serving.batch_max, 1);
  EXPECT_EQ(serving.batch_wait, Duration());
  EXPECT_EQ(serving.max_waiting, 64);
  EXPECT_EQ(serving.residency, ResidencyKind::kPinned);
  EXPECT_FALSE(serving.background);
}

TEST(ServingValidation, AllKeysAreRead) {
  const Scenario scenario = parse_scenario(
      satellites(R"({ order = "shares", max_waiting = 7, batch_max = 4, batch_wait = "3 ms", )"
                 R"(batching = "continuous", residency = "lru", load_bandwidth = "2 GB/s", )"
                 R"(kv_memory = "20 GB", background = { load = 0.25, slice = "2 ms" }, )"
                 R"(protection = "checksums" })"));
  const ServingOptions& serving = scenario.constellations[0].accelerator->serving;
  EXPECT_EQ(serving.order, QueueOrder::kShares);
  EXPECT_EQ(serving.max_waiting, 7);
  EXPECT_EQ(serving.batch_wait, Duration::from_ms(3));
  EXPECT_EQ(serving.batching, BatchingKind::kContinuous);
  EXPECT_EQ(serving.load_bandwidth, Bandwidth{2e9});
  EXPECT_EQ(serving.background->slice, Duration::from_ms(2));
  EXPECT_EQ(serving.protection, Protection::kChecksums);
}

TEST(ServingValidation, ValuesOutOfRangeAreRefused) {
  EXPECT_THAT(error_of(satellites("{ order = \"lifo\" }")), HasSubstr("fifo"));
  EXPECT_THAT(error_of(satellites("{ batch_max = 0 }")), HasSubstr("batch_max"));
  EXPECT_THAT(error_of(satellites("{ batch_max = 2, batch_wait = \"-1 ms\" }")),
              HasSubstr("batch_wait"));
  EXPECT_THAT(error_of(satellites("{ max_waiting = -1 }")), HasSubstr("max_waiting"));
  EXPECT_THAT(error_of(satellites("{ protection = \"abft\" }")), HasSubstr("range-restriction"));
  EXPECT_THAT(error_of(satellites("{ background = { load = 1.5 } }")), HasSubstr("load"));
  EXPECT_THAT(error_of(satellites("{ background = { slice = \"1 ms\" } }")), HasSubstr("load"));
  EXPECT_THAT(error_of(satellites("{ load_bandwidth = \"0 GB/s\" }")), HasSubstr("load_bandwidth"));
  EXPECT_THAT(error_of(satellites("{ batchmax = 2 }")), HasSubstr("batch_max"));
}

TEST(ServingValidation, OptionsMustNotContradictEachOther) {
  EXPECT_THAT(error_of(satellites("{ batch_wait = \"1 ms\" }")),
              AllOf(HasSubstr("s.toml:9:"), HasSubstr("give batch_max as well")));
  EXPECT_THAT(error_of(satellites("{ batching = \"continuous\" }")),
              HasSubstr("give batch_max as well"));
  EXPECT_THAT(error_of(satellites("{ kv_memory = \"500 GB\" }")),
              AllOf(HasSubstr("500 GB"), HasSubstr("192 GB")));
}

// 110 + 15 + 16 GB in the 144 GB of an AI5, and with 20 GB for caches no longer.
TEST(ServingValidation, ModelsThatDoNotFitTogetherNeedLru) {
  const auto with = [](const std::string& serving) {
    std::string text = satellites(serving, "\"rt-2-55b\", \"openvla-7b\", \"llama-3-1-8b\"");
    return text.replace(text.find("tesla-ai7"), 9, "tesla-ai5");
  };
  EXPECT_NO_THROW(parse_scenario(with("{ batch_max = 1 }")));
  EXPECT_THAT(error_of(with("{ kv_memory = \"20 GB\" }")),
              AllOf(HasSubstr("s.toml:9:"), HasSubstr("residency = \"lru\"")));
  EXPECT_NO_THROW(parse_scenario(with("{ kv_memory = \"20 GB\", residency = \"lru\" }")));
  EXPECT_THAT(error_of(with("{ residency = \"lru\" }")), HasSubstr("kv_memory"));
}

TEST(ServingValidation, AClientsOptionsNeedItsAccelerator) {
  EXPECT_NO_THROW(parse_scenario(good_scenario_with("accelerator = \"jetson-agx-orin-64\"",
                                                    "accelerator = \"jetson-agx-orin-64\"\n"
                                                    "serving = { batch_max = 2 }")));
  EXPECT_THAT(error_of(good_scenario_with("accelerator = \"jetson-agx-orin-64\"",
                                          "accelerator = \"jetson-agx-orin-64\"\n"
                                          "serving = { residency = \"lru\" }")),
              HasSubstr("residency"));
}

TEST(ServingValidation, TokensAreForLanguageModels) {
  EXPECT_THAT(error_of(good_scenario_with("profile = \"openvla-7b\"",
                                          "profile = \"openvla-7b\"\n"
                                          "tokens = { prompt = { mean = 100 } }")),
              HasSubstr("openvla-7b"));
}

TEST(ServingValidation, TheResolvedFilePrintsTheOptions) {
  const std::string resolved = resolved_toml(parse_scenario(satellites("{ batch_max = 3 }")));
  EXPECT_THAT(resolved, AllOf(HasSubstr("batch_max = 3"), HasSubstr("order = \"fifo\"")));
}

}  // namespace
}  // namespace orbitmesh
