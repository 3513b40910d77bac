#include <CLI/App.hpp>
#include <cstdio>
#include <memory>

#include "cli/program_facts.h"
#include "cli/verbs.h"

namespace orbitmesh {
namespace {

ExitCode doctor(bool json) {
  if (json) {
    std::printf("%s\n", program_facts_json().c_str());
    return ExitCode::kOk;
  }
  for (const auto& [name, value] : program_facts()) {
    std::printf("  %-14s %s\n", name.c_str(), value.c_str());
  }
  return ExitCode::kOk;
}

}  // namespace

void add_doctor_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand("doctor", "say what this program consists of");
  const auto json = std::make_shared<bool>(false);
  verb->add_flag("--json", *json, "print JSON");
  verb->callback([json, &action] { action = [json] { return doctor(*json); }; });
}

}  // namespace orbitmesh
