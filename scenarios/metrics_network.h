#pragma once

#include <cstdint>
#include <optional>
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
  /// Spans without service: no satellite in view, the run's start included, or a slot edge
  /// of hard handover.
  std::int64_t outages = 0;
  Duration unserved;                  ///< total length of the outages
  std::optional<Duration> pause_p50;  ///< nearest rank over slot edges with a pause
  std::optional<Duration> pause_max;
};

/// Totals of one link, or of one kind of links, over the run.
struct LinkMetrics {
  std::string link;
  std::int64_t packets = 0;
  Bytes sent;
  std::optional<double> utilisation_mean;  ///< over time, in [0, 1]; empty for a group
  std::optional<double> utilisation_peak;  ///< the greatest of the samples
  std::optional<BitRate> rate_min;         ///< of a single link, over the samples
  std::optional<BitRate> rate_max;
  Bytes queue_peak;
  std::int64_t drops_queue = 0;
  std::int64_t drops_aqm = 0;
  std::int64_t drops_cut = 0;
  std::int64_t drops_no_route = 0;
  std::int64_t drops_ttl = 0;
  std::int64_t drops_loss = 0;
  std::int64_t drops_node = 0;

  std::int64_t drops() const {
    return drops_queue + drops_aqm + drops_cut + drops_no_route + drops_ttl + drops_loss +
           drops_node;
  }
};

/// One entry for each terminal of the run, in their order there.
std::vector<TerminalMetrics> terminal_metrics(const RunRecord& record);

/// One entry for each link with samples, by name.
std::vector<LinkMetrics> link_metrics(const RunRecord& record);

/// Sum of all entries, named "all links", without utilisation.
LinkMetrics total_of(const std::vector<LinkMetrics>& links);

}  // namespace orbitmesh
