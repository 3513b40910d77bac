#include "inference/profile_library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/error.h"
#include "inference/service_time.h"
#include "tests/inference/source_checker.h"

namespace orbitmesh {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

const char* const kModel = R"(
[[model]]
name = "m"
precision = { value = "bf16", confidence = "G" }
flop = { value = "1 GFLOP", confidence = "G" }
weights = { value = "1 MB", confidence = "G" }
request = { value = "1 kB", confidence = "G" }
reply = { value = "1 B", confidence = "G" }
)";

std::string error_of(const std::string& text) {
  ProfileLibrary library;
  try {
    library.add_text(text, "user.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(ProfileLibrary, BuiltInFiguresAllNameTheirSource) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  int figures = 0;
  for (const auto name : library.accelerator_names()) {
    figures += testing::figures_of(*library.find_accelerator(name));
  }
  for (const auto name : library.device_names()) {
    figures += testing::figures_of(*library.find_device(name));
  }
  for (const auto name : library.model_names()) {
    figures += testing::figures_of(*library.find_model(name));
  }
  EXPECT_GT(figures, 100);
}

TEST(ProfileLibrary, EveryBuiltInModelRunsSomewhereInReasonableTime) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  const AcceleratorProfile& h100 = *library.find_accelerator("nvidia-h100-sxm");
  for (const auto name : library.model_names()) {
    const ModelProfile& model = *library.find_model(name);
    ASSERT_EQ(why_not(model, h100, 8), "") << name;
    const Duration t = service_time(model, h100, devices_needed(model, h100));
    EXPECT_GT(t, Duration::from_us(50)) << name;
    EXPECT_LT(t, Duration::from_s(1)) << name;
  }
}

TEST(ProfileLibrary, NamesAreSortedAndFindable) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  const auto names = library.accelerator_names();
  EXPECT_THAT(names, ::testing::WhenSorted(::testing::ContainerEq(names)));
  EXPECT_THAT(names, AllOf(Contains("tesla-ai7"), Contains("jetson-agx-orin-64"),
                           Contains("tesla-hw3"), Contains("nvidia-h100-sxm")));
  EXPECT_THAT(library.model_names(),
              AllOf(Contains("openvla-7b"), Contains("rt-2-55b"), Contains("yolov8m")));
  EXPECT_EQ(library.find_model("rt-2-55b")->weights.value, Bytes{110'000'000'000});
  EXPECT_EQ(library.find_model("no-such-model"), nullptr);
  EXPECT_EQ(library.find_accelerator("no-such-accelerator"), nullptr);
}

TEST(ProfileLibrary, GuessesAreLabelledAsGuesses) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  const AcceleratorProfile& ai7 = *library.find_accelerator("tesla-ai7");
  EXPECT_EQ(ai7.peak.int8->confidence, Confidence::kGuess);
  EXPECT_EQ(ai7.memory.confidence, Confidence::kGuess);
  EXPECT_EQ(library.find_model("rt-2-55b")->flop.confidence, Confidence::kGuess);
}

TEST(ProfileLibrary, UserProfilesAreAdded) {
  ProfileLibrary library = ProfileLibrary::built_in();
  library.add_text(kModel, "user.toml");
  ASSERT_NE(library.find_model("m"), nullptr);
  EXPECT_EQ(library.find_model("m")->flop.value, Compute{1e9});
  EXPECT_NE(library.find_model("openvla-7b"), nullptr);
}

TEST(ProfileLibrary, ATakenNameIsAnErrorWithBothPlaces) {
  const std::string twice = std::string(kModel) + kModel;
  EXPECT_THAT(error_of(twice),
              AllOf(HasSubstr("user.toml:11:8"), HasSubstr("'m'"), HasSubstr("user.toml:3:8")));
}

TEST(ProfileLibrary, ATypingErrorInAKeyIsAnErrorWithPlaceAndSuggestion) {
  EXPECT_THAT(error_of(std::string(kModel) + "wieghts = 3\n"),
              AllOf(HasSubstr("user.toml:9:1"), HasSubstr("wieghts"), HasSubstr("weights")));
}

TEST(ProfileLibrary, AMissingFigureIsAnError) {
  EXPECT_THAT(error_of("[[model]]\nname = \"m\"\n"),
              AllOf(HasSubstr("user.toml:1"), HasSubstr("precision")));
}

TEST(ProfileLibrary, AFigureOutOfRangeIsAnError) {
  const std::string text =
      "[[accelerator]]\nname = \"a\"\n"
      "peak.bf16 = { value = \"1 TFLOPS\", confidence = \"G\" }\n"
      "memory = { value = \"1 GB\", confidence = \"G\" }\n"
      "bandwidth = { value = \"1 GB/s\", confidence = \"G\" }\n";
  EXPECT_EQ(error_of(text), "");
  EXPECT_THAT(error_of(text + "eff_compute = { value = 1.5, confidence = \"G\" }\n"),
              HasSubstr("user.toml:6"));
}

TEST(ProfileLibrary, AnAcceleratorNeedsAPeakRate) {
  EXPECT_THAT(error_of("[[accelerator]]\nname = \"a\"\npeak = {}\n"
                       "memory = { value = \"1 GB\", confidence = \"G\" }\n"
                       "bandwidth = { value = \"1 GB/s\", confidence = \"G\" }\n"),
              AllOf(HasSubstr("user.toml:3"), HasSubstr("peak.bf16")));
}

TEST(ProfileLibrary, AMissingFileIsAnError) {
  ProfileLibrary library;
  EXPECT_THROW(library.add_file("no/such/profiles.toml"), InputError);
}

}  // namespace
}  // namespace orbitmesh
