#include "core/config_override.h"

#include <gtest/gtest.h>

#include "core/toml_reader.h"
#include "core/toml_writer.h"
#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kDocument = R"(
[network]
fidelity = "packet"
[[client]]
name = "inspector"
[[client.workload]]
name = "plan"
deadline = "1 s"
[[expect]]
metric = "x"
)";

ConfigValue document_with(std::string_view assignment) {
  ConfigValue root = parse_toml(kDocument, "f.toml");
  apply_override(root, assignment);
  return root;
}

std::string error_of(std::string_view assignment) {
  return input_error_of([&] { document_with(assignment); });
}

TEST(ConfigOverride, ReplacesAndAddsKeys) {
  EXPECT_EQ(document_with("network.fidelity=ideal").find("network")->find("fidelity")->string(),
            "ideal");
  EXPECT_EQ(document_with("scenario.seed=7").find("scenario")->find("seed")->integer(), 7);
}

TEST(ConfigOverride, GoesThroughArraysByNameAndIndex) {
  for (const char* path :
       {"client.inspector.workload.plan.deadline=2 s", "client.0.workload.plan.deadline=2 s"}) {
    const ConfigValue root = document_with(path);
    const ConfigValue& workload = root.find("client")->array()[0].find("workload")->array()[0];
    EXPECT_EQ(workload.find("deadline")->string(), "2 s");
  }
  EXPECT_EQ(document_with("expect.0.min=0.5").find("expect")->array()[0].find("min")->floating(),
            0.5);
}

TEST(ConfigOverride, ValueIsTomlWhereItParsesElseAString) {
  const auto value = [](const std::string& text) {
    return write_toml(
        ConfigValue(ConfigValue::Table{{"v", {}, *document_with("v=" + text).find("v")}}));
  };
  EXPECT_EQ(value("1"), "v = 1\n");
  EXPECT_EQ(value("true"), "v = true\n");
  EXPECT_EQ(value("[1, 2]"), "v = [1, 2]\n");
  EXPECT_EQ(value("\"1\""), "v = \"1\"\n");
  EXPECT_EQ(value("2 s"), "v = \"2 s\"\n");
  EXPECT_EQ(value(""), "v = \"\"\n");
  EXPECT_EQ(value("2026-06-01T00:00:00Z"), "v = \"2026-06-01T00:00:00Z\"\n");
  EXPECT_EQ(value("1\nw = 2"), "v = \"1\\u000Aw = 2\"\n");
}

TEST(ConfigOverride, PlacesQuoteTheOverride) {
  EXPECT_EQ(document_with("scenario.seed=7").find("scenario")->find("seed")->where().str(),
            "--set scenario.seed=7");
  EXPECT_EQ(document_with("v=[{a = 1}]").find("v")->array()[0].find("a")->where().str(),
            "--set v=[{a = 1}]");
}

TEST(ConfigOverride, IntegersThatAreTooLargeAreNoTexts) {
  EXPECT_THAT(error_of("scenario.seed=99999999999999999999"),
              AllOf(StartsWith("--set scenario.seed=99999999999999999999: integers go from "),
                    HasSubstr("to 9223372036854775807")));
  EXPECT_EQ(document_with("v=\"99999999999999999999\"").find("v")->string(),
            "99999999999999999999");
  EXPECT_EQ(document_with("v=007").find("v")->string(), "007");
}

TEST(ConfigOverride, PlacesTellOverridesFromFiles) {
  const ConfigValue root = document_with("scenario.seed=7");
  EXPECT_TRUE(is_override(root.find("scenario")->find("seed")->where()));
  EXPECT_FALSE(is_override(root.find("network")->find("fidelity")->where()));
}

TEST(ConfigOverride, BadPathsAreExplained) {
  EXPECT_THAT(error_of("nothing"), AllOf(StartsWith("--set nothing: "), HasSubstr("a.b=value")));
  EXPECT_THAT(error_of("=1"), HasSubstr("a.b=value"));
  EXPECT_THAT(error_of("a..b=1"), HasSubstr("a key is empty"));
  EXPECT_THAT(error_of("client.inspektor.count=1"), HasSubstr("did you mean 'inspector'?"));
  EXPECT_THAT(error_of("client.7.count=1"), HasSubstr("has: inspector"));
  EXPECT_THAT(error_of("expect.1.min=1"), HasSubstr("has 1 elements, counted from 0"));
  EXPECT_THAT(error_of("network.fidelity.x=1"), HasSubstr("'fidelity' is a string"));
  EXPECT_THAT(error_of("network.fidelity.x.y=1"), HasSubstr("'fidelity' is a string"));
}

}  // namespace
}  // namespace orbitmesh
