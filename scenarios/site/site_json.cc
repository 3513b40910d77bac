#include <nlohmann/json.hpp>

#include "scenarios/site/site_report.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

Json ms(const std::optional<Duration>& span) {
  return span ? Json(span->milliseconds()) : Json(nullptr);
}

Json seconds(const std::optional<Duration>& span) {
  return span ? Json(span->seconds()) : Json(nullptr);
}

Json to_json(const ShareEstimate& estimate) {
  return {{"trials", estimate.trials},
          {"hits", estimate.hits},
          {"share", estimate.share()},
          {"effective_trials", estimate.effective},
          {"lower_bound", estimate.lower}};
}

Json to_json(const Quantiles& quantiles) {
  return {{"p10", ms(quantiles.p10)},
          {"p50", ms(quantiles.p50)},
          {"p90", ms(quantiles.p90)},
          {"p99", ms(quantiles.p99)}};
}

Json to_json(const CoverageFigures& coverage) {
  Json gaps = Json::array();
  for (const ServiceGap& gap : coverage.gaps) gaps.push_back(gap.length.seconds());
  return {{"served", to_json(coverage.served)},
          {"mean_in_view", coverage.mean_in_view},
          {"least_in_view", coverage.least_in_view},
          {"longest_gap_s", coverage.longest_gap().seconds()},
          {"gaps_s", gaps}};
}

Json to_json(const RoundTripFigures& figures) {
  return {{"target", figures.target},
          {"sent", figures.sent},
          {"answered", figures.answered},
          {"rtt_ms", to_json(figures.rtt)},
          {"p50_in_span_ms", ms(figures.p50_in_span)},
          {"p50_half_access_ms", ms(figures.p50_half_access)}};
}

Json to_json(const SiteQuestion& question, const TierFigures& tier) {
  Json variants;
  for (const VariantFigures& figures : tier.variants) {
    variants[std::string(to_string(figures.variant))] = {{"met", to_json(figures.met)},
                                                         {"p50_ms", ms(figures.p50)}};
  }
  return {{"workload", question.workloads[tier.probe.workload].name},
          {"tier", to_string(tier.probe.tier)},
          {"met", to_json(tier.met)},
          {"latency_ms", to_json(tier.latency)},
          {"longest_run_of_misses", tier.longest_run},
          {"runs_of_misses", tier.runs.size()},
          {"longest_gap_s", tier.longest_gap.seconds()},
          {"least_of_10_in_time", tier.of_ten.windows > 0 ? Json(tier.of_ten.least) : Json()},
          {"age_p99_s", seconds(tier.age_p99)},
          {"age_max_s", seconds(tier.age_max)},
          {"sustainable_per_s", tier.rate.per_s},
          {"limited_by", to_string(tier.rate.limit)},
          {"energy_j", tier.energy_j},
          {"variants", variants}};
}

Json to_json(const SiteQuestion& question, const Autonomy& autonomy) {
  return {{"workload", question.workloads[autonomy.workload].name},
          {"tier", to_string(autonomy.tier)},
          {"longest_gap_s", autonomy.longest_gap.seconds()},
          {"longer_per_day_at_most", autonomy.longer_per_day}};
}

Json to_json(const Requirement& requirement, const RequirementResult& result) {
  return {{"requirement", requirement.text},
          {"verdict", to_string(result.verdict)},
          {"tier", to_string(result.tier)},
          {"because", result.because}};
}

Json place_json(const SiteReportInput& input, std::size_t index) {
  const SitePlace& place = input.question.places[index];
  const PlaceAssessment& assessment = input.places[index];
  Json json = {{"name", place.name},
               {"lat_deg", place.location.lat_rad / kDegree},
               {"lon_deg", place.location.lon_rad / kDegree},
               {"altitude_m", place.location.height_m},
               {"nearest_gateway", input.ground.nearest_gateway(place.location).name},
               {"coverage", to_json(assessment.coverage)}};
  json["round_trips"] = Json::array();
  for (const RoundTripFigures& figures : assessment.round_trips) {
    json["round_trips"].push_back(to_json(figures));
  }
  json["workloads"] = Json::array();
  for (const TierFigures& tier : assessment.tiers) {
    json["workloads"].push_back(to_json(input.question, tier));
  }
  json["autonomy"] = Json::array();
  for (const Autonomy& autonomy : assessment.autonomy) {
    json["autonomy"].push_back(to_json(input.question, autonomy));
  }
  json["requirements"] = Json::array();
  for (std::size_t r = 0; r < assessment.requirements.size(); ++r) {
    json["requirements"].push_back(
        to_json(input.question.requirements[r], assessment.requirements[r]));
  }
  return json;
}

}  // namespace

std::string site_json(const SiteReportInput& input) {
  const SiteQuestion& question = input.question;
  Json json = {{"preset", question.preset},
               {"epoch", question.epoch},
               {"duration_s", question.duration.seconds()},
               {"seed", question.seed},
               {"confidence", kSiteConfidence},
               {"all_met", all_met(input.places)}};
  json["sites"] = Json::array();
  for (std::size_t place = 0; place < input.places.size(); ++place) {
    json["sites"].push_back(place_json(input, place));
  }
  return json.dump(2) + "\n";
}

}  // namespace orbitmesh
