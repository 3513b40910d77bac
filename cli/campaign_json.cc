#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cli/campaign_report.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

Json interval_json(const ShareInterval& interval) { return {interval.low, interval.high}; }

Json sums_json(const CampaignSums& sums) {
  const TrialResult& d = sums.decisions;
  return {{"flips", sums.trials},
          {"flips_critical", sums.critical_trials},
          {"flips_critical_share_95",
           interval_json(wilson_interval(sums.critical_trials, sums.trials))},
          {"flips_detected", sums.due_trials},
          {"flips_harmed", sums.harmed_trials},
          {"flips_unchecked", sums.unchecked_trials},
          {"decisions", d.decisions},
          {"tolerable", d.tolerable},
          {"critical", d.critical},
          {"critical_share_95", interval_json(sums.critical_share)},
          {"detected", d.due},
          {"corrected", d.corrected},
          {"unchecked", d.unchecked},
          {"unchecked_share_95", interval_json(sums.unchecked_share)},
          {"right_before", d.right_before},
          {"right_after", d.right_after}};
}

}  // namespace

std::string campaign_json(const DecisionTask& task, const CampaignOptions& options,
                          const CampaignResult& result) {
  Json json = {{"model", task.model},
               {"sha256", task.sha256},
               {"data", task.data},
               {"labelled", !task.labels.empty()},
               {"place", to_string(options.place)},
               {"format", to_string(options.format)},
               {"protection", to_string(options.protection)},
               {"protection_multiply_adds", result.guard_cost},
               {"each_bit", options.each_bit},
               {"upsets", options.upsets},
               {"seed", options.seed},
               {"inputs", result.inputs},
               {"right", result.right},
               {"asked", result.asked},
               {"complete", result.complete()},
               {"all", sums_json(sum_up(result.trials, options.seed))},
               {"bits", Json::array()}};
  for (std::uint32_t bit = bits_of(options.format); options.upsets == 1 && bit-- > 0;) {
    std::vector<TrialResult> some;
    std::copy_if(result.trials.begin(), result.trials.end(), std::back_inserter(some),
                 [bit](const TrialResult& t) { return t.bit == bit; });
    if (some.empty()) continue;
    Json row = {{"bit", bit}, {"class", to_string(bit_class(options.format, bit))}};
    row.update(sums_json(sum_up(some, options.seed)));
    json["bits"].push_back(std::move(row));
  }
  return json.dump(2);
}

}  // namespace orbitmesh
