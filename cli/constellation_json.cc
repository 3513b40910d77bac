#include <nlohmann/json.hpp>

#include "cli/shell_summary.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

Json pattern_json(const ShellSummary& shell) {
  const std::optional<WalkerFit>& pattern = shell.pattern;
  if (!pattern) return nullptr;
  return {{"planes", pattern->planes},
          {"slots", pattern->slots},
          {"phasing", pattern->phasing},
          {"raan_span_deg", shell.raan_span_rad / kDegree},
          {"coherence", pattern->coherence}};
}

Json preset_json(const PresetSummary& preset) {
  return {{"name", preset.name},
          {"summary", preset.summary},
          {"source", preset.source},
          {"phasing_source", preset.phasing_source}};
}

Json confidence_json(const ShellConfidence& confidence) {
  return {{"orbits", to_string(confidence.orbits)}, {"phasing", to_string(confidence.phasing)}};
}

Json shell_json(const ShellSummary& shell) {
  Json planes = Json::array();
  for (const ShellSummary::Plane& plane : shell.planes) {
    planes.push_back({{"raan_deg", plane.raan_rad / kDegree}, {"satellites", plane.satellites}});
  }
  Json json = {{"label", shell.label},
               {"altitude_m", shell.altitude_m},
               {"inclination_deg", shell.inclination_rad / kDegree},
               {"satellites", shell.satellites},
               {"links_in_plane", shell.links_in_plane},
               {"links_across", shell.links_across},
               {"pattern", pattern_json(shell)}};
  if (shell.confidence) json["confidence"] = confidence_json(*shell.confidence);
  json["planes"] = planes;
  return json;
}

}  // namespace

std::string constellation_json(const ConstellationSummary& summary) {
  Json json = {{"epoch", summary.epoch}, {"satellites", summary.satellites}};
  if (summary.preset) json["preset"] = preset_json(*summary.preset);
  json["shells"] = Json::array();
  json["left_out"] = Json::array();
  for (const ShellSummary& shell : summary.shells) json["shells"].push_back(shell_json(shell));
  for (const ConstellationReport::LeftOutRow& row : summary.left_out) {
    json["left_out"].push_back(
        {{"why", to_string(row.why)}, {"objects", row.objects}, {"example", row.example}});
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace orbitmesh
