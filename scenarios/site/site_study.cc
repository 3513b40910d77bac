#include "scenarios/site/site_study.h"

#include <fmt/format.h>

#include <cstdio>
#include <system_error>
#include <vector>

#include "core/error.h"
#include "core/toml_reader.h"
#include "scenarios/loader.h"
#include "scenarios/progress.h"
#include "scenarios/run_folder_io.h"
#include "scenarios/site/site_report.h"

namespace orbitmesh {
namespace {

/// Bounds time and memory: half a kilobyte each, and some 20 us on one core.
constexpr double kMostRequests = 5e6;

/// "site.toml" of the places as they are, "rain.toml" of a variant.
std::string scenario_file(SiteVariant variant) {
  if (variant == SiteVariant::kAsIs) return "site.toml";
  return std::string(to_string(variant)) + ".toml";
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw InputError(
        fmt::format("cannot make the folder '{}': {}", folder.string(), error.message()));
  }
  if (!std::filesystem::is_empty(folder, error) || error) {
    throw InputError(
        fmt::format("'{}' exists and is not empty; choose another --out", folder.string()));
  }
}

void check_size(const SiteStudyRequest& request, const GroundSegment& ground) {
  const double requests = expected_requests(request.question, ground, request.library);
  if (requests <= kMostRequests) return;
  throw InputError(fmt::format(
      "this would ask {:.0f} million requests, at most {:.0f} million are permitted: fewer hours, "
      "sites or workloads, or lower rates",
      requests / 1e6, kMostRequests / 1e6));
}

SiteMeasurement measure(const SiteStudyRequest& request, SiteVariant variant,
                        const std::string& scenario) {
  std::optional<Progress> progress;
  if (request.show_progress) {
    std::fprintf(stderr, "%s\n", std::string(to_string(variant)).c_str());
    progress.emplace(stderr, site_variant_span(request.question, variant));
  }
  SiteMeasurementHooks hooks;
  hooks.interrupted = request.interrupted;
  hooks.on_progress = [&](Time now) {
    if (progress) progress->update(now);
  };
  return measure_site(request.question, scenario, request.library, hooks);
}

}  // namespace

SiteStudyOutcome study_site(const SiteStudyRequest& request) {
  const GroundSegment ground = built_in_ground_segment();
  check_question(request.question, ground);
  check_size(request, ground);
  std::vector<std::string> scenarios;
  for (const auto& [variant, name] : enum_names(SiteVariant{})) {
    scenarios.push_back(site_scenario(request.question, variant, ground, request.library));
    scenario_from_config(parse_toml(scenarios.back(), scenario_file(variant)), request.library);
  }
  if (request.out) make_folder(*request.out);
  SiteMeasurements measurements;
  for (const auto& [variant, name] : enum_names(SiteVariant{})) {
    measurements.push_back(measure(request, variant, scenarios[static_cast<std::size_t>(variant)]));
  }
  const std::vector<PlaceAssessment> places =
      assess_site(request.question, measurements, request.library);
  const SiteReportInput input{request.question, ground, measurements.front(), places};
  const SiteStudyOutcome outcome{site_text(input), site_json(input), all_met(places)};
  if (request.out) {
    for (const auto& [variant, name] : enum_names(SiteVariant{})) {
      write_durably(*request.out / scenario_file(variant),
                    scenarios[static_cast<std::size_t>(variant)]);
    }
    write_durably(*request.out / "site.json", outcome.json);
    write_durably(*request.out / "site.html", site_page(input));
  }
  return outcome;
}

}  // namespace orbitmesh
