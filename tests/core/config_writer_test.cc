#include "core/config_writer.h"

#include <gtest/gtest.h>

#include "core/config_reader.h"
#include "core/toml_reader.h"
#include "tests/core/example_section.h"
#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

ExampleSection sample() {
  ExampleSection section;
  section.title = "quote \" backslash \\ tab \t newline \n umlaut \xc3\xbc";
  section.share = 0.1 + 0.2;
  section.second_shell = ExampleShell{metres(612'345.678), 9, {}};
  section.pause = Duration::from_ns(1'234'567);
  section.steps = {Duration::from_ms(1), Duration::from_s(90)};
  section.load = {{"a", Duration::from_s(1)}, {"b", Duration::from_ms(300)}};
  return section;
}

TEST(ConfigWriter, ReadingBackGivesTheSameText) {
  const std::string text = write_section(sample());
  ExampleSection back;
  read_section(parse_toml(text, "out.toml"), back);
  EXPECT_EQ(write_section(back), text);
  EXPECT_EQ(back.title, sample().title);
  EXPECT_EQ(back.share, sample().share);
  EXPECT_EQ(back.second_shell->altitude, sample().second_shell->altitude);
  EXPECT_EQ(back.pause, sample().pause);
  EXPECT_EQ(back.steps, sample().steps);
  EXPECT_EQ(back.load[1].deadline, Duration::from_ms(300));
  EXPECT_EQ(back.power.source, "data sheet");
}

TEST(ConfigWriter, EveryDefaultIsExplicit) {
  EXPECT_EQ(write_section(ExampleSection()),
            R"(enabled = true
seed = 1
share = 0.5
title = "none"
topology = "plus-grid"
models = ["*"]
steps = []
load = []
request = "25 kB"
rate = "20 Mbit/s"

[shell]
altitude = "550 km"
planes = 72

[power]
value = "36 W"
source = "data sheet"
confidence = "O"
)");
}

TEST(ConfigWriter, NestedArraysOfTablesStayWithTheirElement) {
  const std::string text =
      "[[client]]\nname = \"a\"\nsite = { lat = \"1 deg\" }\n\n[[client.workload]]\nname = \"w\"\n"
      "\n[[client]]\nname = \"b\"\n";
  EXPECT_EQ(write_toml(parse_toml(text, "x")), text);
}

TEST(ConfigWriter, KeysThatAreNotBareAreQuoted) {
  ConfigValue table;
  table.set("a b", {}, ConfigValue(std::string("x\x01")));
  EXPECT_EQ(write_toml(table), "\"a b\" = \"x\\u0001\"\n");
  EXPECT_EQ(parse_toml(write_toml(table), "x").table()[0].key, "a b");
}

}  // namespace
}  // namespace orbitmesh
