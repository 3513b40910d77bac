#include "wire/curve_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "core/error.h"
#include "tests/wire/temporary_path.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;
using testing::Property;
using testing::SizeIs;
using testing::Throws;

void write(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
  chmod(path.c_str(), S_IRUSR | S_IWUSR);
}

template <class Function>
void expect_input_error(Function function, const std::string& text) {
  EXPECT_THAT(function, Throws<InputError>(Property(&InputError::what, HasSubstr(text))));
}

TEST(CurveKeys, GeneratedFilesReadBack) {
  const TemporaryPath folder;
  const CurveKeyPair made = generate_curve_keys(folder / "key");
  EXPECT_THAT(made.public_key, SizeIs(40));
  const CurveKeyPair read = read_curve_key_pair(folder / "key");
  EXPECT_EQ(read.public_key, made.public_key);
  EXPECT_EQ(read.secret_key, made.secret_key);
  EXPECT_EQ(read_curve_public_key(folder / "key.pub"), made.public_key);
  EXPECT_EQ(read_curve_public_key(folder / "key"), made.public_key);
  struct stat status {};
  ASSERT_EQ(stat((folder / "key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(CurveKeys, NoFileIsOverwritten) {
  const TemporaryPath folder;
  generate_curve_keys(folder / "key");
  expect_input_error([&] { generate_curve_keys(folder / "key"); }, "cannot be made");
}

TEST(CurveKeys, BadFilesAreRefusedWithTheirPlace) {
  const TemporaryPath folder;
  expect_input_error([&] { read_curve_key_pair(folder / "none"); }, "none");
  write(folder / "a", "# text\npublic-key tooshort\n");
  expect_input_error([&] { read_curve_public_key(folder / "a"); }, "a:2:1");
  write(folder / "b", "# nothing\n");
  expect_input_error([&] { read_curve_public_key(folder / "b"); }, "no public-key");
  const CurveKeyPair keys = generate_curve_keys(folder / "key");
  expect_input_error([&] { read_curve_key_pair(folder / "key.pub"); }, "no secret-key");
  const CurveKeyPair other = generate_curve_keys(folder / "other");
  write(folder / "c", "public-key " + keys.public_key + "\nsecret-key " + other.secret_key + "\n");
  expect_input_error([&] { read_curve_key_pair(folder / "c"); }, "does not belong");
}

TEST(CurveKeys, ThoseWhoMayConnectStandInAFileOrAFolder) {
  const TemporaryPath folder;
  const std::string a = generate_curve_keys(folder / "a").public_key;
  const std::string b = generate_curve_keys(folder / "b").public_key;
  write(folder / "both", "# two\npublic-key " + b + "\npublic-key " + a + "\n");
  EXPECT_EQ(read_curve_public_keys(folder / "a.pub"), std::vector<std::string>{a});
  EXPECT_EQ(read_curve_public_keys(folder / "both"), (std::vector<std::string>{b, a}));
  EXPECT_EQ(read_curve_public_keys(folder / "."), (std::vector<std::string>{a, b}))
      << "of a folder the files *.pub, by name";
  const TemporaryPath empty;
  expect_input_error([&] { read_curve_public_keys(empty / "."); }, "no file *.pub");
  expect_input_error([&] { read_curve_public_keys(folder / "none"); }, "none");
  expect_input_error([&] { read_curve_public_key(folder / "both"); }, "more than one");
  write(folder / "c.pub", "public-key short\n");
  expect_input_error([&] { read_curve_public_keys(folder / "."); }, "c.pub:1:1");
}

TEST(CurveKeys, ASecretThatOthersMayReadIsRefused) {
  const TemporaryPath folder;
  generate_curve_keys(folder / "key");
  chmod((folder / "key").c_str(), 0644);
  expect_input_error([&] { read_curve_key_pair(folder / "key"); }, "chmod 600");
}

}  // namespace
}  // namespace orbitmesh
