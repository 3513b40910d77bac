#include "core/config_reader.h"

#include <gtest/gtest.h>

#include "core/toml_reader.h"
#include "tests/core/example_section.h"
#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

ExampleSection read(std::string_view text) {
  ExampleSection section;
  read_section(parse_toml(text, "a.toml"), section);
  return section;
}

std::string error_of(std::string_view text) {
  return input_error_of([&] { read(text); });
}

TEST(ConfigReader, KeysNotGivenKeepTheDefaults) {
  const ExampleSection section = read("");
  EXPECT_EQ(section.seed, 1);
  EXPECT_EQ(section.shell.altitude, kilometres(550));
  EXPECT_FALSE(section.second_shell.has_value());
}

TEST(ConfigReader, ReadsEveryType) {
  const ExampleSection section = read(R"(
enabled = false
seed = 42
share = 1
title = "a"
topology = "none"
shell = { altitude = "600 km", planes = 3 }
pause = "20 ms"
models = ["x", "y"]
steps = ["1 ms", "2 ms"]
power = { value = "1.5 kW", source = "vendor", confidence = "P" }
request = "1 MB"
rate = "100 Gbit/s"
[second_shell]
planes = 7
[[load]]
name = "one"
deadline = "1 s"
[[load]]
name = "two"
)");
  EXPECT_FALSE(section.enabled);
  EXPECT_EQ(section.seed, 42);
  EXPECT_EQ(section.share, 1.0);
  EXPECT_EQ(section.title, "a");
  EXPECT_EQ(section.topology, Topology::kNone);
  EXPECT_EQ(section.shell.altitude, kilometres(600));
  EXPECT_EQ(section.pause, Duration::from_ms(20));
  EXPECT_THAT(section.models, testing::ElementsAre("x", "y"));
  EXPECT_THAT(section.steps, testing::ElementsAre(Duration::from_ms(1), Duration::from_ms(2)));
  EXPECT_EQ(section.power.value.si, 1500);
  EXPECT_EQ(section.power.confidence, Confidence::kPress);
  EXPECT_EQ(section.request, Bytes{1'000'000});
  EXPECT_EQ(section.rate, BitRate{100'000'000'000});
  EXPECT_EQ(section.second_shell->planes, 7);
  ASSERT_EQ(section.load.size(), 2u);
  EXPECT_EQ(section.load[0].deadline, Duration::from_s(1));
  EXPECT_EQ(section.load[1].name, "two");
}

TEST(ConfigReader, UnknownKeyNamesPlaceAndSuggestion) {
  EXPECT_EQ(error_of("seed = 1\n[shell]\nplnes = 3\n"),
            "a.toml:3:1: unknown key 'plnes', did you mean 'planes'?");
  EXPECT_THAT(error_of("[shell]\ncolour = 3\n"), HasSubstr("permitted here: altitude, planes"));
}

TEST(ConfigReader, KeyOfALaterVersionIsSaidToBeUnavailable) {
  EXPECT_EQ(error_of("weather = 1"), "a.toml:1:1: 'weather' is not available in this version");
}

TEST(ConfigReader, BareNumberOnAQuantityShowsTheRightForm) {
  EXPECT_THAT(error_of("[shell]\naltitude = 550"),
              AllOf(StartsWith("a.toml:2:12: "), HasSubstr("altitude = \"550 km\""),
                    HasSubstr("mm, m, km")));
}

TEST(ConfigReader, MissingAndWrongUnits) {
  EXPECT_THAT(error_of("pause = \"20\""),
              AllOf(StartsWith("a.toml:1:9: 'pause': \"20\" has no unit"),
                    HasSubstr("ns, us, ms, s, min, h, d")));
  EXPECT_EQ(error_of("pause = \"20 km\""),
            "a.toml:1:9: 'pause': 'km' is a length; expected a duration: ns, us, ms, s, min, h, d");
}

TEST(ConfigReader, WrongTypes) {
  EXPECT_EQ(error_of("seed = \"1\""), "a.toml:1:8: 'seed' must be an integer, but is a string");
  EXPECT_EQ(error_of("seed = 1.5"), "a.toml:1:8: 'seed' must be an integer, but is a number");
  EXPECT_EQ(error_of("enabled = 1"),
            "a.toml:1:11: 'enabled' must be true or false, but is an integer");
  EXPECT_EQ(error_of("title = 1"),
            "a.toml:1:9: 'title' must be a string in quotes, but is an integer");
  EXPECT_EQ(error_of("models = \"x\""), "a.toml:1:10: 'models' must be an array, but is a string");
  EXPECT_EQ(error_of("shell = 5"), "a.toml:1:9: 'shell' must be a table, but is an integer");
  EXPECT_THAT(error_of("[[shell]]\nplanes = 1"), HasSubstr("as in [shell]"));
  EXPECT_THAT(error_of("share = nan"), HasSubstr("must be a finite number"));
}

TEST(ConfigReader, BoundsOfEveryLevel) {
  EXPECT_EQ(error_of("[shell]\nplanes = 0"),
            "a.toml:2:10: 'planes' is 0; it must be at least 1 and at most 360");
  EXPECT_EQ(
      error_of("shell = { altitude = \"100 km\" }"),
      "a.toml:1:22: 'altitude' is \"100 km\"; it must be at least 160 km and at most 2000 km");
  EXPECT_EQ(error_of("share = 0.0"),
            "a.toml:1:9: 'share' is 0.0; it must be greater than 0.0 and at most 1.0");
  EXPECT_THAT(error_of("pause = \"2 s\""), HasSubstr("it must be at most 1 s"));
  EXPECT_THAT(error_of("steps = [\"1 ms\", \"1 us\"]"), StartsWith("a.toml:1:18: 'steps' is"));
  EXPECT_THAT(error_of("power = { value = \"2 MW\", source = \"x\", confidence = \"O\" }"),
              HasSubstr("at most 1 MW"));
}

TEST(ConfigReader, BoundsThemselvesAreInside) {
  EXPECT_EQ(read("shell = { altitude = \"160 km\", planes = 360 }").shell.planes, 360);
  EXPECT_EQ(read("share = 1.0").share, 1.0);
}

TEST(ConfigReader, MissingRequiredKey) {
  EXPECT_THAT(error_of("[[load]]\ndeadline = \"1 s\""), HasSubstr("missing key 'name'"));
}

TEST(ConfigReader, EmptyAndTooLong) {
  EXPECT_THAT(error_of("title = \"\""), HasSubstr("'title' must not be empty"));
  EXPECT_THAT(error_of("models = []"), HasSubstr("'models' must not be empty"));
  EXPECT_THAT(error_of("models = [\"a\", \"b\", \"c\", \"d\"]"), HasSubstr("at most 3"));
}

TEST(ConfigReader, IdentifiersAreShortAndPlain) {
  EXPECT_EQ(read("[[load]]\nname = \"a-1\"").load[0].name, "a-1");
  for (const std::string& bad : {std::string("A"), std::string("a b"), std::string("a.b"),
                                 std::string(""), std::string(41, 'a')}) {
    EXPECT_THAT(error_of("[[load]]\nname = \"" + bad + "\""), HasSubstr("1 to 40 of"));
  }
}

TEST(ConfigReader, EnumsNameThePermittedValues) {
  EXPECT_EQ(error_of("topology = \"plusgrid\""),
            "a.toml:1:12: 'topology' cannot be \"plusgrid\", did you mean 'plus-grid'?; "
            "permitted: plus-grid, none");
  EXPECT_EQ(error_of("topology = \"motif\""),
            "a.toml:1:12: 'topology' = \"motif\" is not available in this version; "
            "permitted: plus-grid, none");
}

TEST(ConfigReader, AFigureNeedsASourceUnlessItIsAGuess) {
  EXPECT_EQ(read("power = { value = \"1 W\", confidence = \"G\" }").power.value.si, 1);
  EXPECT_THAT(error_of("power = { value = \"1 W\", confidence = \"O\" }"), HasSubstr("'source'"));
  EXPECT_THAT(error_of("power = \"1 W\""), HasSubstr("must be a table"));
}

TEST(ConfigReader, RecordsWhereThingsStand) {
  const ExampleSection section = read("seed = 2\nmodels = [\"a\",\n\"b\"]\n[shell]\nplanes = 5\n");
  EXPECT_EQ(section.where.of("seed").str(), "a.toml:1:8");
  EXPECT_EQ(section.where.of("models", 1).str(), "a.toml:3:1");
  EXPECT_EQ(section.shell.where.of("planes").str(), "a.toml:5:10");
  EXPECT_EQ(section.shell.where.of("altitude").str(), section.shell.where.section().str());
  EXPECT_TRUE(section.where.given("seed"));
  EXPECT_FALSE(section.where.given("share"));
}

}  // namespace
}  // namespace orbitmesh
