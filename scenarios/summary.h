#pragma once

#include <string>
#include <vector>

#include "scenarios/expectations.h"
#include "scenarios/metrics.h"
#include "scenarios/run_record.h"

namespace orbitmesh {

/// What a summary says about.
struct SummaryInput {
  const RunRecord& record;
  const RunMetrics& metrics;
  const std::vector<ExpectationResult>& expectations;
  std::string folder;  ///< the run folder; empty when there is none
};

/// The run for a person at a terminal of 100 columns: plain ASCII, no colour, sections
/// without content left out.
std::string summary_text(const SummaryInput& input);

/// The run for a program: one JSON object with the run's facts, all metrics with unit and
/// value (null where there is none, with the reason) and the expectations. Ends in a
/// line feed.
std::string summary_json(const SummaryInput& input);

}  // namespace orbitmesh
