#include <cstdio>
#include <memory>
#include <string>

#include "cli/verbs.h"
#include "core/version.h"
#include "inference/profile_library.h"
#include "scenarios/result_store.h"

namespace orbitmesh {
namespace {

ExitCode doctor() {
  const ProfileLibrary library = ProfileLibrary::built_in();
  std::printf("orbitmesh %s\n", std::string(version()).c_str());
  std::printf("  compiler   %s\n", __VERSION__);
  std::printf("  SQLite     %s\n", ResultStore::sqlite_version().c_str());
  std::printf("  profiles   %zu accelerators, %zu models\n", library.accelerator_names().size(),
              library.model_names().size());
  return ExitCode::kOk;
}

}  // namespace

void add_doctor_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand("doctor", "say what this program consists of");
  verb->callback([&action] { action = doctor; });
}

}  // namespace orbitmesh
