#include "scenarios/sweep/sweep_manifest.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/text_file.h"
#include "core/version.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kMaxManifest = 1'000'000'000;

Json json_of(const SweepPoint& point) {
  Json settings = Json::object();
  for (const SweepSetting& setting : point.settings) settings[setting.key] = setting.value;
  return {{"variant", point.variant}, {"settings", settings}};
}

}  // namespace

std::string manifest_json(const SweepPlan& plan) {
  Json json = {{"scenario", plan.name},
               {"file", plan.request.scenario_file},
               {"overrides", plan.request.overrides},
               {"profiles", plan.request.profile_files},
               {"version", version()},
               {"digest", plan.digest},
               {"points", Json::array()},
               {"runs", Json::array()}};
  for (const SweepPoint& point : plan.points) json["points"].push_back(json_of(point));
  for (const SweepRun& run : plan.runs) {
    json["runs"].push_back(
        {{"point", run.point}, {"replication", run.replication}, {"seed", run.seed}});
  }
  return json.dump(1) + "\n";
}

std::string manifest_digest(const std::filesystem::path& file) {
  try {
    return nlohmann::json::parse(read_text_file(file.string(), kMaxManifest))
        .at("digest")
        .get<std::string>();
  } catch (const nlohmann::json::exception& error) {
    throw InputError(fmt::format("'{}' is no sweep's manifest: {}", file.string(), error.what()));
  }
}

}  // namespace orbitmesh
