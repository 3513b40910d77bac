#include "scenarios/site/site_assessment.h"

#include <algorithm>

#include "scenarios/site/site_verdict.h"
#include "scenarios/statistics.h"

namespace orbitmesh {
namespace {

std::vector<Duration> ascending_latencies(const std::vector<ProbeResult>& results) {
  std::vector<Duration> latencies;
  for (const ProbeResult& result : results) {
    if (result.latency) latencies.push_back(*result.latency);
  }
  std::sort(latencies.begin(), latencies.end());
  return latencies;
}

std::optional<Duration> quantile(const std::vector<Duration>& ascending, Percentile percentile) {
  if (ascending.empty()) return std::nullopt;
  const std::int64_t rank = nearest_rank(percentile, static_cast<std::int64_t>(ascending.size()));
  return ascending[static_cast<std::size_t>(rank - 1)];
}

Quantiles quantiles(const std::vector<Duration>& ascending) {
  return {quantile(ascending, Percentile{100}), quantile(ascending, kP50),
          quantile(ascending, kP90), quantile(ascending, kP99)};
}

std::vector<ProbeResult> first_span(const std::vector<ProbeResult>& results, Duration span) {
  const auto end = std::partition_point(
      results.begin(), results.end(),
      [&](const ProbeResult& result) { return result.issued < Time{} + span; });
  return {results.begin(), end};
}

CoverageFigures coverage_of(const std::vector<SlotView>& slots, Time end) {
  CoverageFigures figures;
  std::vector<BlockCount> served;
  const Time begin = slots.empty() ? end : slots.front().at;
  Time served_until = begin;
  const auto close_gap = [&](Time at) {
    if (served_until < at) {
      figures.gaps.push_back({at - served_until, served_until == begin || at == end});
    }
  };
  double in_view = 0;
  for (const SlotView& slot : slots) {
    served.push_back({1, slot.served ? 1 : 0});
    in_view += static_cast<double>(slot.in_view);
    figures.least_in_view =
        served.size() == 1 ? slot.in_view : std::min(figures.least_in_view, slot.in_view);
    if (!slot.served) continue;
    close_gap(slot.at);
    served_until = slot.at + SlotClock::kSlot;
  }
  close_gap(end);
  std::sort(figures.gaps.begin(), figures.gaps.end(),
            [](const ServiceGap& a, const ServiceGap& b) { return a.length < b.length; });
  figures.served = estimate_share(served);
  if (!slots.empty()) figures.mean_in_view = in_view / static_cast<double>(slots.size());
  return figures;
}

class PlaceAssessor {
 public:
  PlaceAssessor(const SiteQuestion& question, const SiteMeasurements& measurements,
                const ProfileLibrary& library, std::size_t place)
      : question_(question), measurements_(measurements), library_(library), place_(place) {}

  PlaceAssessment assess() const {
    PlaceAssessment result;
    const PlaceMeasurement& place = as_is().places[place_];
    result.coverage = coverage_of(place.slots, Time{} + question_.duration);
    for (std::size_t target = 0; target < place.round_trips.size(); ++target) {
      result.round_trips.push_back(round_trip(target));
    }
    std::vector<const ProbeSeries*> probes;
    for (std::size_t i = 0; i < as_is().probes.size(); ++i) {
      if (as_is().probes[i].probe.place != place_) continue;
      probes.push_back(&as_is().probes[i]);
      result.tiers.push_back(tier(i));
    }
    for (std::size_t w = 0; w < question_.workloads.size(); ++w) {
      result.autonomy.push_back(autonomy(w, result.tiers));
    }
    for (const Requirement& requirement : question_.requirements) {
      result.requirements.push_back(judge(requirement, question_, result.coverage, probes));
    }
    return result;
  }

 private:
  const SiteMeasurement& as_is() const { return measurement(SiteVariant::kAsIs); }
  const SiteMeasurement& measurement(SiteVariant variant) const {
    return measurements_[static_cast<std::size_t>(variant)];
  }

