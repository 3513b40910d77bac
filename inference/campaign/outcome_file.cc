#include "inference/campaign/outcome_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "core/config_reader.h"
#include "core/config_writer.h"
#include "core/error.h"
#include "core/toml_reader.h"
#include "core/version.h"

namespace orbitmesh {
namespace {

constexpr const char* kHeading =
    "# What wrong bits do to answers, written by 'orbitmesh faults campaign'; see\n"
    "# docs/models/fault-outcomes.md.\n\n";

struct OutcomeFile {
  std::vector<OutcomeSet> outcomes;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("outcome", outcomes, Spec<OutcomeSet>("what wrong bits do to answers"));
  }
};

/// A share with six digits behind the point, so that a file says no more than the counts.
double share(std::int64_t part, std::int64_t whole) {
  constexpr double kDigits = 1e6;
  return std::round(kDigits * static_cast<double>(part) / static_cast<double>(whole)) / kDigits;
}

std::string source_of(const DecisionTask& task, const CampaignOptions& options,
                      const CampaignResult& result) {
  constexpr std::size_t kShort = 16;
  return fmt::format(
      "orbitmesh {} faults campaign: {} (sha256 {}), {} flips {}, {} inputs, seed {}", version(),
      task.model, task.sha256.substr(0, kShort), result.trials.size(),
      options.each_bit ? "of each bit in turn" : "uniform over bits", result.inputs, options.seed);
}

OutcomeShares shares_of(const OutcomeSet& set, BitClass bits, const CampaignResult& result) {
  const CampaignSums sums = sum_up(trials_of(result, set.format, bits), 1);
  if (sums.trials == 0) {
    throw InputError(
        fmt::format("no flip hit the class '{}' of {}, so that there is no outcome to "
                    "write: try more flips, or --bits each",
                    to_string(bits), to_string(set.format)));
  }
  OutcomeShares shares;
  shares.bits = bits;
  shares.flips = sums.trials;
  shares.tolerable = share(sums.decisions.tolerable, sums.decisions.decisions);
  shares.critical = share(sums.decisions.critical, sums.decisions.decisions);
  shares.due = share(sums.decisions.due, sums.decisions.decisions);
  shares.critical_flips = share(sums.critical_trials, sums.trials);
  shares.due_flips = share(sums.due_trials, sums.trials);
  return shares;
}

bool is_about(const OutcomeSet& set, const CampaignOptions& options) {
  return set.place == options.place && set.format == options.format &&
         set.protection == options.protection;
}

OutcomeFile read_outcomes(const std::string& path) {
  OutcomeFile file;
  if (std::filesystem::exists(path)) read_section(read_toml_file(path), file);
  return file;
}

/// The set that a campaign of several flips belongs to.
OutcomeSet& set_of_single_flips(OutcomeFile& file, const std::string& path,
                                const CampaignOptions& options) {
  for (OutcomeSet& set : file.outcomes) {
    if (is_about(set, options)) return set;
  }
  throw InputError({path, 0, 0}, fmt::format("has no [[outcome]] of {} {}; write a campaign of "
                                             "single flips first",
                                             to_string(options.place), to_string(options.format)));
}

std::string part_of(const std::string& path) { return path + ".part"; }

void add_accumulated(OutcomeSet& set, const CampaignOptions& options,
                     const CampaignResult& result) {
  const TrialResult sum = sum_up(result.trials, 1).decisions;
  const AccumulatedShare added{options.upsets, share(sum.critical + sum.due, sum.decisions)};
  auto& shares = set.accumulated;
  shares.erase(std::remove_if(shares.begin(), shares.end(),
                              [&](const auto& s) { return s.upsets == added.upsets; }),
               shares.end());
  shares.insert(std::find_if(shares.begin(), shares.end(),
                             [&](const auto& s) { return s.upsets > added.upsets; }),
                added);
}

}  // namespace

OutcomeSet outcome_set(const DecisionTask& task, const CampaignOptions& options,
                       const CampaignResult& result) {
  OutcomeSet set;
  set.place = options.place;
  set.format = options.format;
  set.protection = options.protection;
  set.source = source_of(task, options, result);
  set.cost = std::round(1e4 * result.guard_cost) / 1e4;
  for (std::uint32_t bit = bits_of(options.format); bit-- > 0;) {
    const BitClass bits = bit_class(options.format, bit);
    if (!set.bits.empty() && set.bits.back().bits == bits) continue;
    set.bits.push_back(shares_of(set, bits, result));
  }
  return set;
}

void check_outcome_file(const std::string& path, const CampaignOptions& options) {
  OutcomeFile file = read_outcomes(path);
  if (options.upsets > 1) set_of_single_flips(file, path, options);
  const std::ofstream out(part_of(path), std::ios::binary);
  if (!out) throw RunError("cannot write " + path);
  std::filesystem::remove(part_of(path));
}

void write_outcomes(const std::string& path, const DecisionTask& task,
                    const CampaignOptions& options, const CampaignResult& result) {
  OutcomeFile file = read_outcomes(path);
  if (options.upsets > 1) {
    add_accumulated(set_of_single_flips(file, path, options), options, result);
  } else {
    OutcomeSet set = outcome_set(task, options, result);
    const auto known = std::find_if(file.outcomes.begin(), file.outcomes.end(),
                                    [&](const OutcomeSet& s) { return is_about(s, options); });
    if (known == file.outcomes.end()) {
      file.outcomes.push_back(std::move(set));
    } else {
      set.accumulated = std::move(known->accumulated);
      *known = std::move(set);
    }
  }
  const std::string part = part_of(path);
  std::ofstream out(part, std::ios::binary);
  out << kHeading << write_section(file);
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(part, path, error);
  if (!out || error) throw RunError("cannot write " + path);
}

}  // namespace orbitmesh
