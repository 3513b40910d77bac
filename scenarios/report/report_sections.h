#pragma once

#include <string>
#include <vector>

#include "scenarios/report/chart.h"
#include "scenarios/sqlite_reader.h"
#include "scenarios/stored_run.h"
#include "scenarios/world.h"

namespace orbitmesh {

/// What the sections of a report are made from.
struct ReportInput {
  const StoredRun& run;
  const SqliteReader& results;
  const Scenario& scenario;
  const World& world;

  /// Outages that took something down, as bands over the run's minutes.
  std::vector<ChartBand> outage_bands() const;
  double end_min() const { return scenario.run.duration.seconds() / 60; }
};

/// Each gives HTML with its heading, empty when the run has nothing of the kind.
std::string latency_section(const ReportInput& input);
std::string deadline_section(const ReportInput& input);
std::string placement_section(const ReportInput& input);
std::string server_section(const ReportInput& input);
std::string link_section(const ReportInput& input);
std::string handover_section(const ReportInput& input);
std::string power_section(const ReportInput& input);
std::string fault_section(const ReportInput& input);
std::string metric_section(const ReportInput& input);

}  // namespace orbitmesh
