#include <fmt/format.h>

#include <CLI/App.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/profile_json.h"
#include "cli/profile_rows.h"
#include "cli/service_time_table.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/suggestion.h"
#include "inference/profile_library.h"

namespace orbitmesh {

std::string ProfileRows::shortest(double value) { return fmt::format("{}", value); }

void ProfileRows::add(const std::string& key, LayerTable& layers) {
  rows_.push_back({key, fmt::format("{}, {}", layers.count(), format_quantity(layers.flop())),
                   std::string(to_string(layers.confidence)), layers.source});
}

void ProfileRows::add_measured(const MeasuredLatency& measured) {
  for (const MeasuredPoint& point : measured.points) {
    rows_.push_back({fmt::format("measured.{}x{}.batch-{}", measured.devices, measured.accelerator,
                                 point.batch),
                     format_quantity(point.latency), std::string(to_string(measured.confidence)),
                     measured.source});
  }
}

namespace {

struct ProfilesOptions {
  std::vector<std::string> names;
  std::vector<std::string> files;
  std::string on;
  bool json = false;
};

template <class Profile>
std::vector<ProfileRow> rows_of(Profile profile) {
  ProfileRows rows;
  profile.visit_fields(rows);
  return rows.rows();
}

std::vector<ProfileRow> rows_of(ModelProfile profile) {
  ProfileRows rows;
  profile.visit_fields(rows);
  for (const MeasuredLatency& measured : profile.measured) rows.add_measured(measured);
  return rows.rows();
}

std::vector<std::string_view> all_names(const ProfileLibrary& library) {
  std::vector<std::string_view> names;
  for (const auto& of_kind :
       {library.accelerator_names(), library.model_names(), library.bus_names(),
        library.platform_names(), library.device_names()}) {
    names.insert(names.end(), of_kind.begin(), of_kind.end());
  }
  return names;
}

/// Of every kind that has the name: what radiation does to an accelerator stands apart from it.
std::vector<NamedProfile> find_profiles(const ProfileLibrary& library, const std::string& name) {
  std::vector<NamedProfile> found;
  const auto add = [&](std::string_view kind, const auto* profile) {
    if (profile != nullptr) found.push_back({std::string(kind), name, rows_of(*profile)});
  };
  add("accelerator", library.find_accelerator(name));
  add("model", library.find_model(name));
  add("bus", library.find_bus(name));
  add("platform", library.find_platform(name));
  add("device", library.find_device(name));
  if (!found.empty()) return found;
  throw InputError("no profile '" + name + "'" + did_you_mean(name, all_names(library)) +
                   "; 'orbitmesh profiles' lists all");
}

// The stream keeps its error state, which main() looks at; fmt::print() would throw.
void write(const std::string& text) { std::fputs(text.c_str(), stdout); }

void print(const NamedProfile& profile) {
  write(fmt::format("{} {}\n", profile.kind, profile.name));
  for (const ProfileRow& row : profile.rows) {
    write(fmt::format("  {:<16} {:>16}  {}  {}\n", row.key, row.value, row.confidence, row.source));
  }
}

/// Service times of the models among `names`.
ExitCode print_service_times(const ProfileLibrary& library, const std::vector<std::string>& names,
                             const std::string& on) {
  const AcceleratorProfile* accelerator = library.find_accelerator(on);
  if (accelerator == nullptr) {
    throw InputError("no accelerator '" + on + "'" + did_you_mean(on, library.accelerator_names()) +
                     "; 'orbitmesh profiles' lists all");
  }
  for (const std::string& name : names) {
    const ModelProfile* model = library.find_model(name);
    if (model != nullptr) write(service_time_table(*model, *accelerator));
  }
  return ExitCode::kOk;
}

ExitCode profiles(const ProfilesOptions& options) {
  ProfileLibrary library = ProfileLibrary::built_in();
  for (const std::string& file : options.files) library.add_file(file);
  std::vector<std::string> names = options.names;
  if (names.empty()) {
    for (const auto name : all_names(library)) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
    }
  }
  if (!options.on.empty()) return print_service_times(library, names, options.on);
  std::vector<NamedProfile> found;
  for (const std::string& name : names) {
    for (NamedProfile& profile : find_profiles(library, name)) found.push_back(std::move(profile));
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
  CLI::App* verb = app.add_subcommand(
      "profiles",
      "print profiles of accelerators, models, satellite buses, platforms and of "
      "what radiation does to devices, with their sources");
  const auto options = std::make_shared<ProfilesOptions>();
  verb->add_option("names", options->names, "profiles to print (default: all)");
  verb->add_option("--profiles,--file", options->files, "file with further profiles, repeatable")
      ->allow_extra_args(false);
  CLI::Option* json = verb->add_flag("--json", options->json, "print JSON");
  verb->add_option("--on", options->on, "print how long the models take on this accelerator")
      ->excludes(json);
  verb->callback([options, &action] { action = [options] { return profiles(*options); }; });
}

}  // namespace orbitmesh
