#include <fmt/format.h>

#include "core/version.h"
#include "scenarios/report/chart_style.h"
#include "scenarios/report/html_escaped.h"
#include "scenarios/report/world_map.h"
#include "scenarios/sections/access_section.h"
#include "scenarios/site/site_charts.h"
#include "scenarios/site/site_report.h"
#include "scenarios/site/sky_plot.h"
#include "scenarios/site/strip_chart.h"
#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kDatacenterColour = 1;

constexpr const char* kPageStyle = R"(body { margin: 0 auto; max-width: 1100px; padding: 12px;
  font: 15px/1.45 system-ui, sans-serif; color: var(--text); background: var(--page); }
h1 { font-size: 1.5em; margin: .3em 0; } h2 { margin: 1.6em 0 .3em; border-bottom: 1px solid var(--line); }
h3 { margin: 1em 0 .2em; } p { margin: .3em 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13.5px; }
td, th { padding: 2px 10px 2px 0; text-align: left; vertical-align: top; white-space: nowrap; }
.verdict { display: grid; grid-template-columns: 7em 5.5em 1fr; gap: 6px; }
ul { margin: .3em 0; padding-left: 1.3em; }
.wide { overflow-x: auto; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 12px; }
.skyplot { max-width: 380px; display: block; margin: 0 auto; } .sky { fill: var(--s0); }
.good { color: var(--s2); font-weight: 600; } .bad { color: var(--s1); font-weight: 600; }
.none { font-style: italic; }
)";

std::string ms(const std::optional<Duration>& span) {
  return span ? readable_ms(*span) : std::string("-");
}

std::string row(const std::vector<std::string>& cells, const char* tag = "td") {
  std::string html = "<tr>";
  for (const std::string& cell : cells) html += fmt::format("<{0}>{1}</{0}>", tag, cell);
  return html + "</tr>\n";
}

std::string table(const std::vector<std::string>& head, const std::string& rows) {
  return "<div class=\"wide\"><table>\n" + row(head, "th") + rows + "</table></div>\n";
}

std::string facts(const SiteReportInput& input) {
  const SiteQuestion& question = input.question;
  return fmt::format(
      "<h1>What a robot can count on</h1>\n<p>{}, {} from {}, seed {}; orbitmesh {}. \"At least\" "
      "is a lower bound at 95 % confidence.</p>\n",
      html_escaped(question.preset), readable(question.duration), question.epoch, question.seed,
      version());
}

std::string requirement_section(const SiteReportInput& input) {
  std::string html;
  for (std::size_t r = 0; r < input.question.requirements.size(); ++r) {
    html += "<h3>" + html_escaped(input.question.requirements[r].text) + "</h3>\n";
    for (std::size_t p = 0; p < input.places.size(); ++p) {
      const RequirementResult& result = input.places[p].requirements[r];
      html += fmt::format(
          "<p class=\"verdict\"><span>{}</span><b class=\"{}\">{}</b><span>{}{}</span></p>\n",
          html_escaped(input.question.places[p].name),
          result.verdict == Verdict::kMet ? "good" : "bad", to_string(result.verdict),
          result.tier == Tier::kNone ? "" : fmt::format("{}: ", tier_title(result.tier)),
          html_escaped(result.because));
    }
  }
  return html.empty() ? html : "<h2>Requirements</h2>\n" + html;
}

/// The tier that meets the most deadlines of a workload; null when there is none.
const TierFigures* best_tier(const PlaceAssessment& place, std::size_t workload) {
  const TierFigures* best = nullptr;
  for (const TierFigures& tier : place.tiers) {
    if (tier.probe.workload != workload) continue;
    if (best == nullptr || tier.met.share() > best->met.share()) best = &tier;
  }
  return best;
}

std::string comparison_section(const SiteReportInput& input) {
  std::vector<std::string> head = {"site", "place", "served", "longest gap", "round trip to orbit"};
  for (const SiteWorkload& workload : input.question.workloads) {
    head.push_back(fmt::format("{} in {}", workload.name, readable(workload.deadline)));
  }
  std::string rows;
  for (std::size_t p = 0; p < input.places.size(); ++p) {
    const PlaceAssessment& place = input.places[p];
    const SitePlace& where = input.question.places[p];
    std::vector<std::string> cells = {
        where.name, place_coordinates(where.location), share_text(place.coverage.served),
        place.coverage.gaps.empty() ? "-" : readable(place.coverage.longest_gap()),
        place.round_trips.front().answered == 0
            ? "-"
            : fmt::format("{} ms, p99 {} ms", ms(place.round_trips.front().rtt.p50),
                          ms(place.round_trips.front().rtt.p99))};
    for (std::size_t w = 0; w < input.question.workloads.size(); ++w) {
      const TierFigures* best = best_tier(place, w);
      cells.push_back(
          best == nullptr || best->met.hits == 0
              ? "nowhere"
              : fmt::format("{}, {}", share_text(best->met), tier_title(best->probe.tier)));
    }
    rows += row(cells);
  }
  return "<h2>Sites</h2>\n" + table(head, rows);
}

