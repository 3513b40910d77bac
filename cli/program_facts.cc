#include "cli/program_facts.h"

#include <nlohmann/json.hpp>

#include "core/version.h"
#include "inference/profile_library.h"
#include "scenarios/result_store.h"

namespace orbitmesh {

std::vector<std::pair<std::string, std::string>> program_facts() {
  const ProfileLibrary library = ProfileLibrary::built_in();
  return {{"version", std::string(version())},
          {"compiler", __VERSION__},
          {"ns-3", "3.37"},
          {"sqlite", ResultStore::sqlite_version()},
          {"accelerators", std::to_string(library.accelerator_names().size())},
          {"models", std::to_string(library.model_names().size())}};
}

std::string program_facts_json() {
  nlohmann::ordered_json json;
  for (const auto& [name, value] : program_facts()) json[name] = value;
  return json.dump();
}

}  // namespace orbitmesh
