#include <fmt/format.h>

#include <CLI/App.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/profile_json.h"
#include "cli/profile_rows.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/suggestion.h"
#include "inference/profile_library.h"

namespace orbitmesh {

std::string ProfileRows::shortest(double value) { return fmt::format("{}", value); }

namespace {

struct ProfilesOptions {
  std::vector<std::string> names;
  std::vector<std::string> files;
  bool json = false;
};

template <class Profile>
std::vector<ProfileRow> rows_of(Profile profile) {
  ProfileRows rows;
  profile.visit_fields(rows);
  return rows.rows();
}

// The stream keeps its error state, which main() looks at; fmt::print() would throw.
void write(const std::string& text) { std::fputs(text.c_str(), stdout); }

void print(const NamedProfile& profile) {
  write(fmt::format("{} {}\n", profile.kind, profile.name));
  for (const ProfileRow& row : profile.rows) {
    write(fmt::format("  {:<16} {:>16}  {}  {}\n", row.key, row.value, row.confidence, row.source));
  }
}

ExitCode profiles(const ProfilesOptions& options) {
  ProfileLibrary library = ProfileLibrary::built_in();
  for (const std::string& file : options.files) library.add_file(file);
  std::vector<std::string> names = options.names;
  if (names.empty()) {
    for (const auto name : library.accelerator_names()) names.emplace_back(name);
    for (const auto name : library.model_names()) names.emplace_back(name);
  }
  for (const std::string& name : names) {
    if (library.find_accelerator(name) != nullptr || library.find_model(name) != nullptr) continue;
    std::vector<std::string_view> known = library.accelerator_names();
    for (const std::string_view model : library.model_names()) known.push_back(model);
    throw InputError("no profile '" + name + "'" + did_you_mean(name, known) +
                     "; 'orbitmesh profiles' lists all");
  }
  std::vector<NamedProfile> found;
  for (const std::string& name : names) {
    const AcceleratorProfile* accelerator = library.find_accelerator(name);
    found.push_back(accelerator != nullptr
                        ? NamedProfile{"accelerator", name, rows_of(*accelerator)}
                        : NamedProfile{"model", name, rows_of(*library.find_model(name))});
  }
  if (options.json) {
    write(fmt::format("{}\n", profiles_json(found)));
    return ExitCode::kOk;
  }
  write("confidence: O official, P press, D derived, G guess or engineering default\n");
  for (const NamedProfile& profile : found) print(profile);
  return ExitCode::kOk;
}

}  // namespace

void add_profiles_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb =
      app.add_subcommand("profiles", "print accelerator and model profiles with their sources");
  const auto options = std::make_shared<ProfilesOptions>();
  verb->add_option("names", options->names, "profiles to print (default: all)");
  verb->add_option("--profiles", options->files, "file with further profiles")
      ->allow_extra_args(false);
  verb->add_flag("--json", options->json, "print JSON");
  verb->callback([options, &action] { action = [options] { return profiles(*options); }; });
}

}  // namespace orbitmesh
