#include "core/toml_reader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class TomlFile : public testing::Test {
 protected:
  std::string write(const std::string& content) {
    const std::string path = testing::TempDir() + "/toml_reader_test_" +
                             testing::UnitTest::GetInstance()->current_test_info()->name();
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  std::string error_of(const std::string& path) {
    return input_error_of([&] { read_toml_file(path); });
  }
};

TEST(TomlReader, KeepsOrderKindsAndPlaces) {
  const ConfigValue root = parse_toml("z = 1\na = [1.5, true]\n[m]\nk = \"v\"\n", "f.toml");
  ASSERT_EQ(root.table().size(), 3u);
  EXPECT_EQ(root.table()[0].key, "z");
  EXPECT_EQ(root.table()[1].key, "a");
  EXPECT_EQ(root.find("z")->integer(), 1);
  EXPECT_EQ(root.find("a")->array()[0].floating(), 1.5);
  EXPECT_TRUE(root.find("a")->array()[1].boolean());
  const ConfigValue* k = root.find("m")->find("k");
  EXPECT_EQ(k->string(), "v");
  EXPECT_EQ(k->where().str(), "f.toml:4:5");
  EXPECT_EQ(root.table()[1].where.str(), "f.toml:2:1");
}

TEST(TomlReader, SyntaxErrorsCarryTheirPlace) {
  EXPECT_THAT(input_error_of([] { parse_toml("a = 1\nb = = 2\n", "f.toml"); }),
              StartsWith("f.toml:2:5: "));
  EXPECT_THAT(input_error_of([] { parse_toml("a = 1\na = 2\n", "f.toml"); }),
              StartsWith("f.toml:2:"));
  EXPECT_THROW(parse_toml("[a", "f.toml"), InputError);
  EXPECT_THROW(parse_toml("a = \"", "f.toml"), InputError);
  EXPECT_THAT(input_error_of([] { parse_toml("a = 1\n[=]\n", "f.toml"); }),
              StartsWith("f.toml:2:2: "));
}

TEST(TomlReader, IntegersThatAreTooLargeShowTheRange) {
  EXPECT_THAT(input_error_of([] { parse_toml("seed = 99999999999999999999", "f.toml"); }),
              AllOf(StartsWith("f.toml:1:"), HasSubstr("to 9223372036854775807")));
}

TEST(TomlReader, TextBeyondAsciiBelongsInQuotes) {
  EXPECT_THAT(input_error_of([] { parse_toml("a = 1\n\xc3\xa9 = 2", "f.toml"); }),
              StartsWith("f.toml:2:1: "));
  EXPECT_THROW(parse_toml("a = \xc3\xa9", "f.toml"), InputError);
  EXPECT_THROW(parse_toml("a = x\"\xc3\xa9\"", "f.toml"), InputError);
  EXPECT_NO_THROW(parse_toml("# \xc3\xa9\n\"\xc3\xa9\" = '\xc3\xa9'", "f.toml"));
}

TEST(TomlReader, DatesMustBeStrings) {
  for (const char* date : {"2026-06-01", "12:00:00", "2026-06-01T00:00:00Z"}) {
    EXPECT_THAT(input_error_of([&] { parse_toml(std::string("epoch = ") + date, "f.toml"); }),
                AllOf(StartsWith("f.toml:1:9: "), HasSubstr("in quotes")));
  }
}

TEST(TomlReader, NestingIsBounded) {
  for (const int depth : {100, 5000}) {
    const std::string arrays = "a = " + std::string(depth, '[') + std::string(depth, ']');
    EXPECT_THROW(parse_toml(arrays, "f.toml"), InputError);
    std::string dotted = "a";
    for (int i = 0; i < depth; ++i) dotted += ".a";
    EXPECT_THROW(parse_toml(dotted + " = 1", "f.toml"), InputError);
    EXPECT_THROW(parse_toml("[" + dotted + "]", "f.toml"), InputError);
  }
  const int allowed = kMaxConfigDepth - 2;
  const std::string arrays = "a = " + std::string(allowed, '[') + std::string(allowed, ']');
  EXPECT_NO_THROW(parse_toml(arrays, "f.toml"));
}

TEST(TomlReader, KeysOfATableAreBounded) {
  std::string text;
  for (int i = 0; i <= kMaxConfigKeys; ++i) text += "k" + std::to_string(i) + " = 1\n";
  EXPECT_THAT(input_error_of([&] { parse_toml(text, "f.toml"); }), HasSubstr("at most 1000"));
}

TEST_F(TomlFile, MissingFileAndDirectory) {
  EXPECT_EQ(error_of("/no/such/file.toml"), "/no/such/file.toml: no such file");
  EXPECT_THAT(error_of(testing::TempDir()), EndsWith("is a directory; expected a file"));
  EXPECT_THAT(error_of("/dev/null"), EndsWith("is not a regular file"));
  EXPECT_THAT(error_of(""), HasSubstr("empty file name"));
}

TEST_F(TomlFile, BinaryFilesAreNoText) {
  const std::string png("\x89PNG\r\n\x1a\n\0\0", 10);
  EXPECT_THAT(error_of(write(png)), HasSubstr("is not a text file: byte 1 (0x89)"));
  EXPECT_THAT(error_of(write(std::string("a = 1\0b", 7))), HasSubstr("is not a text file: byte 6"));
  EXPECT_THAT(error_of(write("a = \"\xc0\xaf\"")), HasSubstr("is not a text file"));
  EXPECT_THAT(error_of(write("a = \"\xed\xa0\x80\"")), HasSubstr("is not a text file"));
  EXPECT_THAT(error_of(write("a = \"\xf4\x90\x80\x80\"")), HasSubstr("is not a text file"));
  EXPECT_THAT(error_of(write("a = \"\xe2\x82")), HasSubstr("is not a text file"));
}

TEST_F(TomlFile, Utf8IsText) {
  const std::string text = "\xc3\xbc \xe2\x82\xac \xf0\x9f\x9b\xb0";
  EXPECT_EQ(read_toml_file(write("a = \"" + text + "\"")).find("a")->string(), text);
}

TEST_F(TomlFile, LargeFilesAreRefused) {
  EXPECT_THAT(error_of(write(std::string(10'000'000, '#'))),
              HasSubstr("is larger than the permitted 1000000 bytes"));
  EXPECT_NO_THROW(read_toml_file(write(std::string(kMaxConfigBytes, '#'))));
}

}  // namespace
}  // namespace orbitmesh
