#include "inference/measured_latency.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/error.h"
#include "inference/profile_library.h"
#include "inference/service_time.h"

namespace orbitmesh {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const char* const kMeasured = R"(
[[measured]]
model = "yolov8m"
accelerator = "jetson-agx-orin-64"
points = [ { batch = 1, latency = "8 ms" }, { batch = 5, latency = "20 ms" } ]
source = "own bench"
confidence = "O"
)";

std::string error_of(const std::string& text) {
  ProfileLibrary library = ProfileLibrary::built_in();
  try {
    library.add_text(text, "user.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(MeasuredLatency, TakesThePlaceOfTheRoofline) {
  ProfileLibrary library = ProfileLibrary::built_in();
  const ModelProfile& model = *library.find_model("yolov8m");
  const AcceleratorProfile& orin = *library.find_accelerator("jetson-agx-orin-64");
  const Duration roofline = service_time(model, orin);
  library.add_text(kMeasured, "user.toml");
  EXPECT_NE(roofline, Duration::from_ms(8));
  EXPECT_EQ(service_time(model, orin, 1, 1), Duration::from_ms(8));
  EXPECT_EQ(service_time(model, orin, 1, 3), Duration::from_ms(14));
  EXPECT_EQ(service_time(model, orin, 1, 5), Duration::from_ms(20));
  EXPECT_EQ(service_time(model, orin, 1, 10), Duration::from_ms(40));
  EXPECT_NE(service_time(model, orin, 2, 1), Duration::from_ms(8)) << "not measured on two";
}

TEST(MeasuredLatency, BelowTheFirstPointABatchTakesAsLong) {
  MeasuredLatency measured;
  measured.points = {{4, Duration::from_ms(9)}, {8, Duration::from_ms(9)}};
  EXPECT_EQ(measured.at(1), Duration::from_ms(9));
  EXPECT_EQ(measured.at(6), Duration::from_ms(9));
}

TEST(MeasuredLatency, MustBeAboutWhatThereIs) {
  EXPECT_THAT(error_of(replaced(kMeasured, "yolov8m", "yolov8")),
              AllOf(HasSubstr("user.toml:3"), HasSubstr("did you mean")));
  EXPECT_THAT(error_of(replaced(kMeasured, "jetson-agx-orin-64", "jetson-agx-orin")),
              AllOf(HasSubstr("user.toml:4"), HasSubstr("did you mean")));
}

TEST(MeasuredLatency, IsNotForLanguageModels) {
  EXPECT_THAT(error_of(replaced(kMeasured, "yolov8m", "llama-3-1-8b")),
              HasSubstr("language model"));
}

TEST(MeasuredLatency, PointsMustBeInOrder) {
  EXPECT_THAT(error_of(replaced(kMeasured, "batch = 5", "batch = 1")), HasSubstr("user.toml:5"));
  EXPECT_THAT(error_of(replaced(kMeasured, "\"20 ms\"", "\"7 ms\"")), HasSubstr("less time"));
  EXPECT_THAT(error_of(replaced(kMeasured, "\"20 ms\"", "\"0 ms\"")), HasSubstr("latency"));
}

TEST(MeasuredLatency, CanBeGivenOnce) {
  EXPECT_THAT(error_of(std::string(kMeasured) + kMeasured),
              AllOf(HasSubstr("user.toml:9"), HasSubstr("user.toml:2")));
}

TEST(MeasuredLatency, NeedsASource) {
  EXPECT_THAT(error_of(replaced(kMeasured, "source = \"own bench\"", "")), HasSubstr("source"));
}

}  // namespace
}  // namespace orbitmesh