  RoundTripFigures round_trip(std::size_t target) const {
    const RoundTripSeries& series = as_is().places[place_].round_trips[target];
    const RoundTripSeries& half =
        measurement(SiteVariant::kHalfAccess).places[place_].round_trips[target];
    const std::vector<Duration> rtts = ascending_latencies(series.results);
    RoundTripFigures figures;
    figures.target = series.target;
    figures.sent = static_cast<std::int64_t>(series.results.size());
    figures.answered = static_cast<std::int64_t>(rtts.size());
    figures.rtt = quantiles(rtts);
    figures.p50_in_span =
        quantile(ascending_latencies(first_span(series.results, kSiteVariantSpan)), kP50);
    figures.p50_half_access = quantile(ascending_latencies(half.results), kP50);
    for (const Duration rtt : rtts) figures.ascending_ms.push_back(rtt.milliseconds());
    return figures;
  }

  TierFigures tier(std::size_t index) const {
    const ProbeSeries& series = as_is().probes[index];
    const SiteWorkload& workload = question_.workloads[series.probe.workload];
    TierFigures figures;
    figures.probe = series.probe;
    figures.met = share_within(series.results, workload.deadline, question_.slots());
    figures.latency = quantiles(ascending_latencies(series.results));
    figures.runs = miss_runs(series.results, workload.deadline, Time{} + question_.duration);
    for (const MissRun& run : figures.runs) {
      figures.longest_run = std::max(figures.longest_run, run.misses);
      figures.longest_gap = std::max(figures.longest_gap, run.length);
    }
    figures.of_ten = window_figures(series.results, workload.deadline, 10, 10);
    const std::vector<Duration> ages = peak_ages(series.results);
    figures.age_p99 = quantile(ages, kP99);
    if (!ages.empty()) figures.age_max = ages.back();
    figures.rate = sustainable_rate(workload, series.probe.tier, library_);
    figures.energy_j = series.energy_j;
    figures.variants = variants(index, workload.deadline);
    return figures;
  }

  std::vector<VariantFigures> variants(std::size_t index, Duration deadline) const {
    std::vector<VariantFigures> figures;
    for (const auto& [variant, name] : enum_names(SiteVariant{})) {
      std::vector<ProbeResult> results = measurement(variant).probes[index].results;
      if (variant == SiteVariant::kAsIs) results = first_span(results, kSiteVariantSpan);
      figures.push_back({variant, share_within(results, deadline, question_.slots()),
                         quantile(ascending_latencies(results), kP50)});
    }
    return figures;
  }

  Autonomy autonomy(std::size_t workload, const std::vector<TierFigures>& tiers) const {
    Autonomy result;
    result.workload = workload;
    result.longest_gap = question_.duration;
    double best = 0;
    for (const TierFigures& figures : tiers) {
      const bool remote = figures.probe.tier != Tier::kLocal;
      if (!remote || figures.probe.workload != workload || figures.met.share() <= best) continue;
      best = figures.met.share();
      result.tier = figures.probe.tier;
      result.longest_gap = figures.longest_gap;
    }
    result.longer_per_day = most_events_when_none_seen() * kDay_s / question_.duration.seconds();
    return result;
  }

  const SiteQuestion& question_;
  const SiteMeasurements& measurements_;
  const ProfileLibrary& library_;
  std::size_t place_;
};

}  // namespace

ShareEstimate share_within(const std::vector<ProbeResult>& results, Duration deadline,
                           const SlotClock& clock, double confidence) {
  std::vector<BlockCount> slots;
  for (const ProbeResult& result : results) {
    const auto slot = static_cast<std::size_t>(clock.slot_at(result.issued));
    if (slots.size() <= slot) slots.resize(slot + 1);
    ++slots[slot].trials;
    if (result.within(deadline)) ++slots[slot].hits;
  }
  return estimate_share(slots, confidence);
}

std::vector<PlaceAssessment> assess_site(const SiteQuestion& question,
                                         const SiteMeasurements& measurements,
                                         const ProfileLibrary& library) {
  std::vector<PlaceAssessment> places;
  for (std::size_t place = 0; place < question.places.size(); ++place) {
    places.push_back(PlaceAssessor(question, measurements, library, place).assess());
  }
  return places;
}

bool all_met(const std::vector<PlaceAssessment>& places) {
  return std::all_of(places.begin(), places.end(), [](const PlaceAssessment& place) {
    return std::all_of(
        place.requirements.begin(), place.requirements.end(),
        [](const RequirementResult& result) { return result.verdict == Verdict::kMet; });
  });
}

}  // namespace orbitmesh
