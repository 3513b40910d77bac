#include "core/config_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/toml_reader.h"
#include "core/toml_writer.h"
#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string merged(std::string_view base, std::string_view overlay) {
  return write_toml(merge_config(parse_toml(base, "base"), parse_toml(overlay, "over")));
}

TEST(MergeConfig, TablesMergeAndScalarsReplace) {
  EXPECT_EQ(merged("[a]\nx = 1\ny = 2\n", "[a]\ny = \"3\"\nz = 4\n"),
            "[a]\nx = 1\ny = \"3\"\nz = 4\n");
  EXPECT_EQ(merged("a = [1, 2]", "a = [3]"), "a = [3]\n");
  EXPECT_EQ(merged("a = 1", "[a]\nb = 1\n"), "[a]\nb = 1\n");
}

TEST(MergeConfig, ArraysOfTablesMergeByName) {
  EXPECT_EQ(merged("[[s]]\nname = \"a\"\nx = 1\n[[s]]\nname = \"b\"\n",
                   "[[s]]\nname = \"c\"\n[[s]]\nname = \"a\"\nx = 2\n"),
            "[[s]]\nname = \"a\"\nx = 2\n\n[[s]]\nname = \"b\"\n\n[[s]]\nname = \"c\"\n");
}

TEST(MergeConfig, ElementsWithoutNameAreAppended) {
  EXPECT_EQ(merged("[[e]]\nx = 1\n", "[[e]]\nx = 2\n"), "[[e]]\nx = 1\n\n[[e]]\nx = 2\n");
}

TEST(MergeConfig, ADuplicateInTheOverlayStaysADuplicate) {
  const std::string twice = "[[s]]\nname = \"a\"\n[[s]]\nname = \"a\"\n";
  EXPECT_EQ(merged("[[s]]\nname = \"a\"\n", twice), "[[s]]\nname = \"a\"\n\n[[s]]\nname = \"a\"\n");
}

class ExtendsTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::path(testing::TempDir()) /
        (std::string("extends_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_ / "sub");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }
  std::filesystem::path folder_;
};

TEST_F(ExtendsTest, PathIsRelativeToTheFileThatNamesIt) {
  write("base.toml", "x = 1\ny = 1\n");
  write("sub/middle.toml", "extends = \"../base.toml\"\ny = 2\n");
  const std::string top = write("top.toml", "extends = \"sub/middle.toml\"\nz = 3\n");
  EXPECT_EQ(write_toml(read_config_file(top)), "x = 1\ny = 2\nz = 3\n");
}

TEST_F(ExtendsTest, ValuesKeepThePlaceTheyComeFrom) {
  const std::string base = write("base.toml", "x = 1\n");
  const std::string top = write("top.toml", "extends = \"base.toml\"\ny = 1\n");
  EXPECT_THAT(read_config_file(top).find("x")->where().str(), HasSubstr("base.toml:1:5"));
}

TEST_F(ExtendsTest, CyclesAreRefused) {
  const std::string a = write("a.toml", "extends = \"b.toml\"\n");
  write("b.toml", "x = 1\nextends = \"sub/../a.toml\"\n");
  EXPECT_THAT(input_error_of([&] { read_config_file(a); }),
              AllOf(HasSubstr("b.toml:2:11: "), HasSubstr("cycle"), HasSubstr("remove")));
  const std::string self = write("self.toml", "extends = \"self.toml\"\n");
  EXPECT_THAT(input_error_of([&] { read_config_file(self); }), HasSubstr("cycle"));
}

TEST_F(ExtendsTest, DepthIsBounded) {
  write("0.toml", "x = 1\n");
  std::string last;
  for (int i = 1; i <= kMaxExtends + 1; ++i) {
    last = write(std::to_string(i) + ".toml", "extends = \"" + std::to_string(i - 1) + ".toml\"\n");
  }
  EXPECT_THAT(input_error_of([&] { read_config_file(last); }), HasSubstr("deeper than 8"));
  const std::string allowed = (folder_ / (std::to_string(kMaxExtends) + ".toml")).string();
  EXPECT_EQ(read_config_file(allowed).find("x")->integer(), 1);
}

TEST_F(ExtendsTest, MissingBaseIsReportedWhereItIsNamed) {
  const std::string top = write("top.toml", "extends = \"none.toml\"\n");
  EXPECT_THAT(input_error_of([&] { read_config_file(top); }),
              AllOf(HasSubstr("top.toml:1:11: "), HasSubstr("none.toml")));
  const std::string number = write("number.toml", "extends = 5\n");
  EXPECT_THAT(input_error_of([&] { read_config_file(number); }), HasSubstr("name of a file"));
}

}  // namespace
}  // namespace orbitmesh
