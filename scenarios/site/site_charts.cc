#include "scenarios/site/site_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "scenarios/report/chart.h"
#include "scenarios/site/strip_chart.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kMostParts = 144;  // of a time line: 10 min each of a day
constexpr Duration kShortestPart = Duration::from_s(60);

/// Number of equal parts of a time line.
std::size_t parts_of(Duration span) {
  return static_cast<std::size_t>(std::clamp<std::int64_t>(span / kShortestPart, 1, kMostParts));
}

/// Which part of the time line an instant belongs to.
std::size_t part_of(Time at, Duration span) {
  const double parts = static_cast<double>(parts_of(span));
  return static_cast<std::size_t>(
      std::clamp(at.seconds() / span.seconds() * parts, 0.0, parts - 1));
}

Strip strip_of(std::string name, const std::vector<BlockCount>& parts) {
  Strip strip{std::move(name), {}};
  for (const BlockCount& part : parts) {
    strip.shares.push_back(part.trials == 0
                               ? std::optional<double>()
                               : static_cast<double>(part.hits) / static_cast<double>(part.trials));
  }
  return strip;
}

}  // namespace

std::string site_time_line(const SiteReportInput& input, std::size_t place) {
  const Duration span = input.question.duration;
  std::vector<BlockCount> served(parts_of(span));
  for (const SlotView& slot : input.as_is.places[place].slots) {
    BlockCount& part = served[part_of(slot.at, span)];
    ++part.trials;
    if (slot.served) ++part.hits;
  }
  std::vector<Strip> strips = {strip_of("a satellite serves", served)};
  for (const ProbeSeries& series : input.as_is.probes) {
    if (series.probe.place != place) continue;
    std::vector<BlockCount> met(parts_of(span));
    for (const ProbeResult& result : series.results) {
      BlockCount& part = met[part_of(result.issued, span)];
      ++part.trials;
      if (result.within(input.question.workloads[series.probe.workload].deadline)) ++part.hits;
    }
    strips.push_back(strip_of(probe_title(input.question, series.probe), met));
  }
  return strip_chart(strips, span);
}

std::string site_view_chart(const SiteReportInput& input, std::size_t place) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const Duration span = input.question.duration;
  const std::size_t parts = parts_of(span);
  std::vector<ChartPoint> least(parts, ChartPoint{0, kNone});
  std::vector<ChartPoint> most(parts, ChartPoint{0, kNone});
  for (const SlotView& slot : input.as_is.places[place].slots) {
    const std::size_t part = part_of(slot.at, span);
    const double count = static_cast<double>(slot.in_view);
    if (!(least[part].y <= count)) least[part].y = count;
    if (!(most[part].y >= count)) most[part].y = count;
  }
  for (std::size_t part = 0; part < parts; ++part) {
    least[part].x = most[part].x =
        static_cast<double>(part) / static_cast<double>(parts) * span.seconds() / 3600;
  }
  Chart chart;
  chart.x_title = "time [h]";
  chart.y_title = "satellites in view";
  chart.y_min = 0;
  chart.series = {{"most", most, ChartSeries::Style::kStep, 0},
                  {"least", least, ChartSeries::Style::kStep, 1}};
  return chart_svg(chart);
}

std::string site_round_trip_chart(const PlaceAssessment& place) {
  Chart chart = distribution_chart("round trip [ms]", "share of messages");
  for (const RoundTripFigures& figures : place.round_trips) {
    chart.series.push_back({figures.target == "orbit" ? "nearest in orbit" : figures.target,
                            distribution_curve(figures.ascending_ms), ChartSeries::Style::kLine,
                            std::nullopt});
  }
  return chart_svg(chart);
}

std::string site_gap_chart(const SiteReportInput& input, const PlaceAssessment& place) {
  Chart chart = distribution_chart("length of a gap [s]", "share of gaps");
  const auto add = [&](const std::string& name, std::vector<double> lengths) {
    if (lengths.empty()) return;
    std::sort(lengths.begin(), lengths.end());
    const std::string title = fmt::format("{} ({})", name, lengths.size());
    chart.series.push_back(
        {title, distribution_curve(lengths), ChartSeries::Style::kStep, chart.series.size()});
  };
  std::vector<double> unserved;
  for (const ServiceGap& gap : place.coverage.gaps) unserved.push_back(gap.length.seconds());
  add("no satellite", unserved);
  for (const TierFigures& tier : place.tiers) {
    if (tier.probe.tier == Tier::kLocal || tier.met.hits == 0) continue;
    std::vector<double> lengths;
    for (const MissRun& run : tier.runs) lengths.push_back(run.length.seconds());
    add(probe_title(input.question, tier.probe), lengths);
  }
  return chart_svg(chart);
}

}  // namespace orbitmesh
