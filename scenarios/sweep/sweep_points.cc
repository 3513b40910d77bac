#include "scenarios/sweep/sweep_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/error.h"
#include "scenarios/sweep/axis_values.h"

namespace orbitmesh {
namespace {

using Settings = std::vector<SweepSetting>;

bool draws(SweepMethod method) {
  return method == SweepMethod::kRandom || method == SweepMethod::kLatinHypercube;
}

void check_samples(const SweepSection& sweep) {
  if (draws(sweep.method) == sweep.samples.has_value()) return;
  if (sweep.samples) {
    throw InputError(sweep.where.of("samples"),
                     "'samples' is for the methods random and latin-hypercube");
  }
  throw InputError(
      sweep.where.section(),
      fmt::format("method {} needs 'samples', the number of points", to_string(sweep.method)));
}

std::vector<std::vector<std::string>> values_of_axes(const SweepSection& sweep,
                                                     std::uint64_t seed) {
  std::vector<std::vector<std::string>> values;
  for (const SweepAxisSection& axis : sweep.axes) {
    values.push_back(
        draws(sweep.method)
            ? drawn_values(axis, *sweep.samples, sweep.method == SweepMethod::kLatinHypercube, seed)
            : listed_values(axis));
  }
  return values;
}

[[noreturn]] void reject_size(const SweepSection& sweep) {
  throw InputError(sweep.where.section(),
                   fmt::format("a sweep has at most {} runs", kMaxSweepRuns));
}

// Point k of a grid as a number whose digits, the last axis' lowest, choose the values.
std::vector<Settings> grid(const SweepSection& sweep,
                           const std::vector<std::vector<std::string>>& values) {
  std::size_t count = 1;
  for (const auto& axis : values) {
    count *= axis.size();
    if (count > static_cast<std::size_t>(kMaxSweepRuns)) reject_size(sweep);
  }
  std::vector<Settings> points(count, Settings(sweep.axes.size()));
  for (std::size_t k = 0; k < count; ++k) {
    std::size_t rest = k;
    for (std::size_t a = values.size(); a-- > 0; rest /= values[a].size()) {
      points[k][a] = {sweep.axes[a].key, values[a][rest % values[a].size()]};
    }
  }
  return points;
}

std::vector<Settings> in_step(const SweepSection& sweep,
                              const std::vector<std::vector<std::string>>& values) {
  if (values.empty()) return {Settings{}};
  std::vector<Settings> points(values.front().size());
  for (std::size_t a = 0; a < values.size(); ++a) {
    if (values[a].size() != points.size()) {
      throw InputError(
          sweep.axes[a].where.section(),
          fmt::format("all axes of a list have as many values as the first, {}; '{}' has {}",
                      points.size(), sweep.axes[a].key, values[a].size()));
    }
    for (std::size_t k = 0; k < points.size(); ++k) {
      points[k].push_back({sweep.axes[a].key, values[a][k]});
    }
  }
  return points;
}

Settings settings_of(const SweepVariantSection& variant) {
  Settings settings;
  for (std::size_t i = 0; i < variant.set.size(); ++i) {
    const std::size_t equals = variant.set[i].find('=');
    if (equals == std::string::npos || equals == 0) {
      throw InputError(variant.where.of("set", i),
                       fmt::format("'{}' is not KEY=VALUE", variant.set[i]));
    }
    settings.push_back({variant.set[i].substr(0, equals), variant.set[i].substr(equals + 1)});
  }
  return settings;
}

void check_names(const std::vector<SweepVariantSection>& variants) {
  std::set<std::string_view> names;
  for (const SweepVariantSection& variant : variants) {
    if (names.insert(variant.name).second) continue;
    throw InputError(variant.where.of("name"),
                     fmt::format("there are two variants '{}'", variant.name));
  }
}

}  // namespace

std::vector<SweepPoint> sweep_points(const SweepSection& sweep, std::uint64_t seed) {
  check_samples(sweep);
  check_names(sweep.variants);
  const auto values = values_of_axes(sweep, seed);
  const std::vector<Settings> of_axes =
      sweep.method == SweepMethod::kGrid ? grid(sweep, values) : in_step(sweep, values);
  const std::size_t variants = std::max<std::size_t>(sweep.variants.size(), 1);
  if (of_axes.size() * variants * static_cast<std::size_t>(sweep.replications) >
      static_cast<std::size_t>(kMaxSweepRuns)) {
    reject_size(sweep);
  }
  std::vector<SweepPoint> points;
  for (std::size_t v = 0; v < variants; ++v) {
    SweepPoint first;
    if (!sweep.variants.empty()) {
      first = {sweep.variants[v].name, settings_of(sweep.variants[v]),
               sweep.variants[v].set.size()};
    }
    for (const Settings& settings : of_axes) {
      SweepPoint& point = points.emplace_back(first);
      point.settings.insert(point.settings.end(), settings.begin(), settings.end());
    }
  }
  return points;
}

}  // namespace orbitmesh
