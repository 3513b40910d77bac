#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "scenarios/run_record.h"

namespace orbitmesh {

/// What the access scheduler did to one terminal.
struct TerminalMetrics {
  NodeId terminal;
  std::int64_t handovers = 0;  ///< changes from one serving satellite to another
  std::int64_t outages = 0;    ///< times that no satellite was in view any more
  Duration pause_p50;          ///< nearest rank over slot edges with a pause; 0 without any
  Duration pause_max;
};

/// Totals of one link, or of one kind of links, over the run.
struct LinkMetrics {
  std::string link;
  std::int64_t packets = 0;
  Bytes sent;
  double utilisation_mean = 0;  ///< over the samples, in [0, 1]
  double utilisation_peak = 0;
  Bytes queue_peak;
  std::int64_t drops_queue = 0;
  std::int64_t drops_cut = 0;
  std::int64_t drops_no_route = 0;
  std::int64_t drops_ttl = 0;

  std::int64_t drops() const { return drops_queue + drops_cut + drops_no_route + drops_ttl; }
};

/// One entry for each terminal of the run, in their order there.
std::vector<TerminalMetrics> terminal_metrics(const RunRecord& record);

/// One entry for each link with samples, by name.
std::vector<LinkMetrics> link_metrics(const RunRecord& record);

/// Sum of all entries, named "all links"; utilisations are 0.
LinkMetrics total_of(const std::vector<LinkMetrics>& links);

}  // namespace orbitmesh
