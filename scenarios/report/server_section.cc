#include <fmt/format.h>

#include <map>

#include "scenarios/report/report_sections.h"

namespace orbitmesh {
namespace {

/// A kind's nodes at every sample.
struct KindLoad {
  ChartSeries busiest;
  ChartSeries mean;
  ChartSeries queue;
};

std::map<std::string, KindLoad> loads_by_kind(const SqliteReader& results) {
  std::map<std::string, KindLoad> kinds;
  SelectStatement rows(results,
                       "SELECT n.kind, s.at_ns, max(s.busy_share), avg(s.busy_share), "
                       "max(s.queue_peak) FROM node_sample s JOIN node n USING (node_id) GROUP BY "
                       "n.kind, s.at_ns ORDER BY n.kind, s.at_ns");
  while (rows.next()) {
    KindLoad& load = kinds[rows.text(0)];
    const double minute = static_cast<double>(rows.integer(1)) / 60e9;
    load.busiest.points.push_back({minute, rows.real(2)});
    load.mean.points.push_back({minute, rows.real(3)});
    load.queue.points.push_back({minute, rows.real(4)});
  }
  return kinds;
}

}  // namespace

std::string server_section(const ReportInput& input) {
  std::map<std::string, KindLoad> kinds = loads_by_kind(input.results);
  if (kinds.empty()) return {};
  Chart busy;
  busy.x_title = "simulated time [min]";
  busy.y_title = "busy share";
  busy.y_min = 0;
  busy.y_max = 1;
  Chart queue;
  queue.x_title = busy.x_title;
  queue.y_title = "longest queue";
  queue.y_min = 0;
  std::size_t colour = 0;
  for (auto& [kind, load] : kinds) {
    load.busiest.name = kind + ", busiest";
    load.mean.name = kind + ", mean";
    load.queue.name = kind;
    load.busiest.colour = load.queue.colour = colour;
    load.mean.colour = colour + 4;
    ++colour;
    busy.series.push_back(std::move(load.busiest));
    busy.series.push_back(std::move(load.mean));
    queue.series.push_back(std::move(load.queue));
  }
  return "<h2>Servers</h2>\n<div class=\"pair\">\n" + chart_svg(busy) + chart_svg(queue) +
         "</div>\n";
}

}  // namespace orbitmesh
