#include "inference/model_cut.h"

#include <gtest/gtest.h>

#include "inference/profile_library.h"
#include "inference/service_time.h"

namespace orbitmesh {
namespace {

const ProfileLibrary kLibrary = ProfileLibrary::built_in();

TEST(ModelCut, PartsShareOutTheWorkAndTheWeights) {
  const ModelProfile& model = *kLibrary.find_model("openvla-7b");
  ModelCut cut;
  cut.name = "middle";
  cut.flop_share.value = 0.25;
  const ModelProfile head = head_of(model, cut);
  const ModelProfile tail = tail_of(model, cut);
  EXPECT_DOUBLE_EQ(head.flop.value.si + tail.flop.value.si, model.flop.value.si);
  EXPECT_EQ(head.weights.value + tail.weights.value, model.weights.value);
  EXPECT_FALSE(head.decode) << "the steps are behind every cut";
  EXPECT_EQ(tail.decode->steps.value, model.decode->steps.value);
  EXPECT_NE(head.name, tail.name);
}

TEST(ModelCut, PartsTakeNoMemoryBesideTheirWhole) {
  const ModelProfile& model = *kLibrary.find_model("resnet-50");
  const AcceleratorProfile& device = *kLibrary.find_accelerator("jetson-agx-orin-64");
  const ModelProfile head = head_of(model, model.cuts.at(0));
  EXPECT_EQ(resident_bytes({&model, &head}, device), resident_bytes({&model}, device));
}

TEST(ModelCut, PartsTakeTheTimeOfTheWholeAndOneMoreLaunch) {
  const ModelProfile& model = *kLibrary.find_model("resnet-50");
  const AcceleratorProfile& device = *kLibrary.find_accelerator("jetson-agx-orin-64");
  for (const ModelCut& cut : model.cuts) {
    const Duration parts =
        service_time(head_of(model, cut), device) + service_time(tail_of(model, cut), device);
    const Duration whole = service_time(model, device) + device.launch_overhead.value;
    EXPECT_NEAR(parts.seconds(), whole.seconds(), 1e-6) << cut.name;
  }
}

TEST(ModelCut, BuiltInCutsComeInTheOrderOfTheModel) {
  for (const std::string_view name : kLibrary.model_names()) {
    double before = 0.0;
    for (const ModelCut& cut : kLibrary.find_model(name)->cuts) {
      EXPECT_GT(cut.flop_share.value, before) << name << " " << cut.name;
      before = cut.flop_share.value;
    }
  }
}

}  // namespace
}  // namespace orbitmesh
