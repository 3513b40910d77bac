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
    out += fmt::format(", protection {} for {:.3g} % more multiply-adds",
                       to_string(options.protection), 100 * result.guard_cost);
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
  const auto trials = [&](std::string_view name, std::int64_t part) {
    return row(name, percent(part, all.trials), interval(wilson_interval(part, all.trials)), part,
               all.trials);
  };
  std::string out;
  out += trials("flips that change a decision", all.critical_trials);
  out += trials("flips with a detected answer", all.due_trials);
  out += trials("flips with either", all.harmed_trials);
  out += row("decisions changed", percent(d.critical, d.decisions), interval(all.critical_share),
             d.critical, d.decisions);
  out += row("decisions detected", percent(d.due, d.decisions), "", d.due, d.decisions);
  out += row("same decision, other output", percent(d.tolerable, d.decisions), "", d.tolerable,
             d.decisions);
  if (d.corrected > 0) {
    out += row("corrected by computing again", percent(d.corrected, d.decisions), "", d.corrected,
               d.decisions);
  }
  out += "if nobody looks for that:\n";
  out += trials("  flips that change a decision", all.unchecked_trials);
  out += row("  decisions changed", percent(d.unchecked, d.decisions),
             interval(all.unchecked_share), d.unchecked, d.decisions);
  if (!task.labels.empty()) {
    out += fmt::format("  accuracy {:.2f} % before, {:.2f} % with the flips\n",
                       percent(d.right_before, d.decisions), percent(d.right_after, d.decisions));
  }
  return out +
         "  [95 % interval]: of flips by Wilson, of decisions by bootstrap over flips, since "
         "those\n"
         "  made with one flip are alike; detected: NaN, infinity, or a check that failed for "
         "good\n";
}

std::string bit_rows(const CampaignOptions& options, const CampaignResult& result) {
  constexpr std::string_view kRow = "{:>4} {:<13} {:>8} {:>18} {:>9} {:>18} {:<16} {:>10}\n";
  std::string out = fmt::format(kRow, "bit", "class", "flips", "change a decision", "or detect",
                                "decisions changed", "", "detected");
  const auto share = [](std::int64_t part, std::int64_t whole) {
    return fmt::format("{:.4g} %", percent(part, whole));
  };
  for (std::uint32_t bit = bits_of(options.format); bit-- > 0;) {
    std::vector<TrialResult> some;
    std::copy_if(result.trials.begin(), result.trials.end(), std::back_inserter(some),
                 [bit](const TrialResult& t) { return t.bit == bit; });
    if (some.empty()) continue;
    const CampaignSums sums = sum_up(some, options.seed);
    const TrialResult& d = sums.decisions;
    out += fmt::format(kRow, bit, to_string(bit_class(options.format, bit)), sums.trials,
                       share(sums.critical_trials, sums.trials),
                       share(sums.harmed_trials, sums.trials), share(d.critical, d.decisions),
                       interval(sums.critical_share), share(d.due, d.decisions));
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
