#include <CLI/App.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/verbs.h"
#include "core/version.h"
#include "inference/profile_library.h"
#include "scenarios/result_store.h"

namespace orbitmesh {
namespace {

ExitCode doctor(bool json) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  const nlohmann::ordered_json facts = {{"version", version()},
                                        {"compiler", __VERSION__},
                                        {"ns-3", "3.37"},
                                        {"sqlite", ResultStore::sqlite_version()},
                                        {"accelerators", library.accelerator_names().size()},
                                        {"models", library.model_names().size()}};
  if (json) {
    std::printf("%s\n", facts.dump().c_str());
    return ExitCode::kOk;
  }
  for (const auto& [name, value] : facts.items()) {
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    std::printf("  %-14s %s\n", name.c_str(), text.c_str());
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
