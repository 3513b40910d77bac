#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/toml_reader.h"
#include "scenarios/loader.h"
#include "scenarios/model_placement.h"
#include "scenarios/resolved.h"
#include "scenarios/section_satellites.h"

namespace orbitmesh {
namespace {

const char* const kPath = ORBITMESH_SOURCE_DIR "/scenarios/remote-mine.toml";

TEST(RemoteMine, LoadsAsTheMainJob) {
  const Scenario scenario = load_scenario(kPath);
  EXPECT_EQ(scenario.run.name, "remote-mine");
  EXPECT_EQ(scenario.run.duration, Duration::from_s(1800));
  ASSERT_EQ(scenario.constellations.size(), 1u);
  EXPECT_EQ(satellite_count(scenario.constellations[0]), 1584);
  EXPECT_EQ(scenario.constellations[0].accelerator->every, 4);
  EXPECT_GE(scenario.gateways.size(), 8u);
  ASSERT_EQ(scenario.clients.size(), 2u);
  EXPECT_EQ(scenario.clients[0].count, 6);
  EXPECT_EQ(scenario.clients[1].count, 2);
  EXPECT_EQ(scenario.find_site("mine")->terminals, 2);
  EXPECT_FALSE(scenario.expectations.empty());
}

TEST(RemoteMine, EveryRemoteWorkloadHasANodeThatHoldsItsModel) {
  const Scenario scenario = load_scenario(kPath);
  const ProfileLibrary library = ProfileLibrary::built_in();
  EXPECT_TRUE(holds(scenario.constellations[0], "openvla-7b", scenario, library));
  EXPECT_FALSE(holds(scenario.constellations[0], "rt-2-55b", scenario, library));
  for (const char* model : {"openvla-7b", "rt-2-55b", "yolov8m"}) {
    EXPECT_TRUE(holds(*scenario.find_site("austin"), model, scenario, library)) << model;
    EXPECT_TRUE(holds(*scenario.find_site("memphis"), model, scenario, library)) << model;
  }
}

TEST(RemoteMine, ResolvedTextIsStable) {
  const std::string text = resolved_toml(load_scenario(kPath));
  const Scenario again =
      scenario_from_config(parse_toml(text, "resolved.toml"), ProfileLibrary::built_in());
  EXPECT_EQ(resolved_toml(again), text);
}

}  // namespace
}  // namespace orbitmesh
