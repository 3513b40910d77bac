#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

constexpr const char* kScript = "tests/integration/schema_examples.py";

/// One change of scenarios/minimal.toml that makes it wrong.
struct Breach {
  const char* from;
  const char* to;
};

const std::vector<Breach>& breaches() {
  static const std::vector<Breach> all = {
      {"[scenario]", "[scenaro]"},
      {"name = \"minimal\"", ""},
      {"name = \"minimal\"", "name = \"Minimal\""},
      {"name = \"minimal\"", "name = \"\""},
      {"name = \"minimal\"", "name = 3"},
      {"epoch = \"2026-06-01T00:00:00Z\"", ""},
      {"duration = \"5 min\"", "duration = 5"},
      {"duration = \"5 min\"", "duration = \"5\""},
      {"duration = \"5 min\"", "duration = \"5 km\""},
      {"duration = \"5 min\"", "duration = \"-5 min\""},
      {"duration = \"5 min\"", "duration = \"5 min\"\nseed = -1"},
      {"duration = \"5 min\"", "duration = \"5 min\"\nseed = \"1\""},
      {"duration = \"5 min\"", "duration = \"5 min\"\nsed = 1"},
      {"[[constellation]]", "[constellation]"},
      {"planes = 72", "planes = 0"},
      {"planes = 72", "planes = 72.5"},
      {"planes = 72, ", ""},
      {"phasing = 39", "phasing = 1000"},
      {"altitude = \"550 km\"", "altitude = \"550\""},
      {"altitude = \"550 km\"", "altitude = 550"},
      {"inclination = \"53 deg\"", "inclination = \"53 °\""},
      {"kind = \"datacenter\"", "kind = \"data-center\""},
      {"models = [\"*\"]", "models = \"*\""},
      {"models = [\"*\"]", "models = []"},
      {"models = [\"*\"]", "models = [1]"},
      {"models = [\"*\"] }", "models = [\"*\"], count = 0 }"},
      {"kind = \"robot\"", "kind = \"drone\""},
      {"site = \"farm\"", ""},
      {"rate = \"2 Hz\"", "rate = \"2 W\""},
      {"deadline = \"250 ms\"", "deadline = [\"250 ms\"]"},
      {"policy = { kind = \"ground\" }", "policy = { kind = \"cloud\" }"},
      {"policy = { kind = \"ground\" }", "policy = \"ground\""},
      {"min = 0.9", "min = \"0.9\""},
      {"metric = \"client.robot.detect.deadline_met\"", ""},
  };
  return all;
}

std::string broken(const Breach& breach) {
  std::string text = file_content(source_path("scenarios/minimal.toml"));
  const std::size_t at = text.find(breach.from);
  if (at == std::string::npos) return {};
  return text.replace(at, std::string(breach.from).size(), breach.to);
}

std::string number(std::size_t i) { return (i < 10 ? "0" : "") + std::to_string(i); }

TEST(Schema, TheSchemaInDocsIsTheProgramsOwn) {
  const ProgramResult schema = run_orbitmesh("schema");
  EXPECT_EQ(schema.exit_code, 0);
  EXPECT_TRUE(schema.out == file_content(source_path("docs/scenario.schema.json")))
      << "write it anew: ./orbitmesh schema > docs/scenario.schema.json";
}

TEST(Schema, TheLoaderRefusesTheBrokenScenarios) {
  const ScratchFolder scratch;
  ASSERT_GE(breaches().size(), 30U);
  for (const Breach& breach : breaches()) {
    const std::string text = broken(breach);
    ASSERT_NE(text, "") << "nothing to replace: " << breach.from;
    std::ofstream(scratch / "s.toml") << text;
    const ProgramResult result = run_orbitmesh("validate '" + (scratch / "s.toml") + "'");
    EXPECT_EQ(result.exit_code, 2) << breach.from << " -> " << breach.to << "\n" << result.out;
  }
}

TEST(Schema, AnIndependentValidatorAcceptsTheLibraryAndRefusesTheBrokenScenarios) {
  const ScratchFolder scratch;
  std::filesystem::create_directory(scratch / "broken");
  for (std::size_t i = 0; i < breaches().size(); ++i) {
    std::ofstream(scratch / ("broken/" + number(i) + ".toml")) << broken(breaches()[i]);
  }
  ASSERT_EQ(run_orbitmesh("schema > '" + (scratch / "schema.json") + "'; true").exit_code, 0);
  const std::string command = "/usr/bin/python3 '" + source_path(kScript) + "' '" +
                              (scratch / "schema.json") + "' '" + source_path("scenarios") + "' '" +
                              (scratch / "broken") + "' > '" + (scratch / "log") + "' 2>&1";
  const int status = std::system(command.c_str());
  if (WIFEXITED(status) && WEXITSTATUS(status) == 77) GTEST_SKIP() << "no python3-jsonschema";
  EXPECT_EQ(status, 0) << file_content(scratch / "log");
}

}  // namespace
}  // namespace orbitmesh
