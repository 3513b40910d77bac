#include "orbit/isl_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/error.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;

class IslList : public testing::Test {
 protected:
  IslList()
      : file_((std::filesystem::temp_directory_path() /
               ("isl_list_test_" +
                std::string(testing::UnitTest::GetInstance()->current_test_info()->name())))
                  .string()) {}
  ~IslList() override { std::filesystem::remove(file_); }

  std::vector<IslLink> read(const std::string& text, int satellites = 10) {
    std::ofstream(file_) << text;
    return read_isl_list(file_, satellites);
  }
  std::string complaint(const std::string& text) {
    try {
      read(text);
    } catch (const InputError& error) {
      return error.what();
    }
    return "none";
  }

  std::string file_;
};

TEST_F(IslList, GivesSortedLinksWithTheLowerEndFirst) {
  const std::vector<IslLink> links = read("9 0\r\n\n2\t1\n 1 3 ");
  ASSERT_EQ(links.size(), 3U);
  EXPECT_EQ(links[0].a, 0);
  EXPECT_EQ(links[0].b, 9);
  EXPECT_EQ(links[1].a, 1);
  EXPECT_EQ(links[1].b, 2);
  EXPECT_EQ(links[2].b, 3);
}

TEST_F(IslList, NamesFileAndLineOfWhatIsWrong) {
  EXPECT_THAT(complaint("0 1\n2\n"), HasSubstr(file_ + ":2: a link is two satellite indices"));
  EXPECT_THAT(complaint("0 1 2\n"), HasSubstr(":1: a link is two"));
  EXPECT_THAT(complaint("0 x\n"), HasSubstr(":1: 'x' is no satellite index"));
  EXPECT_THAT(complaint("0 -1\n"), HasSubstr(":1: '-1' is no satellite index"));
  EXPECT_THAT(complaint("0 99999999999999999999\n"), HasSubstr("is no satellite index"));
  EXPECT_THAT(complaint("0 1\n\n3 10\n"), HasSubstr(":3: satellite 10 of 10"));
  EXPECT_THAT(complaint("4 4\n"), HasSubstr(":1: satellite 4 is linked to itself"));
  EXPECT_THAT(complaint("0 1\n1 0\n"), HasSubstr(":2: the link 0 1 stands in line 1 already"));
  EXPECT_THAT(complaint("\n\n"), HasSubstr("no link in the file"));
}

TEST_F(IslList, AMissingFileIsAnInputError) {
  EXPECT_THROW(read_isl_list(file_ + "-missing", 10), InputError);
}

}  // namespace
}  // namespace orbitmesh
