#include "scenarios/site/site_verdict.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

/// Verdict and reasons, clause by clause; the worst one stands.
class Judgement {
 public:
  void share(const ShareEstimate& estimate, double required, std::string_view what) {
    const std::string figures =
        fmt::format("{} {}, at least {:.3f} %", what, percentage(estimate.hits, estimate.trials),
                    100 * estimate.lower);
    if (estimate.lower >= required) {
      add(Verdict::kMet, figures);
    } else if (estimate.trials > 0 && estimate.share() >= required) {
      add(Verdict::kNotShown,
          fmt::format("{} by {:.0f} independent observations", figures, estimate.effective));
    } else {
      add(Verdict::kMissed, figures);
    }
  }

  /// `noun` and `event` read "gap" and "of 10 s or more".
  void absent(std::int64_t events, bool observed, std::string_view noun, std::string_view event,
              Duration span) {
    if (!observed) return add(Verdict::kMissed, "too little was observed");
    if (events > 0) {
      return add(Verdict::kMissed,
                 fmt::format("{} {}{} {}", grouped(events), noun, events == 1 ? "" : "s", event));
    }
    const Duration between = Duration::from_seconds(span.seconds() / most_events_when_none_seen());
    add(Verdict::kMet, fmt::format("no {} {} in {}, so at most one in {}", noun, event,
                                   readable(span), readable(between)));
  }

  Verdict verdict() const { return verdict_; }
  const std::string& because() const { return because_; }

 private:
  void add(Verdict verdict, const std::string& reason) {
    verdict_ = std::max(verdict_, verdict);
    if (!because_.empty()) because_ += "; ";
    because_ += reason;
  }

  Verdict verdict_ = Verdict::kMet;
  std::string because_;
};

std::int64_t gaps_of(const std::vector<Duration>& gaps, Duration length) {
  return std::count_if(gaps.begin(), gaps.end(), [&](Duration gap) { return gap >= length; });
}

RequirementResult judge_coverage(const Requirement& requirement, const SiteQuestion& question,
                                 const CoverageFigures& coverage) {
  Judgement judgement;
  if (requirement.share) judgement.share(coverage.served, *requirement.share, "served");
  if (requirement.gap) {
    judgement.absent(gaps_of(coverage.gaps, *requirement.gap), true, "gap",
                     fmt::format("of {} or more", readable(*requirement.gap)), question.duration);
  }
  return {judgement.verdict(), Tier::kNone, judgement.because()};
}

RequirementResult judge_probe(const Requirement& requirement, const SiteQuestion& question,
                              const ProbeSeries& series) {
  const Duration deadline = question.deadline_of(requirement);
  const Time end = Time{} + question.duration;
  Judgement judgement;
  if (requirement.share) {
    judgement.share(share_within(series.results, deadline), *requirement.share, "in time");
  }
  if (requirement.firm) {
    const auto [m, k] = *requirement.firm;
    const WindowFigures windows = window_figures(series.results, deadline, m, k);
    judgement.absent(windows.failed, windows.windows > 0, "window",
                     fmt::format("of {} with fewer than {} in time", k, m), question.duration);
  }
  if (requirement.gap) {
    std::vector<Duration> gaps;
    for (const MissRun& run : miss_runs(series.results, deadline, end)) gaps.push_back(run.length);
    judgement.absent(gaps_of(gaps, *requirement.gap), !series.results.empty(), "gap",
                     fmt::format("of {} or more", readable(*requirement.gap)), question.duration);
  }
  return {judgement.verdict(), series.probe.tier, judgement.because()};
}

}  // namespace

RequirementResult judge(const Requirement& requirement, const SiteQuestion& question,
                        const CoverageFigures& coverage,
                        const std::vector<const ProbeSeries*>& probes) {
  if (requirement.workload.empty()) return judge_coverage(requirement, question, coverage);
  RequirementResult best{Verdict::kMissed, Tier::kNone, "its model fits no accelerator there"};
  double best_share = -1;
  for (const ProbeSeries* series : probes) {
    const bool asked = question.workloads[series->probe.workload].name == requirement.workload &&
                       (requirement.tier == Tier::kNone || requirement.tier == series->probe.tier);
    if (!asked) continue;
    const RequirementResult result = judge_probe(requirement, question, *series);
    const double share = share_within(series->results, question.deadline_of(requirement)).share();
    const bool better =
        result.verdict < best.verdict || (result.verdict == best.verdict && share > best_share);
    if (!better) continue;
    best = result;
    best_share = share;
  }
  return best;
}

}  // namespace orbitmesh
