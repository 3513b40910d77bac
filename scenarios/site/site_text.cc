#include <fmt/format.h>

#include <cmath>

#include "scenarios/site/site_report.h"
#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

std::string ms(const std::optional<Duration>& span) {
  return span ? readable_ms(*span) : std::string("-");
}

std::string span_text(const std::optional<Duration>& span) {
  return span ? readable(*span) : std::string("-");
}

std::string percent(double share) {
  // The nearest step that does not read as certain unless it is.
  if (share >= 1) return "100 %";
  if (share >= 0.9999) return fmt::format("{:.3f} %", std::floor(share * 1e5) / 1e3);
  return fmt::format("{:.2f} %", std::floor(share * 1e4) / 1e2);
}

std::string coverage_table(const SiteReportInput& input) {
  std::string text = fmt::format("{:<22} {:>10} {:>11} {:>6} {:>12} {:>14}\n", "Coverage", "served",
                                 "at least", "gaps", "longest", "in view");
  text += fmt::format("{:>80}\n", "mean / least");
  for (std::size_t p = 0; p < input.places.size(); ++p) {
    const CoverageFigures& coverage = input.places[p].coverage;
    text +=
        fmt::format("  {:<20} {:>10} {:>11} {:>6} {:>12} {:>14}\n", input.question.places[p].name,
                    share_text(coverage.served), bound_text(coverage.served), coverage.gaps.size(),
                    coverage.gaps.empty() ? "-" : readable(coverage.longest_gap()),
                    fmt::format("{:.1f} / {}", coverage.mean_in_view, coverage.least_in_view));
  }
  return text;
}

std::string round_trip_table(const SiteReportInput& input) {
  std::string text = fmt::format("\n{:<38} {:>8} {:>8} {:>8} {:>8}  {}\n", "Round trip [ms]", "p10",
                                 "p50", "p90", "p99", "p50 at access share 1 and 0.5");
  for (std::size_t p = 0; p < input.places.size(); ++p) {
    for (const RoundTripFigures& figures : input.places[p].round_trips) {
      if (figures.answered == 0) continue;
      const std::string target = figures.target == "orbit" ? "nearest in orbit" : figures.target;
      text += fmt::format("  {:<14} {:<21} {:>8} {:>8} {:>8} {:>8}  {} and {}\n",
                          input.question.places[p].name, target, ms(figures.rtt.p10),
                          ms(figures.rtt.p50), ms(figures.rtt.p90), ms(figures.rtt.p99),
                          ms(figures.p50_in_span), ms(figures.p50_half_access));
    }
  }
  return text;
}

std::string limit_text(const SustainableRate& rate) {
  return fmt::format("{} ({})", readable_factor(rate.per_s), to_string(rate.limit));
}

std::string tier_row(const SiteReportInput& input, std::size_t place, const TierFigures& tier) {
  return fmt::format(
      "  {:<14} {:<16} {:>9} {:>9} {:>8} {:>8} {:>7} {:>7} {:>10} {:>10}  {}\n",
      input.question.places[place].name, probe_title(input.question, tier.probe),
      share_text(tier.met), bound_text(tier.met), ms(tier.latency.p50), ms(tier.latency.p99),
      tier.longest_run, tier.of_ten.windows == 0 ? "-" : std::to_string(tier.of_ten.least),
      tier.longest_run == 0 ? "-" : readable(tier.longest_gap), span_text(tier.age_p99),
      limit_text(tier.rate) + (tier.met.hits == 0 ? "" : fmt::format(", {:.3g} J", tier.energy_j)));
}

std::string workload_table(const SiteReportInput& input) {
  std::string text =
      fmt::format("\n{:<31} {:>11} {:>9} {:>8} {:>8} {:>7} {:>7} {:>10} {:>10}  {}\n",
                  "Workload on tier", "in time", "at least", "p50 [ms]", "p99 [ms]", "misses",
                  "of 10", "longest", "age of", "sustainable [1/s]");
  text += fmt::format("{:<31} {:>11} {:>9} {:>8} {:>8} {:>7} {:>7} {:>10} {:>10}  {}\n", "", "", "",
                      "", "", "in row", "least", "gap", "answers", "energy of an answer");
  for (std::size_t p = 0; p < input.places.size(); ++p) {
    for (const TierFigures& tier : input.places[p].tiers) text += tier_row(input, p, tier);
  }
  return text;
}

