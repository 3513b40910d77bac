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

TEST(ContentChoice, RefusesKernelsThatDoNotExist) {
  EXPECT_THAT(input_error_of([] { parse_content_choice("digits:v4"); }),
              testing::HasSubstr("content model 'digits' with unknown kernels or protection 'v4'"));
}

}  // namespace
}  // namespace orbitmesh
