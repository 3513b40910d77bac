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

TEST(ContentChoice, RefusesKernelsThatDoNotExist) {
  EXPECT_THAT(input_error_of([] { parse_content_choice("digits:v4"); }),
              testing::HasSubstr("content model 'digits' with unknown kernels 'v4'"));
}

}  // namespace
}  // namespace orbitmesh
