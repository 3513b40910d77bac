#include "tests/structure/source_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(SourceRules, CheckoutHasWellFormedFiles) {
  EXPECT_THAT(check_file_form(read_checkout()), IsEmpty());
}

TEST(SourceRules, CheckoutIsReproducible) {
  EXPECT_THAT(check_reproducibility(read_checkout()), IsEmpty());
}

TEST(SourceRules, CheckoutHasNoLeftovers) {
  EXPECT_THAT(check_leftovers(read_checkout()), IsEmpty());
}

TEST(SourceRules, IllFormedFilesAreFound) {
  std::string long_text;
  for (int i = 0; i < 801; ++i) long_text += "\n";
  const auto breaches = check_file_form({
      source_file("core/a.h", "int a;\n"),
      source_file("core/long.cc", long_text),
      source_file("core/string_utils.cc", "\n"),
      source_file("core/good.h", "#pragma once\n"),
  });
  EXPECT_THAT(breaches, ElementsAre(HasSubstr("core/a.h: no #pragma once"),
                                    HasSubstr("core/long.cc: 801 lines"),
                                    HasSubstr("core/string_utils.cc: the name")));
}

TEST(SourceRules, SourcesOfIrreproducibleResultsAreFound) {
  const auto breaches = check_reproducibility({
      source_file("orbit/a.cc", "double x = std::sin(1.0);\n"),
      source_file("mesh/a.cc", "double x = std::pow (2, 3);\n"),
      source_file("tests/core/a.cc", "#include <random>\n"),
      source_file("scenarios/a.cc", "double x = std::stod(text);\n"),
      source_file("nodes/a.cc", "auto t = std::chrono::steady_clock::now();\n"),
      source_file("core/CMakeLists.txt",
                  "add_compile_options(-O"
                  "fast)\n"),
  });
  EXPECT_THAT(breaches, ElementsAre(HasSubstr("orbit/a.cc:1"), HasSubstr("mesh/a.cc:1"),
                                    HasSubstr("tests/core/a.cc:1"), HasSubstr("scenarios/a.cc:1"),
                                    HasSubstr("nodes/a.cc:1"), HasSubstr("core/CMakeLists.txt:1")));
}

TEST(SourceRules, ReproducibleCodeIsAllowed) {
  EXPECT_THAT(
      check_reproducibility({
          source_file("orbit/a.cc", "double x = math::sin(1.0) + std::sqrt(2.0);\n"),
          source_file("orbit/b.cc", "// unlike std::sin(x), this\n/* std::exp(\n */ int a;\n"),
          source_file("orbit/c.cc", "const char* kText = \"std::log(x) \\\" std::log(\";\n"),
          source_file("tests/orbit/a.cc", "double x = std::sin(1.0);\n"),
          source_file("scenarios/a.cc", "auto t = std::chrono::steady_clock::now();\n"),
      }),
      IsEmpty());
}

TEST(SourceRules, LeftoversAreFound) {
  const std::string root =
      "/ro"
      "ot/";
  EXPECT_THAT(check_leftovers({source_file("docs/a.md", "see " + root + "x\n"),
                               source_file("tools/a", "(" + root + "bin)\n"),
                               source_file("core/a.cc",
                                           "// TO"
                                           "DO: later\n"),
                               source_file("tools/b",
                                           "apt http://deb.deb"
                                           "ian.org/x\n")}),
              SizeIs(4));
}

TEST(SourceRules, RelativePathsAreNoLeftovers) {
  EXPECT_THAT(check_leftovers({source_file("docs/a.md", "bus/root/x and ./work/y, ~/home/z\n"),
                               source_file("tools/a", "\"$dir\"/tmp $dir/root/x\n")}),
              IsEmpty());
}

}  // namespace
}  // namespace orbitmesh
