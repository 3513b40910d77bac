#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mesh/slot_clock.h"
#include "scenarios/site/miss_runs.h"
#include "scenarios/site/share_estimate.h"
#include "scenarios/site/site_measurement.h"
#include "scenarios/site/sustainable_rate.h"

namespace orbitmesh {

/// A span without service.
struct ServiceGap {
  Duration length;
  bool open = false;  ///< it touches the beginning or the end, and may have been longer
};

/// Time with and without a serving satellite, counted in slots of 15 s.
struct CoverageFigures {
  ShareEstimate served;
  std::vector<ServiceGap> gaps;  ///< by length, ascending
  double mean_in_view = 0;       ///< satellites that might serve
  std::int64_t least_in_view = 0;

  Duration longest_gap() const { return gaps.empty() ? Duration() : gaps.back().length; }
};

/// Quantiles by nearest rank; empty where there is no value.
struct Quantiles {
  std::optional<Duration> p10;
  std::optional<Duration> p50;
  std::optional<Duration> p90;
  std::optional<Duration> p99;
};

struct RoundTripFigures {
  std::string target;
  std::int64_t sent = 0;
  std::int64_t answered = 0;
  Quantiles rtt;
  /// The same over the first kSiteVariantSpan, beside the median with half of the access delay on
  /// the user link.
  std::optional<Duration> p50_in_span;
  std::optional<Duration> p50_half_access;
  std::vector<double> ascending_ms;  ///< for a chart
};

/// How a variant changed one probe over the span that it covers.
struct VariantFigures {
  SiteVariant variant = SiteVariant::kAsIs;
  ShareEstimate met;
  std::optional<Duration> p50;
};

/// One workload on one tier at one place.
struct TierFigures {
  SiteProbe probe;
  ShareEstimate met;  ///< answered within the workload's deadline
  Quantiles latency;  ///< of answers, late ones included
  std::vector<MissRun> runs;
  std::int64_t longest_run = 0;  ///< consecutive requests missed
  WindowFigures of_ten;          ///< of 10 consecutive requests
  Duration longest_gap;          ///< greatest MissRun::length
  std::optional<Duration> age_p99;
  std::optional<Duration> age_max;
  SustainableRate rate;
  double energy_j = 0;
  std::vector<VariantFigures> variants;  ///< kAsIs over the same span first
};

/// How long the robot must be able to do a workload alone.
struct Autonomy {
  std::size_t workload = 0;  ///< index in SiteQuestion::workloads
  Tier tier = Tier::kNone;   ///< the remote tier that met the most deadlines; kNone: none met any
  Duration longest_gap;      ///< that was seen
  /// Greatest mean number a day of longer ones, at 95 % confidence, since none was seen.
  double longer_per_day = 0;
};

/// How a requirement came out.
enum class Verdict {
  kMet,       ///< shown at 95 % confidence
  kNotShown,  ///< held, but too few independent observations show that it will
  kMissed,    ///< did not hold
};

constexpr std::array<EnumName<Verdict>, 3> enum_names(Verdict) {
  return {
      {{Verdict::kMet, "met"}, {Verdict::kNotShown, "not shown"}, {Verdict::kMissed, "missed"}}};
}

struct RequirementResult {
  Verdict verdict = Verdict::kMissed;
  Tier tier = Tier::kNone;  ///< that does best; kNone: of the coverage, or there is no such tier
  std::string because;      ///< figures behind it, in words
};

/// Everything about one place.
struct PlaceAssessment {
  CoverageFigures coverage;
  std::vector<RoundTripFigures> round_trips;
  std::vector<TierFigures> tiers;               ///< the place's probes
  std::vector<Autonomy> autonomy;               ///< one for each workload
  std::vector<RequirementResult> requirements;  ///< one for each of the question
};

/// Result of measuring each variant, by SiteVariant's order.
using SiteMeasurements = std::vector<SiteMeasurement>;

/// Works out the places' figures and verdicts. `measurements` has one entry for each SiteVariant.
std::vector<PlaceAssessment> assess_site(const SiteQuestion& question,
                                         const SiteMeasurements& measurements,
                                         const ProfileLibrary& library);

/// Whether every requirement is met at every place.
bool all_met(const std::vector<PlaceAssessment>& places);

/// Share of probes within `deadline`, by the slots of their issue.
ShareEstimate share_within(const std::vector<ProbeResult>& results, Duration deadline,
                           const SlotClock& clock, double confidence = kSiteConfidence);

}  // namespace orbitmesh
