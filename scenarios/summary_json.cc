#include <cmath>
#include <nlohmann/json.hpp>

#include "scenarios/fault_summary_json.h"
#include "scenarios/summary.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

Json number_or_null(const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return nullptr;
  return *value;
}

Json text_or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return text;
}

Json metrics_json(const SummaryInput& input) {
  Json all = Json::array();
  for (const Metric& metric : list_metrics(input.record, input.metrics)) {
    Json entry{
        {"name", metric.name}, {"value", number_or_null(metric.value)}, {"unit", metric.unit}};
    if (!metric.value) entry["reason"] = metric.reason;
    all.push_back(std::move(entry));
  }
  return all;
}

Json expectations_json(const std::vector<ExpectationResult>& results) {
  Json all = Json::array();
  for (const ExpectationResult& result : results) {
    all.push_back({{"metric", result.expectation.metric},
                   {"min", number_or_null(result.expectation.min)},
                   {"max", number_or_null(result.expectation.max)},
                   {"value", number_or_null(result.value)},
                   {"unit", result.unit},
                   {"passed", result.passed},
                   {"reason", text_or_null(result.reason)}});
  }
  return all;
}

Json answers_json(const std::vector<WorkloadMetrics>& workloads) {
  Json all = Json::array();
  for (const WorkloadMetrics& w : workloads) {
    if (w.content_model.empty()) continue;
    for (const auto& tier : enum_names(Tier{})) {
      const AnswerCounts& n = w.answers_by_tier[static_cast<std::size_t>(tier.value)];
      if (n.computed() == 0) continue;
      all.push_back({{"client", w.client},
                     {"workload", w.workload},
                     {"model", w.content_model},
                     {"tier", tier.name},
                     {"computed", n.computed()},
                     {"correct", n.correct},
                     {"misread", n.misread},
                     {"corrupted", n.corrupted},
                     {"detected", n.detected}});
    }
  }
  return all;
}

Json modelled_answers_json(const std::vector<WorkloadMetrics>& workloads) {
  Json all = Json::array();
  for (const WorkloadMetrics& w : workloads) {
    const AnswerCounts n = w.answers();
    if (!w.content_model.empty() || n.modelled() == 0) continue;
    all.push_back({{"client", w.client},
                   {"workload", w.workload},
                   {"intact", n.intact},
                   {"tolerable", n.tolerable},
                   {"corrupted", n.corrupted},
                   {"detected", n.detected}});
  }
  return all;
}

Json content_models_json(const RunRecord& record) {
  Json all = Json::array();
  for (const ContentModelInfo& model : record.content_models) {
    all.push_back({{"name", model.name},
                   {"kernels", to_string(model.kernels)},
                   {"held_out_accuracy", model.held_out_accuracy}});
  }
  return all;
}

}  // namespace

std::string summary_json(const SummaryInput& input) {
  const RunRecord& record = input.record;
  Json json;
  json["scenario"] = record.scenario;
  json["seed"] = record.seed;
  json["simulated_ns"] = record.simulated.ns();
  json["satellites"] = record.satellites;
  json["deterministic"] = record.deterministic;
  json["digest"] = text_or_null(record.digest);
  json["wall_s"] = record.wall_s;
  json["folder"] = text_or_null(input.folder);
  json["warnings"] = record.warnings;
  json["faults"] = fault_json<Json>(record.fault_summary);
  json["answers"] = answers_json(input.metrics.workloads);
  json["modelled_answers"] = modelled_answers_json(input.metrics.workloads);
  json["content_models"] = content_models_json(record);
  json["workers"] = {{"dispatched", record.workers.dispatched},
                     {"resent", record.workers.resent},
                     {"refused", record.workers.refused}};
  json["metrics"] = metrics_json(input);
  json["expectations"] = expectations_json(input.expectations);
  json["passed"] = all_passed(input.expectations);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace orbitmesh
