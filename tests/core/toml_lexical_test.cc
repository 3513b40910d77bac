#include "core/toml_lexical.h"

#include <gtest/gtest.h>

#include "core/toml_reader.h"
#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string error_of(std::string_view text) {
  return input_error_of([&] { check_toml_lexical(text, "f.toml"); });
}

TEST(TomlLexical, TextBeyondAsciiBelongsInQuotes) {
  EXPECT_THAT(error_of("a = 1\nb = \xc3\xa9"), StartsWith("f.toml:2:5: "));
  EXPECT_THAT(error_of("\xc3\xa9 = 1"), HasSubstr("outside quotes"));
  EXPECT_THAT(error_of("a = \"\xc3\xa9\" \xc2\xa0"), StartsWith("f.toml:1:9: "));  // no-break space
}

TEST(TomlLexical, TextBeyondAsciiIsFineInStringsAndComments) {
  for (const char* text :
       {"# \xc3\xa9 \" ' \na = 1", "a = \"\xc3\xa9 # '\" # \xc3\xa9",
        "a = '\xc3\xa9 \\' # \xc3\xa9", "a = \"\\\"\xc3\xa9\"", "a = \"\\\\\" # \xc3\xa9",
        "a = \"\" # \xc3\xa9", "a = \"\"\"\n\" \xc3\xa9 \"\" \\\" \xc3\xa9\"\"\"\"\" # \xc3\xa9",
        "a = '''\n' \xc3\xa9 '' \xc3\xa9''''' # \xc3\xa9", "a = \"\"\"\"\"\" # \xc3\xa9",
        "\"\xc3\xa9\" = 1", "\xef\xbb\xbf# a byte order mark\na = 1"}) {
    EXPECT_NO_THROW(check_toml_lexical(text, "f.toml")) << text;
    EXPECT_NO_THROW(parse_toml(text, "f.toml")) << text;
  }
}

TEST(TomlLexical, LeavesOtherFaultsToTheParser) {
  for (const char* text : {"a = \"open", "a = \"open\nb = 1", "a = '''open", "a = \"\\", "\""}) {
    EXPECT_NO_THROW(check_toml_lexical(text, "f.toml")) << text;
    EXPECT_THROW(parse_toml(text, "f.toml"), InputError) << text;
  }
}

TEST(TomlLexical, DotsOfALineAreBounded) {
  const std::string dots(1001, '.');
  EXPECT_THAT(error_of("\n" + dots), StartsWith("f.toml:2:1001: "));
  EXPECT_NO_THROW(check_toml_lexical("a = \"" + dots + "\" #" + dots, "f.toml"));
  EXPECT_NO_THROW(check_toml_lexical(dots.substr(1) + "\n" + dots.substr(1), "f.toml"));
}

}  // namespace
}  // namespace orbitmesh
