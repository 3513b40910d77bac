#include <fmt/format.h>

#include <CLI/App.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/profile_rows.h"
#include "cli/verbs.h"
#include "core/error.h"
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

nlohmann::ordered_json json_of(const std::vector<ProfileRow>& rows) {
  nlohmann::ordered_json object;
  for (const ProfileRow& row : rows) {
    object[row.key] = {
        {"value", row.value}, {"confidence", row.confidence}, {"source", row.source}};
  }
  return object;
}

void print(std::string_view kind, std::string_view name, const std::vector<ProfileRow>& rows) {
  fmt::print("{} {}\n", kind, name);
  for (const ProfileRow& row : rows) {
    fmt::print("  {:<16} {:>16}  {}  {}\n", row.key, row.value, row.confidence, row.source);
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
  nlohmann::ordered_json json = {{"accelerators", nlohmann::ordered_json::object()},
                                 {"models", nlohmann::ordered_json::object()}};
  for (const std::string& name : names) {
    if (library.find_accelerator(name) != nullptr || library.find_model(name) != nullptr) continue;
    throw InputError("no profile '" + name + "'; 'orbitmesh profiles' lists all");
  }
  if (!options.json) {
    fmt::print("confidence: O official, P press, D derived, G guess or engineering default\n");
  }
  for (const std::string& name : names) {
    const AcceleratorProfile* accelerator = library.find_accelerator(name);
    const ModelProfile* model = library.find_model(name);
    const auto rows = accelerator != nullptr ? rows_of(*accelerator) : rows_of(*model);
    if (options.json) {
      json[accelerator != nullptr ? "accelerators" : "models"][name] = json_of(rows);
    } else {
      print(accelerator != nullptr ? "accelerator" : "model", name, rows);
    }
  }
  if (options.json) fmt::print("{}\n", json.dump(2));
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