std::string map_section(const SiteReportInput& input) {
  const auto point = [](const std::string& name, Geodetic at) {
    return MapPoint{at.lat_rad / kDegree, at.lon_rad / kDegree, name};
  };
  MapLayer gateways{"gateways", {}, 7};
  for (const KnownGateway& gateway : input.ground.gateways) {
    gateways.points.push_back(point(gateway.name, gateway.location.geodetic()));
  }
  MapLayer datacenters{"datacenters", {}, kDatacenterColour};
  for (const KnownDatacenter& datacenter : input.ground.datacenters) {
    datacenters.points.push_back(point(datacenter.name, datacenter.location.geodetic()));
  }
  MapLayer sites{"sites", {}, 0};
  for (const SitePlace& place : input.question.places) {
    sites.points.push_back(point(place.name, place.location));
  }
  return world_map_svg({gateways, datacenters, sites}, {});
}

std::string tier_table(const SiteReportInput& input, const PlaceAssessment& place) {
  std::string rows;
  for (const TierFigures& tier : place.tiers) {
    rows +=
        row({probe_title(input.question, tier.probe), share_text(tier.met), bound_text(tier.met),
             ms(tier.latency.p50), ms(tier.latency.p99), std::to_string(tier.longest_run),
             tier.of_ten.windows == 0 ? "-" : std::to_string(tier.of_ten.least),
             tier.longest_run == 0 ? "-" : readable(tier.longest_gap),
             tier.age_p99 ? readable(*tier.age_p99) : "-",
             fmt::format("{} ({})", readable_factor(tier.rate.per_s), to_string(tier.rate.limit)),
             tier.met.hits == 0 ? "-" : fmt::format("{:.3g}", tier.energy_j)});
  }
  return "<h3>Workloads by tier</h3>\n" +
         table({"workload", "in time", "at least", "p50 [ms]", "p99 [ms]", "misses in a row",
                "least of 10", "longest gap", "age p99", "sustainable [1/s]", "energy [J]"},
               rows);
}

std::string variant_table(const SiteReportInput& input, const PlaceAssessment& place) {
  std::vector<std::string> head = {"in time"};
  for (const auto& [variant, name] : enum_names(SiteVariant{})) head.emplace_back(name);
  std::string rows;
  for (const TierFigures& tier : place.tiers) {
    if (tier.probe.tier == Tier::kLocal) continue;
    std::vector<std::string> cells = {probe_title(input.question, tier.probe)};
    for (const VariantFigures& figures : tier.variants) {
      cells.push_back(figures.p50 ? fmt::format("{}, p50 {} ms", share_text(figures.met),
                                                readable_ms(*figures.p50))
                                  : share_text(figures.met));
    }
    rows += row(cells);
  }
  return fmt::format(
             "<h3>Other conditions, over the first {}</h3>\n"
             "<p>Gateway-lost: the nearest gateways of all places are down at once.</p>\n",
             readable(site_variant_span(input.question, SiteVariant::kRain))) +
         table(head, rows);
}

std::string autonomy_list(const SiteReportInput& input, const PlaceAssessment& place) {
  std::string html =
      "<h3>Autonomy</h3>\n<p>What the robot must be able to do alone, and how often more at 95 % "
      "confidence.</p>\n<ul>\n";
  for (const Autonomy& autonomy : place.autonomy) {
    html += "<li>" + html_escaped(autonomy_text(input.question, autonomy)) + "</li>\n";
  }
  return html + "</ul>\n";
}

std::string charts(const SiteReportInput& input, std::size_t place) {
  return "<div class=\"pair\">\n<div><h3>Where the serving satellites stood</h3>\n" +
         sky_plot_svg(input.as_is.places[place].slots, AccessSection{}.min_elevation.si) +
         "</div>\n<div><h3>Satellites in view</h3>\n" + site_view_chart(input, place) +
         "</div>\n<div><h3>Round trips</h3>\n" + site_round_trip_chart(input.places[place]) +
         "</div>\n<div><h3>Gaps</h3>\n" + site_gap_chart(input, input.places[place]) +
         "</div>\n</div>\n";
}

std::string place_section(const SiteReportInput& input, std::size_t place) {
  const PlaceAssessment& assessment = input.places[place];
  const SitePlace& where = input.question.places[place];
  const KnownGateway& gateway = input.ground.nearest_gateway(where.location);
  std::string html = fmt::format(
      "<h2>{}</h2>\n<p>{}; served {} of the time, at least {}; {:.1f} satellites in view on "
      "average; nearest gateway {}, {:.0f} km.</p>\n",
      html_escaped(where.name), place_coordinates(where.location),
      share_text(assessment.coverage.served), bound_text(assessment.coverage.served),
      assessment.coverage.mean_in_view, html_escaped(gateway.name),
      great_circle_distance_m(where.location, gateway.location.geodetic()) / 1e3);
  html += "<h3>Time line</h3>\n" + site_time_line(input, place);
  html += assessment.coverage.served.hits > 0
              ? charts(input, place)
              : "<p class=\"none\">No satellite ever serves this place.</p>\n";
  return html + tier_table(input, assessment) + variant_table(input, assessment) +
         autonomy_list(input, assessment);
}

}  // namespace

std::string site_page(const SiteReportInput& input) {
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>orbitmesh site</title>\n"
      "<style>\n";
  html += kPageStyle + chart_style() + strip_style() + "</style>\n</head>\n<body>\n" +
          facts(input) + requirement_section(input) + comparison_section(input) +
          map_section(input);
  for (std::size_t place = 0; place < input.places.size(); ++place) {
    html += place_section(input, place);
  }
  return html + "</body>\n</html>\n";
}

}  // namespace orbitmesh
