#include "scenarios/stored_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/error.h"
#include "core/text_file.h"
#include "scenarios/stored_metrics.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kMaxRunJson = 16'000'000;

nlohmann::json read_run_json(const std::filesystem::path& folder) {
  return nlohmann::json::parse(read_text_file((folder / "run.json").string(), kMaxRunJson));
}

}  // namespace

const Metric* StoredRun::find(std::string_view name) const {
  const auto found = std::find_if(metrics.begin(), metrics.end(),
                                  [&](const Metric& metric) { return metric.name == name; });
  return found == metrics.end() ? nullptr : &*found;
}

std::string stored_run_state(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder / "run.json", error)) return {};
  try {
    return read_run_json(folder).at("state").get<std::string>();
  } catch (const InputError&) {
    return {};
  } catch (const nlohmann::json::exception&) {
    return {};
  }
}

StoredRun read_stored_run(const std::filesystem::path& folder) {
  const std::string state = stored_run_state(folder);
  if (state.empty()) {
    throw InputError(
        fmt::format("'{}' is no run's folder: it has no readable run.json", folder.string()));
  }
  if (state != "complete") {
    throw InputError(fmt::format("the run in '{}' is {}, not complete", folder.string(), state));
  }
  StoredRun run;
  try {
    const nlohmann::json json = read_run_json(folder);
    run.scenario = json.at("scenario").get<std::string>();
    run.seed = json.at("seed").get<std::uint64_t>();
    run.digest = json.at("digest").get<std::string>();
    run.warnings = json.at("warnings").get<std::vector<std::string>>();
  } catch (const nlohmann::json::exception& error) {
    throw InputError(fmt::format("'{}': {}", (folder / "run.json").string(), error.what()));
  }
  run.metrics = read_stored_metrics(folder / "results.sqlite");
  return run;
}

}  // namespace orbitmesh
