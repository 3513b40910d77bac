#include "inference/content_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

TEST(ContentChoice, OfPortableKernelsIsTheModelsName) {
  EXPECT_EQ(to_text({"digits"}), "digits");
  const ContentChoice choice = parse_content_choice("digits");
  EXPECT_EQ(choice.model, "digits");
  EXPECT_EQ(choice.kernels, KernelSet::kPortable);
}

TEST(ContentChoice, NamesOtherKernelsBehindAColon) {
  EXPECT_EQ(to_text({"digits", KernelSet::kV3}), "digits:v3");
  const ContentChoice choice = parse_content_choice("digits:v3");
  EXPECT_EQ(choice.model, "digits");
  EXPECT_EQ(choice.kernels, KernelSet::kV3);
}

TEST(ContentChoice, NamesAProtectionBehindAColon) {
  EXPECT_EQ(to_text({"digits", KernelSet::kV3, Protection::kChecksums}), "digits:v3:checksums");
  EXPECT_EQ(to_text({"digits", KernelSet::kPortable, Protection::kRangeRestriction}),
            "digits:range-restriction");
  const ContentChoice choice = parse_content_choice("digits:v3:checksums");
  EXPECT_EQ(choice.kernels, KernelSet::kV3);
  EXPECT_EQ(choice.protection, Protection::kChecksums);
}

TEST(ContentChoice, NamesACutBehindAColon) {
  EXPECT_EQ(to_text({"digits", KernelSet::kPortable, Protection::kNone, 7}), "digits:cut=7");
  const ContentChoice choice = parse_content_choice("digits:v3:checksums:cut=12");
  EXPECT_EQ(choice.kernels, KernelSet::kV3);
  EXPECT_EQ(choice.protection, Protection::kChecksums);
  EXPECT_EQ(choice.nodes_before, 12U);
}

TEST(ContentChoice, RefusesACutThatIsNoNumber) {
  for (const std::string cut : {"", "x", "-1", "+1", "1.5", "1 ", "0x1", "4294967296"}) {
    EXPECT_THAT(input_error_of([&] { parse_content_choice("digits:cut=" + cut); }),
                testing::HasSubstr("'cut=" + cut + "': expected a whole number of nodes"));
  }
}

TEST(ContentChoice, RefusesKernelsThatDoNotExist) {
  EXPECT_THAT(input_error_of([] { parse_content_choice("digits:v4"); }),
              testing::HasSubstr("content model 'digits' with unknown kernels or protection 'v4'"));
}

}  // namespace
}  // namespace orbitmesh
