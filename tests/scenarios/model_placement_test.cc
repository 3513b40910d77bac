#include "scenarios/model_placement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ModelPlacement : public testing::Test {
 protected:
  static std::vector<std::string> names(const std::vector<const ModelProfile*>& models) {
    std::vector<std::string> result;
    for (const ModelProfile* model : models) result.push_back(model->name);
    return result;
  }
  std::vector<std::string> resident(const std::vector<std::string>& list,
                                    std::string_view accelerator, std::int64_t count) {
    return names(
        resident_models(list, *library_.find_accelerator(accelerator), count, scenario_, library_));
  }
  ProfileLibrary library_ = ProfileLibrary::built_in();
  Scenario scenario_ = parse_scenario(kGoodScenario);
};

TEST_F(ModelPlacement, ModelsInUseAreListedOnceByName) {
  EXPECT_THAT(names(models_in_use(scenario_, library_)), ElementsAre("openvla-7b", "rt-2-55b"));
}

TEST_F(ModelPlacement, AStarStandsForTheModelsInUseThatFit) {
  EXPECT_THAT(resident({"*"}, "nvidia-h100-sxm", 8), ElementsAre("openvla-7b", "rt-2-55b"));
  EXPECT_THAT(resident({"*"}, "nvidia-h100-sxm", 1), ElementsAre("openvla-7b"));
  EXPECT_THAT(resident({"yolov8m", "*", "rt-2-55b"}, "tesla-ai7", 1),
              ElementsAre("yolov8m", "openvla-7b", "rt-2-55b"));
}

TEST_F(ModelPlacement, AClientHoldsTheModelsOfItsLocalWorkloads) {
  EXPECT_THAT(local_models(scenario_.clients[0], library_), IsEmpty());
  scenario_.clients[0].workloads[0].policy.kind = PolicyKind::kLocal;
  EXPECT_THAT(names(local_models(scenario_.clients[0], library_)), ElementsAre("openvla-7b"));
}

TEST_F(ModelPlacement, AFallbackOnBoardHoldsItsModel) {
  PolicySection& policy = scenario_.clients[0].workloads[0].policy;
  policy.kind = PolicyKind::kDeadline;
  policy.fallback = Fallback::kNone;
  EXPECT_THAT(local_models(scenario_.clients[0], library_), IsEmpty());
  policy.fallback = Fallback::kLocal;
  EXPECT_THAT(names(local_models(scenario_.clients[0], library_)), ElementsAre("openvla-7b"));
}

TEST_F(ModelPlacement, LeastLatencyHoldsWhatFitsBesideTheNeededModels) {
  ClientSection& client = scenario_.clients[0];
  for (WorkloadSection& workload : client.workloads) {
    workload.policy.kind = PolicyKind::kLeastLatency;
  }
  EXPECT_THAT(names(local_models(client, library_)), ElementsAre("openvla-7b"));
  EXPECT_THAT(needed_local_models(client, library_), IsEmpty());
  client.accelerator.reset();
  EXPECT_THAT(local_models(client, library_), IsEmpty());
}

TEST_F(ModelPlacement, NeededModelsComeBeforeThoseOfLeastLatency) {
  // 128 GB hold rt-2-55b (110 GB) and openvla-7b (15 GB), or pi0 (6.6 GB) in place of the
  // latter, but not all three.
  ClientSection& client = scenario_.clients[0];
  client.accelerator = "jetson-agx-thor";
  client.workloads.resize(3, client.workloads[0]);
  const char* profiles[] = {"pi0", "openvla-7b", "rt-2-55b"};
  for (std::size_t i = 0; i < 3; ++i) {
    client.workloads[i].profile = profiles[i];
    client.workloads[i].policy.kind = PolicyKind::kLeastLatency;
  }
  client.workloads[2].policy.kind = PolicyKind::kLocal;
  EXPECT_THAT(names(local_models(client, library_)), ElementsAre("rt-2-55b", "pi0"));
  client.workloads[1].policy.kind = PolicyKind::kLocal;
  EXPECT_THAT(names(local_models(client, library_)), ElementsAre("openvla-7b", "rt-2-55b"));
}

TEST_F(ModelPlacement, HoldersAreShellsAndSitesWithTheModel) {
  const ConstellationSection& shell = scenario_.constellations[0];
  EXPECT_TRUE(holds(shell, "openvla-7b", scenario_, library_));
  EXPECT_FALSE(holds(shell, "rt-2-55b", scenario_, library_));
  EXPECT_TRUE(holds(*scenario_.find_site("austin"), "rt-2-55b", scenario_, library_));
  EXPECT_FALSE(holds(*scenario_.find_site("mine"), "rt-2-55b", scenario_, library_));
}

}  // namespace
}  // namespace orbitmesh
