#pragma once

#include <string>

#include "scenarios/compare/run_comparison.h"

namespace orbitmesh {

/// For a person: workloads with their differences and whether these are significant (0 lies
/// outside the 95 % interval over slots), then the metrics that differ.
std::string comparison_text(const RunComparison& comparison);

/// The same for a program, with all metrics. Ends in a line feed.
std::string comparison_json(const RunComparison& comparison);

/// Both latency distributions of every workload as one HTML page that needs nothing else.
std::string comparison_html(const RunComparison& comparison);

}  // namespace orbitmesh
