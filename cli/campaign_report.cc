#include "cli/campaign_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace orbitmesh {
namespace {

double percent(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string interval(const ShareInterval& i) {
  return fmt::format("[{:.3g}, {:.3g}]", 100 * i.low, 100 * i.high);
}

std::string heading(const DecisionTask& task, const CampaignOptions& options,
                    const CampaignResult& result) {
  std::string out = fmt::format("{} (sha256 {}), {} {}", task.model, task.sha256.substr(0, 16),
                                to_string(options.place), to_string(options.format));
  if (options.protection != Protection::kNone) {
    out += fmt::format(", protection {}", to_string(options.protection));
  }
  out += fmt::format("\n{} trials, {}; {} inputs: {}; seed {}\n", result.trials.size(),
                     options.each_bit     ? "each bit in turn"
                     : options.upsets > 1 ? fmt::format("{} flips at once", options.upsets)
                                          : "bits uniform",
                     result.inputs, task.data, options.seed);
  if (!result.complete()) {
    out += fmt::format("PARTIAL RESULT: interrupted after {} of {} trials\n", result.trials.size(),
                       result.asked);
  }
  return out + "\n";
}

std::string totals(const DecisionTask& task, const CampaignSums& all) {
  const TrialResult& d = all.decisions;
  const auto row = [](std::string_view name, double share, std::string_view bounds,
                      std::int64_t part, std::int64_t whole) {
    return fmt::format("{:<34} {:>9.4g} % {:<20} {} of {}\n", name, share, bounds, part, whole);
  };
  std::string out;
  out += row("flips that change a decision", percent(all.critical_trials, all.trials),
             interval(all.critical_trial_share), all.critical_trials, all.trials);
  out += row("flips with NaN or infinity", percent(all.due_trials, all.trials),
             interval(wilson_interval(all.due_trials, all.trials)), all.due_trials, all.trials);
  out += row("decisions changed", percent(d.critical, d.decisions), interval(all.critical_share),
             d.critical, d.decisions);
  out += row("decisions detected (NaN, infinity)", percent(d.due, d.decisions), "", d.due,
             d.decisions);
  out += row("same decision, other output", percent(d.tolerable, d.decisions), "", d.tolerable,
             d.decisions);
  if (d.corrected > 0) {
    out += row("corrected by computing again", percent(d.corrected, d.decisions), "", d.corrected,
               d.decisions);
  }
  if (!task.labels.empty()) {
    out += fmt::format("accuracy {:.2f} % before, {:.2f} % with the flips\n",
                       percent(d.right_before, d.decisions), percent(d.right_after, d.decisions));
  }
  return out +
         "  [95 % interval]: of flips by Wilson, of decisions by bootstrap over flips, since "
         "those\n"
         "  made with one flip are alike\n";
}

std::string bit_rows(const CampaignOptions& options, const CampaignResult& result) {
  constexpr std::string_view kRow = "{:>4} {:<13} {:>8} {:>19} {:>19} {:<18} {:>11}\n";
  std::string out = fmt::format(kRow, "bit", "class", "flips", "change a decision",
                                "decisions changed", "", "NaN, Inf");
  for (std::uint32_t bit = bits_of(options.format); bit-- > 0;) {
    std::vector<TrialResult> some;
    std::copy_if(result.trials.begin(), result.trials.end(), std::back_inserter(some),
                 [bit](const TrialResult& t) { return t.bit == bit; });
    if (some.empty()) continue;
    const CampaignSums sums = sum_up(some, options.seed);
    out += fmt::format(
        kRow, bit, to_string(bit_class(options.format, bit)), sums.trials,
        fmt::format("{:.4g} %", percent(sums.critical_trials, sums.trials)),
        fmt::format("{:.4g} %", percent(sums.decisions.critical, sums.decisions.decisions)),
        interval(sums.critical_share),
        fmt::format("{:.4g} %", percent(sums.decisions.due, sums.decisions.decisions)));
  }
  return out;
}

}  // namespace

std::string campaign_text(const DecisionTask& task, const CampaignOptions& options,
                          const CampaignResult& result) {
  std::string out = heading(task, options, result);
  if (result.trials.empty()) return out + "no trial was finished\n";
  out += totals(task, sum_up(result.trials, options.seed));
  if (options.upsets == 1) out += "\n" + bit_rows(options, result);
  return out;
}

}  // namespace orbitmesh
