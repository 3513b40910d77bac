#include "scenarios/site/site_verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

/// So that 99.9479 % does not read as more.
std::string rounded_down(double share) {
  return fmt::format("{:.3f} %", std::floor(1e5 * share) / 1e3);
}

/// Verdict and reasons, clause by clause; the worst one stands.
class Judgement {
 public:
  /// `confidence` of what it says, from an observation of `span`.
  Judgement(Duration span, double confidence) : span_(span), confidence_(confidence) {}

  void share(const ShareEstimate& estimate, double required, std::string_view what) {
    const std::string figures =
        fmt::format("{} {}, at least {}", what, percentage(estimate.hits, estimate.trials),
                    rounded_down(estimate.lower));
    if (estimate.trials == 0) {
      add(Verdict::kNotShown, "too little was observed");
    } else if (estimate.lower >= required) {
      add(Verdict::kMet, figures);
    } else if (estimate.share() >= required) {
      add(Verdict::kNotShown,
          fmt::format("{} by {:.0f} independent observations", figures, estimate.effective));
    } else {
      add(Verdict::kMissed, figures);
    }
  }

  /// Events that must not be; `open` ones might have been one. `noun` and `event` read "gap" and
  /// "of 10 s or more".
  void absent(std::int64_t events, std::int64_t open, std::string_view noun,
              std::string_view event) {
    if (events > 0) {
      return add(Verdict::kMissed,
                 fmt::format("{} {}{} {}", grouped(events), noun, events == 1 ? "" : "s", event));
    }
    const std::string none = fmt::format("no {} {} in {}", noun, event, readable(span_));
    if (open > 0) {
      return add(Verdict::kNotShown,
                 fmt::format("{}, but one reaches to its beginning or end", none));
    }
    if (span_ < kLeastSpanWithoutEvents) {
      return add(Verdict::kNotShown,
                 fmt::format("{}, which is less than {}", none, readable(kLeastSpanWithoutEvents)));
    }
    const double between_s = span_.seconds() / most_events_when_none_seen(confidence_);
    add(Verdict::kMet,
        fmt::format("{}, so at most one in {}", none,
                    readable(Duration::from_s(static_cast<std::int64_t>(between_s / 60) * 60))));
  }

  RequirementResult result(Tier tier) const { return {verdict_, tier, because_}; }

 private:
  void add(Verdict verdict, const std::string& reason) {
    verdict_ = std::max(verdict_, verdict);
    if (!because_.empty()) because_ += "; ";
    because_ += reason;
  }

  Duration span_;
  double confidence_;
  Verdict verdict_ = Verdict::kMet;
  std::string because_;
};

void judge_gaps(Judgement& judgement, const std::vector<ServiceGap>& gaps, Duration limit) {
  std::int64_t long_ones = 0;
  std::int64_t open = 0;
  for (const ServiceGap& gap : gaps) {
    if (gap.length >= limit) ++long_ones;
    if (gap.open) ++open;
  }
  judgement.absent(long_ones, open, "gap", fmt::format("of {} or more", readable(limit)));
}

RequirementResult judge_coverage(const Requirement& requirement, const SiteQuestion& question,
                                 const CoverageFigures& coverage) {
  Judgement judgement(question.duration, kSiteConfidence);
  if (requirement.share) judgement.share(coverage.served, *requirement.share, "served");
  if (requirement.gap) judge_gaps(judgement, coverage.gaps, *requirement.gap);
  return judgement.result(Tier::kNone);
}

RequirementResult judge_probe(const Requirement& requirement, const SiteQuestion& question,
                              const ProbeSeries& series, double confidence) {
  const Duration deadline = question.deadline_of(requirement);
  Judgement judgement(question.duration, confidence);
  if (requirement.share) {
    judgement.share(share_within(series.results, deadline, question.slots(), confidence),
                    *requirement.share, "in time");
  }
  if (requirement.firm) {
    const auto [m, k] = *requirement.firm;
    const WindowFigures windows = window_figures(series.results, deadline, m, k);
    judgement.absent(windows.failed, windows.windows == 0 ? 1 : 0, "window",
                     fmt::format("of {} with fewer than {} in time", k, m));
  }
  if (requirement.gap) {
    std::vector<ServiceGap> gaps;
    for (const MissRun& run : miss_runs(series.results, deadline, Time{} + question.duration)) {
      gaps.push_back({run.length, run.open});
    }
    judge_gaps(judgement, gaps, *requirement.gap);
  }
  return judgement.result(series.probe.tier);
}

}  // namespace

RequirementResult judge(const Requirement& requirement, const SiteQuestion& question,
                        const CoverageFigures& coverage,
                        const std::vector<const ProbeSeries*>& probes) {
  if (requirement.workload.empty()) return judge_coverage(requirement, question, coverage);
  std::vector<const ProbeSeries*> asked;
  for (const ProbeSeries* series : probes) {
    if (question.workloads[series->probe.workload].name != requirement.workload) continue;
    const bool tier = requirement.tier == Tier::kNone || requirement.tier == series->probe.tier;
    if (tier) asked.push_back(series);
  }
  // Bonferroni: the best of several tiers is taken, so each must be sure of more.
  const double confidence = 1 - (1 - kSiteConfidence) / std::max<double>(1, asked.size());
  RequirementResult best{Verdict::kMissed, Tier::kNone, "its model fits no accelerator there"};
  double best_share = -1;
  for (const ProbeSeries* series : asked) {
    const RequirementResult result = judge_probe(requirement, question, *series, confidence);
    const double share =
        share_within(series->results, question.deadline_of(requirement), question.slots()).share();
    const bool better =
        result.verdict < best.verdict || (result.verdict == best.verdict && share > best_share);
    if (!better) continue;
    best = result;
    best_share = share;
  }
  return best;
}

}  // namespace orbitmesh
