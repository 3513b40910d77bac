#include "inference/service_time.h"

#include <gtest/gtest.h>

#include <string>

#include "core/error.h"
#include "inference/profile_library.h"
#include "tests/inference/unit_accelerator.h"

namespace orbitmesh {
namespace {

const ProfileLibrary& library() {
  static const ProfileLibrary kLibrary = ProfileLibrary::built_in();
  return kLibrary;
}

/// Round figures: 100 TOPS reached, 1 TB/s reached, no launch time.
AcceleratorProfile round_accelerator() {
  AcceleratorProfile a = testing::unit_accelerator();
  a.peak.bf16->value = ComputeRate{100e12};
  return a;
}

ModelProfile model(double flop, std::int64_t weight_bytes) {
  ModelProfile m;
  m.name = "test-model";
  m.precision.value = Precision::kBf16;
  m.flop.value = Compute{flop};
  m.weights.value = Bytes{weight_bytes};
  return m;
}

TEST(ServiceTime, IsComputeBoundWhenTheFlopTakeLonger) {
  EXPECT_EQ(service_time(model(2e12, 1'000'000'000), round_accelerator()), Duration::from_ms(20));
}

TEST(ServiceTime, IsMemoryBoundWhenTheBytesTakeLonger) {
  EXPECT_EQ(service_time(model(1e9, 5'000'000'000), round_accelerator()), Duration::from_ms(5));
}

TEST(ServiceTime, EfficienciesAndLaunchOverheadAreApplied) {
  AcceleratorProfile a = round_accelerator();
  a.eff_compute.value = 0.5;
  a.eff_memory.value = 0.25;
  a.launch_overhead.value = Duration::from_us(30);
  EXPECT_EQ(service_time(model(2e12, 1), a), Duration::from_ms(40) + Duration::from_us(30));
  EXPECT_EQ(service_time(model(1, 5'000'000'000), a),
            Duration::from_ms(20) + Duration::from_us(30));
}

TEST(ServiceTime, ABatchMultipliesFlopAndActivationsButNotWeights) {
  ModelProfile m = model(1, 4'000'000'000);
  m.activations = Sourced<Bytes>{Bytes{1'000'000'000}, "test", Confidence::kGuess};
  EXPECT_EQ(service_time(m, round_accelerator(), 1, 1), Duration::from_ms(5));
  EXPECT_EQ(service_time(m, round_accelerator(), 1, 3), Duration::from_ms(7));
  EXPECT_EQ(service_time(model(1e12, 1), round_accelerator(), 1, 3), Duration::from_ms(30));
}

TEST(ServiceTime, ShardingDividesFlopAndBytes) {
  EXPECT_EQ(service_time(model(2e12, 1), round_accelerator(), 4), Duration::from_ms(5));
  EXPECT_EQ(service_time(model(1, 8'000'000'000), round_accelerator(), 4), Duration::from_ms(2));
}

TEST(ServiceTime, EveryDecodeStepIsItsOwnPhase) {
  ModelProfile m = model(2e12, 5'000'000'000);  // 20 ms, compute-bound
  m.decode = DecodePhase{};
  m.decode->steps.value = 3;
  m.decode->flop.value = Compute{1e9};
  m.decode->bytes.value = Bytes{5'000'000'000};  // 5 ms, memory-bound
  AcceleratorProfile a = round_accelerator();
  a.launch_overhead.value = Duration::from_us(10);
  EXPECT_EQ(service_time(m, a), Duration::from_ms(35) + Duration::from_us(40));
}

// Floors of llama-3.1-8b's bf16 decode: 16.06 GB of weights over the peak bandwidth.
TEST(ServiceTime, MeetsTheDecodeFloorsOfPublishedBandwidths) {
  const struct {
    const char* accelerator;
    double floor_ms;
    double tolerance_ms;
  } kFloors[] = {{"nvidia-h100-sxm", 4.8, 0.05}, {"nvidia-h200", 3.3, 0.05},
                 {"tpu-v6e", 9.8, 0.05},         {"tesla-ai5", 14, 0.5},
                 {"jetson-agx-thor", 59, 0.5},   {"jetson-agx-orin-64", 78, 0.5}};
  const ModelProfile decode = model(16e9, 16'060'000'000);
  for (const auto& row : kFloors) {
    ASSERT_NE(library().find_accelerator(row.accelerator), nullptr) << row.accelerator;
    AcceleratorProfile a = *library().find_accelerator(row.accelerator);
    a.launch_overhead.value = Duration();
    a.eff_compute.value = 1.0;
    a.eff_memory.value = 1.0;
    EXPECT_NEAR(service_time(decode, a).milliseconds(), row.floor_ms, row.tolerance_ms)
        << row.accelerator;
  }
}

// By hand: 50 us + 4.3e12 / (989e12 x 0.45) + 6 x (50 us + 15e9 / (3.35e12 x 0.7)).
TEST(ServiceTime, OpenVlaOnAnH100) {
  EXPECT_NEAR(service_time(*library().find_model("openvla-7b"),
                           *library().find_accelerator("nvidia-h100-sxm"))
                  .milliseconds(),
              0.05 + 9.6618 + 6 * (0.05 + 6.3966), 0.001);
}

// By hand: 8 x (50 us + 110e9 / (4e12 x 0.7)): every phase is memory-bound. Within the
// 1-3 Hz at which the model is said to run.
TEST(ServiceTime, Rt2OnAnAi7) {
  const double ms =
      service_time(*library().find_model("rt-2-55b"), *library().find_accelerator("tesla-ai7"))
          .milliseconds();
  EXPECT_NEAR(ms, 8 * (0.05 + 39.2857), 0.001);
  EXPECT_GT(ms, 1000.0 / 3.5);
  EXPECT_LT(ms, 1000.0);
}

// 1 ms of operations and 2 ms of bytes in one, 1 ms of operations and no bytes in the two
// others; the fused phase takes the 3 ms of all operations.
TEST(ServiceTime, UnfusedLayersEachTakeTheLongerOfTheirBounds) {
  ModelProfile m = model(300e9, 1);
  EXPECT_EQ(unfused_time(m, round_accelerator()), std::nullopt);
  m.layers = LayerTable{};
  m.layers->each = {{1, {100e9}, Bytes{1'500'000'000}, Bytes{500'000'000}},
                    {2, {100e9}, Bytes{}, Bytes{}}};
  AcceleratorProfile a = round_accelerator();
  a.launch_overhead.value = Duration::from_us(7);
  a.kernel_overhead.value = Duration::from_us(100);
  EXPECT_EQ(service_time(m, a), Duration::from_us(3'007));
  EXPECT_EQ(unfused_time(m, a), Duration::from_us(4'307));
  EXPECT_EQ(unfused_time(m, a, 1, 2), Duration::from_us(2'500 + 4'000 + 307));
}

// Never faster than the whole network at once, whose weights are read and whose layers are
// computed all the same.
TEST(ServiceTime, TheUnfusedBoundIsTheSlowerOne) {
  for (const char* name : {"resnet-50", "mobilenet-v2"}) {
    ModelProfile m = *library().find_model(name);
    m.measured.clear();
    for (const auto accelerator : library().accelerator_names()) {
      const AcceleratorProfile& a = *library().find_accelerator(accelerator);
      if (!fits(m, a, 1)) continue;
      EXPECT_GT(*unfused_time(m, a), service_time(m, a)) << name << " on " << accelerator;
    }
  }
}

TEST(ServiceTime, RefusesAbsurdTimes) {
  AcceleratorProfile slow = round_accelerator();
  slow.peak.bf16->value = ComputeRate{1e6};
  EXPECT_THROW(service_time(model(1e18, 1), slow), InputError);
}

TEST(Fits, WeighsWeightsAndActivationsAgainstMemory) {
  ModelProfile m = model(1, 10'000'000'000);
  EXPECT_TRUE(fits(m, round_accelerator(), 1));
  m.activations = Sourced<Bytes>{Bytes{1}, "test", Confidence::kGuess};
  EXPECT_FALSE(fits(m, round_accelerator(), 1));
  EXPECT_TRUE(fits(m, round_accelerator(), 2));
}

TEST(Fits, Rt2NeedsTwoH100AndNoRobotHoldsIt) {
  const ModelProfile& rt2 = *library().find_model("rt-2-55b");
  EXPECT_EQ(devices_needed(rt2, *library().find_accelerator("nvidia-h100-sxm")), 2);
  EXPECT_EQ(devices_needed(rt2, *library().find_accelerator("tesla-ai7")), 1);
  EXPECT_FALSE(fits(rt2, *library().find_accelerator("jetson-agx-orin-64"), 1));
  EXPECT_NE(why_not(rt2, *library().find_accelerator("jetson-agx-orin-64"), 1).find("110 GB"),
            std::string::npos);
}

TEST(Fits, ResidentModelsShareEachDevice) {
  const ModelProfile small = model(1, 4'000'000'000);
  const ModelProfile large = model(1, 15'000'000'000);  // over two devices: 7.5 GB each
  EXPECT_EQ(resident_bytes({&small, &large}, round_accelerator()), Bytes{11'500'000'000});
}

TEST(ExecutionPrecision, FallsBackToTheNextWiderFormat) {
  AcceleratorProfile a;
  const Sourced<ComputeRate> rate{{1e12}, "test", Confidence::kGuess};
  ModelProfile m = model(1, 1);
  m.precision.value = Precision::kInt8;
  a.peak.fp8 = rate;  // no superset of int8
  EXPECT_EQ(execution_precision(m, a), std::nullopt);
  a.peak.fp32 = rate;
  EXPECT_EQ(execution_precision(m, a), Precision::kFp32);
  a.peak.bf16 = rate;
  EXPECT_EQ(execution_precision(m, a), Precision::kBf16);
  a.peak.int8 = rate;
  EXPECT_EQ(execution_precision(m, a), Precision::kInt8);
}

TEST(ExecutionPrecision, NeverNarrows) {
  AcceleratorProfile int8_only;
  int8_only.name = "int8-only";
  int8_only.memory.value = Bytes{1'000'000};
  int8_only.peak.int8 = Sourced<ComputeRate>{{1e12}, "test", Confidence::kGuess};
  const ModelProfile bf16 = model(1, 1);
  EXPECT_EQ(execution_precision(bf16, int8_only), std::nullopt);
  EXPECT_FALSE(fits(bf16, int8_only, 1));
  EXPECT_NE(why_not(bf16, int8_only, 1).find("bf16"), std::string::npos);
  EXPECT_THROW(service_time(bf16, int8_only), InputError);
}

}  // namespace
}  // namespace orbitmesh
