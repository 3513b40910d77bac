#include <fmt/format.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "inference/profile_library.h"
#include "inference/service_time.h"
#include "inference/token_time.h"

namespace orbitmesh {
namespace {

// The roofline with the profiles' own efficiencies beside latencies that others have published.
// Prints the table of docs/validation.md. Each row has the error that the model is known to
// have there; a change of a profile or of the model that makes it larger fails.

class PublishedLatency : public ::testing::Test {
 protected:
  ModelProfile model(const std::string& name) {
    ModelProfile profile = *library_.find_model(name);
    profile.measured.clear();
    return profile;
  }
  const AcceleratorProfile& accelerator(const std::string& name) {
    return *library_.find_accelerator(name);
  }
  /// Two bytes a weight and value in place of one.
  ModelProfile in_bf16(const std::string& name) {
    ModelProfile profile = model(name);
    profile.precision.value = Precision::kBf16;
    profile.weights.value = Bytes{2 * profile.weights.value.count};
    return profile;
  }
  void row(const std::string& what, double published_ms, Duration computed,
           std::optional<Duration> unfused, double low_percent, double high_percent) {
    const double error = 100.0 * (computed.milliseconds() / published_ms - 1.0);
    fmt::print("{:<58} {:>8.2f} {:>8.2f} {:>+6.0f} % {:>8}\n", what, published_ms,
               computed.milliseconds(), error,
               unfused ? fmt::format("{:.2f}", unfused->milliseconds()) : "-");
    EXPECT_GE(error, low_percent) << what;
    EXPECT_LE(error, high_percent) << what;
  }

  ProfileLibrary library_ = ProfileLibrary::built_in();
};

constexpr const char* kHead =
    "what                                                       published  model   error  "
    "unfused  [ms]\n";

TEST_F(PublishedLatency, RobotPolicies) {
  fmt::print(kHead);
  row("pi0, three cameras, tuned, RTX 4090", 39.0,
      service_time(model("pi0"), accelerator("nvidia-rtx-4090")), {}, 60, 90);
  row("openvla-7b, RTX 4090 (6 Hz)", 1000.0 / 6,
      service_time(model("openvla-7b"), accelerator("nvidia-rtx-4090")), {}, 0, 25);
}

// Thor's four-bit weights: 4.5 GB of 8.03 G parameters with a scale a block of 16, computed in
// fp8, whose rate is half of that in fp4.
TEST_F(PublishedLatency, LanguageModelSteps) {
  fmt::print(kHead);
  ModelProfile nvfp4 = model("llama-3-1-8b");
  nvfp4.precision.value = Precision::kFp8;
  nvfp4.weights.value = Bytes{4'520'000'000};
  nvfp4.decode->bytes.value = nvfp4.weights.value;
  const AcceleratorProfile& thor = accelerator("jetson-agx-thor");
  const auto step = [&](std::int64_t sequences) {
    return iteration_time(nvfp4, thor, 1, {0, 0, sequences, sequences * 450});
  };
  const auto prompt = [&](std::int64_t sequences) {
    return iteration_time(nvfp4, thor, 1, {sequences, 383 * sequences, 0, 383 * sequences});
  };
  row("llama-3-1-8b, 4 bit, Thor, a token", 1000.0 / 54.9, step(1), {}, 20, 40);
  row("the same, a step of 8 sequences", 8 * 1000.0 / 308.7, step(8), {}, -15, 10);
  row("the same, prompt of 383 tokens", 31.0, prompt(1), {}, -20, 0);
  row("the same, 8 prompts", 387.6, prompt(8), {}, -60, -40);
}

TEST_F(PublishedLatency, ImageNetworks) {
  fmt::print(kHead);
  const AcceleratorProfile& a100 = accelerator("nvidia-a100-sxm");
  const AcceleratorProfile& v100 = accelerator("nvidia-v100-sxm2");
  const ModelProfile resnet = model("resnet-50");
  const ModelProfile mobilenet = model("mobilenet-v2");
  const ModelProfile half = in_bf16("resnet-50");
  row("resnet-50, int8, A100, batch 1", 0.46, service_time(resnet, a100),
      unfused_time(resnet, a100), -90, -70);
  row("mobilenet-v2, int8, A100, batch 1", 0.30, service_time(mobilenet, a100),
      unfused_time(mobilenet, a100), -90, -70);
  EXPECT_NEAR(unfused_time(resnet, a100)->milliseconds(), 0.46, 0.3 * 0.46);
  EXPECT_NEAR(unfused_time(mobilenet, a100)->milliseconds(), 0.30, 0.3 * 0.30);
  row("yolov8n, fp16, A100, batch 1", 0.99, service_time(in_bf16("yolov8n"), a100), {}, -95, -80);
  row("yolov8m, fp16, A100, batch 1", 1.83, service_time(in_bf16("yolov8m"), a100), {}, -75, -55);
  row("resnet-50, int8, V100, batch 1", 1.22, service_time(resnet, v100),
      unfused_time(resnet, v100), -80, -60);
  row("resnet-50, int8, V100, batch 32", 6.79, service_time(resnet, v100, 1, 32),
      unfused_time(resnet, v100, 1, 32), 20, 50);
  row("resnet-50, fp16, V100, batch 1", 2.08, service_time(half, v100), {}, -95, -85);
  row("resnet-50, fp16, V100, batch 32", 6.59, service_time(half, v100, 1, 32), {}, -40, -20);
  row("resnet-50, fp16, V100, batch 256", 39.73, service_time(half, v100, 1, 256), {}, -15, 0);
}

// Weights over the peak bandwidth: what no decode step can undercut. Published as such.
TEST_F(PublishedLatency, DecodeFloors) {
  fmt::print(kHead);
  const struct {
    const char* accelerator;
    double floor_ms;
  } kFloors[] = {{"nvidia-h100-sxm", 4.8}, {"nvidia-h200", 3.3},      {"tpu-v6e", 9.8},
                 {"tesla-ai5", 14},        {"jetson-agx-thor", 59.0}, {"jetson-agx-orin-64", 78.0}};
  for (const auto& floor : kFloors) {
    AcceleratorProfile ideal = accelerator(floor.accelerator);
    ideal.launch_overhead.value = Duration();
    ideal.eff_compute.value = 1.0;
    ideal.eff_memory.value = 1.0;
    row(std::string("llama-3-1-8b, bf16, floor, ") + floor.accelerator, floor.floor_ms,
        iteration_time(model("llama-3-1-8b"), ideal, 1, {0, 0, 1, 0}), {}, -2, 2);
  }
}

}  // namespace
}  // namespace orbitmesh
