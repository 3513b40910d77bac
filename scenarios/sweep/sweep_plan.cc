#include "scenarios/sweep/sweep_plan.h"

#include <fmt/format.h>

#include <utility>

#include "core/config_file.h"
#include "core/config_override.h"
#include "core/digest.h"
#include "core/error.h"
#include "core/version.h"
#include "scenarios/loader.h"
#include "scenarios/metrics.h"
#include "scenarios/resolved.h"
#include "scenarios/world.h"

namespace orbitmesh {
namespace {

ConfigValue base_document(const SweepRequest& request) {
  ConfigValue document = read_config_file(request.scenario_file);
  for (const std::string& assignment : request.overrides) apply_override(document, assignment);
  return document;
}

Scenario scenario_of(ConfigValue document, const SweepPoint& point, const ProfileLibrary& library) {
  try {
    for (const SweepSetting& setting : point.settings) {
      apply_override(document, setting.assignment());
    }
    document.erase("sweep");
    return scenario_from_config(document, library);
  } catch (const InputError& error) {
    throw InputError(fmt::format("{} (at the sweep's point '{}')", error.what(), describe(point)));
  }
}

std::vector<std::string> default_metrics(const RunEntities& entities) {
  std::vector<std::string> chosen;
  for (const std::string& name : metric_names(entities)) {
    const auto ends_with = [&](std::string_view end) {
      return name.size() > end.size() &&
             name.compare(name.size() - end.size(), end.size(), end) == 0;
    };
    if (ends_with(".deadline_met") || ends_with(".latency_p50_ms")) chosen.push_back(name);
  }
  return chosen;
}

void add_runs(SweepPlan& plan, std::int64_t replications, std::int64_t seed) {
  for (std::size_t p = 0; p < plan.points.size(); ++p) {
    for (std::int64_t r = 0; r < replications; ++r) {
      plan.runs.push_back(
          {static_cast<std::int64_t>(plan.runs.size()), static_cast<std::int64_t>(p), r, seed + r});
    }
  }
}

}  // namespace

std::vector<std::string> SweepPlan::overrides_of(const SweepRun& run) const {
  std::vector<std::string> overrides = request.overrides;
  for (const SweepSetting& setting : points[static_cast<std::size_t>(run.point)].settings) {
    overrides.push_back(setting.assignment());
  }
  overrides.push_back(fmt::format("scenario.seed={}", run.seed));
  return overrides;
}

std::string describe(const SweepPoint& point) {
  std::string text = point.variant;
  for (std::size_t s = point.of_variant; s < point.settings.size(); ++s) {
    text += (text.empty() ? "" : ", ") + point.settings[s].assignment();
  }
  return text.empty() ? "as it stands" : text;
}

SweepPlan plan_sweep(const SweepRequest& request, const ProfileLibrary& library) {
  const ConfigValue document = base_document(request);
  const Scenario base = scenario_from_config(document, library);
  if (!base.sweep) {
    throw InputError(base.where.section(),
                     fmt::format("'{}' has no [sweep]; see docs/sweeps.md", request.scenario_file));
  }
  const SweepSection& sweep = *base.sweep;
  SweepPlan plan{base.run.name, request, {}, {}, sweep.timeout, sweep.metrics, {}};
  plan.points = sweep_points(sweep, static_cast<std::uint64_t>(base.run.seed));
  add_runs(plan, sweep.replications, base.run.seed);

  Digest digest;
  digest.add(version());
  for (const SweepPoint& point : plan.points) {
    const Scenario scenario = scenario_of(document, point, library);
    digest.add(resolved_toml(scenario));
    if (plan.metrics.empty()) plan.metrics = default_metrics(World(scenario).entities());
  }
  digest.add(sweep.replications);
  plan.digest = digest.hex();
  return plan;
}

}  // namespace orbitmesh
