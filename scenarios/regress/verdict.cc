#include "scenarios/regress/verdict.h"

#include <algorithm>
#include <cmath>

namespace orbitmesh {
namespace {

Verdict::Kind kind_of(const BaselineMetric& baseline, const ReplicateEstimate& value) {
  const double difference = value.mean - baseline.value;
  const double slack = baseline.tolerance() + value.half_width.value_or(0);
  if (!(std::fabs(difference) > slack)) return Verdict::Kind::kUnchanged;
  const bool fails = baseline.fails_on == BaselineDirection::kBoth ||
                     (baseline.fails_on == BaselineDirection::kDecrease) == (difference < 0);
  return fails ? Verdict::Kind::kChanged : Verdict::Kind::kBetter;
}

Verdict verdict_on(const BaselineMetric& baseline, const MeasuredMetric* measured) {
  Verdict verdict;
  verdict.metric = baseline.name;
  verdict.unit = baseline.unit;
  verdict.baseline = baseline.value;
  verdict.tolerance = baseline.tolerance();
  if (measured == nullptr || !measured->value) {
    verdict.kind = Verdict::Kind::kGone;
    verdict.reason = measured == nullptr ? "no such metric any more" : measured->reason;
    return verdict;
  }
  verdict.kind = kind_of(baseline, *measured->value);
  verdict.value = measured->value->mean;
  verdict.half_width = measured->value->half_width;
  return verdict;
}

}  // namespace

std::string_view to_string(Verdict::Kind kind) {
  switch (kind) {
    case Verdict::Kind::kUnchanged:
      return "unchanged";
    case Verdict::Kind::kChanged:
      return "changed";
    case Verdict::Kind::kBetter:
      return "better";
    case Verdict::Kind::kGone:
      return "gone";
    case Verdict::Kind::kNew:
      break;
  }
  return "new";
}

std::vector<Verdict> judge(const Baseline& baseline, const std::vector<MeasuredMetric>& measured) {
  std::vector<Verdict> verdicts;
  for (const BaselineMetric& metric : baseline.metrics) {
    const auto found = std::find_if(measured.begin(), measured.end(),
                                    [&](const MeasuredMetric& m) { return m.name == metric.name; });
    verdicts.push_back(verdict_on(metric, found == measured.end() ? nullptr : &*found));
  }
  for (const MeasuredMetric& metric : measured) {
    if (!metric.value || baseline.find(metric.name) != nullptr) continue;
    Verdict verdict;
    verdict.kind = Verdict::Kind::kNew;
    verdict.metric = metric.name;
    verdict.unit = metric.unit;
    verdict.value = metric.value->mean;
    verdict.half_width = metric.value->half_width;
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

}  // namespace orbitmesh
