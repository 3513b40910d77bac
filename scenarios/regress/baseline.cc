#include "scenarios/regress/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/text_file.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr std::int64_t kMaxBaseline = 16'000'000;
constexpr std::int64_t kMostReplications = 1000;

BaselineDirection direction(const std::string& name) {
  for (const auto& entry : enum_names(BaselineDirection{})) {
    if (entry.name == name) return entry.value;
  }
  throw InputError(fmt::format("fails_on is '{}', not both, decrease or increase", name));
}

double not_negative(const Json& json, const char* key) {
  const double value = json.at(key).get<double>();
  if (!(value >= 0)) throw InputError(fmt::format("'{}' is negative", key));
  return value;
}

BaselineMetric metric_of(const std::string& name, const Json& json) {
  try {
    return {name,
            json.at("unit").get<std::string>(),
            json.at("value").get<double>(),
            not_negative(json, "absolute"),
            not_negative(json, "relative"),
            direction(json.at("fails_on").get<std::string>())};
  } catch (const nlohmann::json::exception& error) {
    throw InputError(fmt::format("metric '{}': {}", name, error.what()));
  } catch (const InputError& error) {
    throw InputError(fmt::format("metric '{}': {}", name, error.what()));
  }
}

Baseline baseline_of(const Json& json) {
  if (json.at("version").get<int>() != kVersion) {
    throw InputError(fmt::format("its version is not {}", kVersion));
  }
  Baseline baseline;
  baseline.reason = json.at("reason").get<std::string>();
  baseline.replications = json.at("replications").get<std::int64_t>();
  if (baseline.replications < 1 || baseline.replications > kMostReplications) {
    throw InputError(fmt::format("'replications' is not 1 to {}", kMostReplications));
  }
  baseline.digest = json.at("digest").get<std::string>();
  for (const auto& [name, metric] : json.at("metrics").items()) {
    baseline.metrics.push_back(metric_of(name, metric));
  }
  return baseline;
}

}  // namespace

double BaselineMetric::tolerance() const { return std::max(absolute, relative * std::fabs(value)); }

const BaselineMetric* Baseline::find(std::string_view name) const {
  const auto found =
      std::find_if(metrics.begin(), metrics.end(),
                   [&](const BaselineMetric& metric) { return metric.name == name; });
  return found == metrics.end() ? nullptr : &*found;
}

std::filesystem::path baseline_file(const std::filesystem::path& scenario) {
  return std::filesystem::path(scenario).replace_extension(".baseline.json");
}

std::optional<Baseline> read_baseline(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::nullopt;
  try {
    return baseline_of(Json::parse(read_text_file(file.string(), kMaxBaseline)));
  } catch (const nlohmann::json::exception& failure) {
    throw InputError(fmt::format("'{}' is no baseline: {}", file.string(), failure.what()));
  } catch (const InputError& failure) {
    throw InputError(fmt::format("'{}' is no baseline: {}", file.string(), failure.what()));
  }
}

std::string baseline_json(const Baseline& baseline) {
  Json metrics = Json::object();
  for (const BaselineMetric& metric : baseline.metrics) {
    metrics[metric.name] = {{"value", metric.value},
                            {"unit", metric.unit},
                            {"absolute", metric.absolute},
                            {"relative", metric.relative},
                            {"fails_on", to_string(metric.fails_on)}};
  }
  const Json json = {{"version", kVersion},
                     {"reason", baseline.reason},
                     {"replications", baseline.replications},
                     {"digest", baseline.digest},
                     {"metrics", metrics}};
  return json.dump(1) + "\n";
}

}  // namespace orbitmesh