std::string variant_table(const SiteReportInput& input) {
  std::string text = fmt::format(
      "\nIn time over the first {}, beside the same time in other "
      "conditions\n{:<31}",
      readable(site_variant_span(input.question, SiteVariant::kRain)), "");
  for (const auto& [variant, name] : enum_names(SiteVariant{}))
    text += fmt::format(" {:>13}", name);
  text += "\n";
  for (std::size_t p = 0; p < input.places.size(); ++p) {
    for (const TierFigures& tier : input.places[p].tiers) {
      if (tier.probe.tier == Tier::kLocal) continue;
      text += fmt::format("  {:<14} {:<14}", input.question.places[p].name,
                          probe_title(input.question, tier.probe));
      for (const VariantFigures& figures : tier.variants) {
        text += fmt::format(" {:>13}", share_text(figures.met));
      }
      text += "\n";
    }
  }
  return text;
}

std::string autonomy_table(const SiteReportInput& input) {
  std::string text =
      "\nAutonomy: what the robot must be able to do alone, and how often more at 95 %\n";
  for (std::size_t p = 0; p < input.places.size(); ++p) {
    for (const Autonomy& autonomy : input.places[p].autonomy) {
      text += fmt::format("  {:<14} {}\n", input.question.places[p].name,
                          autonomy_text(input.question, autonomy));
    }
  }
  return text;
}

std::string requirement_table(const SiteReportInput& input) {
  if (input.question.requirements.empty()) return {};
  std::string text = "\nRequirements\n";
  for (std::size_t r = 0; r < input.question.requirements.size(); ++r) {
    text += "  " + input.question.requirements[r].text + "\n";
    for (std::size_t p = 0; p < input.places.size(); ++p) {
      const RequirementResult& result = input.places[p].requirements[r];
      const std::string tier =
          result.tier == Tier::kNone ? "" : fmt::format("{}: ", tier_title(result.tier));
      text += fmt::format("    {:<14} {:<10} {}{}\n", input.question.places[p].name,
                          to_string(result.verdict), tier, result.because);
    }
  }
  return text;
}

}  // namespace

std::string place_coordinates(Geodetic place) {
  const double lat = place.lat_rad / kDegree;
  const double lon = place.lon_rad / kDegree;
  return fmt::format("{:.2f} {}, {:.2f} {}", std::fabs(lat), lat < 0 ? "S" : "N", std::fabs(lon),
                     lon < 0 ? "W" : "E");
}

std::string share_text(const ShareEstimate& estimate) {
  return estimate.trials == 0 ? "-" : percent(estimate.share());
}

std::string bound_text(const ShareEstimate& estimate) {
  return estimate.trials == 0 ? "-" : percent(estimate.lower);
}

std::string probe_title(const SiteQuestion& question, const SiteProbe& probe) {
  const std::string& workload = question.workloads[probe.workload].name;
  if (probe.tier == Tier::kLocal) return workload + " on board";
  return fmt::format("{} {} {}", workload, probe.tier == Tier::kSatellite ? "in" : "on",
                     tier_title(probe.tier));
}

std::string autonomy_text(const SiteQuestion& question, const Autonomy& autonomy) {
  const std::string& workload = question.workloads[autonomy.workload].name;
  if (autonomy.tier == Tier::kNone) {
    return workload + ": all of it, always; no remote tier meets the deadline";
  }
  const bool none = autonomy.longest_gap == Duration();
  return fmt::format("{}: {}; {} at most {:.3g} times a day", workload,
                     none ? fmt::format("no gap of {} was seen", tier_title(autonomy.tier))
                          : fmt::format("{} without {}", readable(autonomy.longest_gap),
                                        tier_title(autonomy.tier)),
                     none ? "gaps" : "longer gaps", autonomy.longer_per_day);
}

std::string site_text(const SiteReportInput& input) {
  const SiteQuestion& question = input.question;
  std::string text =
      fmt::format("{}, {} from {}, seed {}; \"at least\" is a lower bound at 95 %\n",
                  question.preset, readable(question.duration), question.epoch, question.seed);
  for (const SitePlace& place : question.places) {
    text += fmt::format("  {:<14} {}\n", place.name, place_coordinates(place.location));
  }
  return text + "\n" + coverage_table(input) + round_trip_table(input) + workload_table(input) +
         variant_table(input) + autonomy_table(input) + requirement_table(input);
}

}  // namespace orbitmesh
