#include "core/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <optional>
#include <string>

#include "core/error.h"

namespace orbitmesh {
namespace {

/// TMPDIR with another value for a while.
class TmpDir {
 public:
  explicit TmpDir(const std::string& value) {
    if (const char* before = getenv("TMPDIR")) before_ = before;
    setenv("TMPDIR", value.c_str(), 1);
  }
  ~TmpDir() { before_ ? setenv("TMPDIR", before_->c_str(), 1) : unsetenv("TMPDIR"); }
  TmpDir(const TmpDir&) = delete;
  TmpDir& operator=(const TmpDir&) = delete;

 private:
  std::optional<std::string> before_;
};

TEST(TemporaryFolder, IsNewAndGoesWithItsContent) {
  std::filesystem::path path;
  {
    const TemporaryFolder folder;
    const TemporaryFolder other;
    path = folder.path();
    EXPECT_NE(path, other.path());
    EXPECT_TRUE(std::filesystem::is_empty(path));
    std::ofstream(path / "file") << "content";
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(TemporaryFolder, IsWhereTmpdirSays) {
  const TemporaryFolder place;
  const TmpDir variable(place.path().string());
  EXPECT_EQ(TemporaryFolder().path().parent_path(), place.path());
}

TEST(TemporaryFolder, ATmpdirThatIsNoFolderIsNamed) {
  const TemporaryFolder place;
  const TmpDir variable((place.path() / "missing").string());
  try {
    const TemporaryFolder folder;
    FAIL() << "no exception";
  } catch (const RunError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("TMPDIR"));
  }
}

}  // namespace
}  // namespace orbitmesh
