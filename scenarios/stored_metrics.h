#pragma once

#include <filesystem>
#include <vector>

#include "scenarios/metrics.h"

namespace orbitmesh {

/// The table `metric` of a results.sqlite, in the order of its rows. Throws InputError when
/// the file cannot be read or has another schema than this version writes.
std::vector<Metric> read_stored_metrics(const std::filesystem::path& results);

}  // namespace orbitmesh
