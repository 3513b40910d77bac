#include "scenarios/run_folder.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <system_error>

#include "core/error.h"
#include "scenarios/fault_summary_json.h"
#include "scenarios/run_folder_io.h"

namespace orbitmesh {
namespace {

[[noreturn]] void fail_to_make(const std::filesystem::path& path, const std::error_code& error) {
  const std::string message =
      fmt::format("cannot make the run folder '{}': {}", path.string(), error.message());
  if (error == std::errc::no_space_on_device) throw RunError(message);
  throw InputError(message + "; choose another --out");
}

/// Makes the last folder of `path`; false when something of that name exists.
bool make_folder(const std::filesystem::path& path) {
  std::error_code error;
  const bool made = std::filesystem::create_directory(path, error);
  if (error && error != std::errc::file_exists) fail_to_make(path, error);
  return made;
}

void make_parents(const std::filesystem::path& path) {
  std::error_code error;
  if (!path.empty()) std::filesystem::create_directories(path, error);
  if (error) fail_to_make(path, error);
}

void require_empty_folder(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) {
    throw InputError(
        fmt::format("'{}' exists and is no folder; choose another --out", path.string()));
  }
  const bool empty = std::filesystem::is_empty(path, error);
  if (error) fail_to_make(path, error);
  if (!empty) {
    throw InputError(
        fmt::format("'{}' exists and is not empty; choose another --out", path.string()));
  }
}

nlohmann::ordered_json to_json(const CatalogueInfo& catalogue) {
  return {{"constellation", catalogue.constellation},
          {"file", catalogue.file},
          {"digest", catalogue.digest},
          {"element_sets", catalogue.element_sets},
          {"shells", catalogue.shells},
          {"in_grid", catalogue.in_grid},
          {"without_lasers", catalogue.without_lasers},
          {"without_position", catalogue.without_position}};
}

nlohmann::ordered_json to_json(const RunInfo& info) {
  nlohmann::ordered_json json;
  json["scenario"] = info.scenario;
  json["seed"] = info.seed;
  json["versions"] = nlohmann::ordered_json::object();
  for (const auto& [name, version] : info.versions) json["versions"][name] = version;
  json["simulated_ns"] = info.simulated.ns();
  json["wall_s"] = info.wall_s;
  json["deterministic"] = info.deterministic;
  json["warnings"] = info.warnings;
  json["catalogues"] = nlohmann::ordered_json::array();
  for (const CatalogueInfo& catalogue : info.catalogues) {
    json["catalogues"].push_back(to_json(catalogue));
  }
  json["digest"] = nullptr;
  if (!info.digest.empty()) json["digest"] = info.digest;
  json["faults"] = fault_json<nlohmann::ordered_json>(info.faults);
  return json;
}

}  // namespace

RunFolder RunFolder::create(const std::filesystem::path& path) {
  if (path.empty()) throw InputError("the run folder's name is empty; choose another --out");
  // "runs/a/" names the same folder as "runs/a", but has an empty last part.
  const std::filesystem::path folder = path.has_filename() ? path : path.parent_path();
  make_parents(folder.parent_path());
  if (!make_folder(folder)) require_empty_folder(folder);
  return RunFolder(folder);
}

RunFolder RunFolder::create_numbered(const std::filesystem::path& parent, std::string_view scenario,
                                     std::uint64_t seed) {
  constexpr int kMostRuns = 999'999;
  make_parents(parent);
  for (int number = 1; number <= kMostRuns; ++number) {
    const auto path = parent / fmt::format("{}-{}-{:03}", scenario, seed, number);
    if (make_folder(path)) return RunFolder(path);
  }
  throw InputError(fmt::format("'{}' has no free run number; choose --out", parent.string()));
}

RunFolder::RunFolder(RunFolder&& other) noexcept
    : path_(std::move(other.path_)),
      state_(std::exchange(other.state_, State::kFinal)),
      begun_with_(std::move(other.begun_with_)) {}

RunFolder::~RunFolder() {
  if (state_ != State::kRunning) return;
  try {
    end_without_results("failed", begun_with_, "the run ended without a result");
  } catch (const std::exception&) {
    // Nothing more can be said in a folder that takes no writes.
  }
}

void RunFolder::write_resolved(std::string_view toml) const {
  write_durably(path_ / "resolved.toml", toml);
}

void RunFolder::log(std::string_view line) const {
  std::ofstream file(path_ / "log.txt", std::ios::app);
  file << line << '\n';
  file.close();
  if (!file) throw RunError(fmt::format("could not write '{}'", (path_ / "log.txt").string()));
}

void RunFolder::begin(const RunInfo& info) {
  if (state_ != State::kNew) throw std::logic_error("RunFolder::begin() was called twice");
  write_state("running", info, "");
  begun_with_ = info;
  state_ = State::kRunning;
}

void RunFolder::complete(const RunInfo& info) { end("complete", info, ""); }
void RunFolder::fail(const RunInfo& info, std::string_view error) {
  end_without_results("failed", info, error);
}
void RunFolder::interrupt(const RunInfo& info) {
  end_without_results("interrupted", info,
                      "interrupted by the user; partial results in results.sqlite.part");
}

void RunFolder::end(std::string_view name, const RunInfo& info, std::string_view error) {
  if (state_ != State::kRunning) throw std::logic_error("RunFolder: the run is not under way");
  write_state(name, info, error);
  state_ = State::kFinal;
}

void RunFolder::end_without_results(std::string_view name, const RunInfo& info,
                                    std::string_view error) {
  try {
    end(name, info, error);
  } catch (const RunError&) {
    std::error_code ignored;
    std::filesystem::remove(results_part(), ignored);
    end(name, info, error);
  }
}

void RunFolder::write_state(std::string_view name, const RunInfo& info,
                            std::string_view error) const {
  nlohmann::ordered_json json;
  json["format"] = "orbitmesh-run-1";
  json["state"] = name;
  json["error"] = nullptr;
  if (!error.empty()) json["error"] = error;
  json.update(to_json(info));
  // Messages may quote bytes from files that are not UTF-8.
  const auto replace = nlohmann::ordered_json::error_handler_t::replace;
  write_durably(path_ / "run.json", json.dump(2, ' ', false, replace) + "\n");
}

}  // namespace orbitmesh
