#pragma once

#include <string>
#include <vector>

#include "orbit/element_set.h"

namespace orbitmesh {

/// Orbit mean-elements messages with CelesTrak's field names, as a CSV table or as a JSON array.
/// Every number is written with as few digits as give the same value back, the epoch with
/// six decimals of a second, or nine where it needs them. Throw InputError for a value that is no
/// element and for an epoch that parse_epoch() does not read.
std::string format_omm_csv(const std::vector<ElementSet>& elements);
std::string format_omm_json(const std::vector<ElementSet>& elements);

}  // namespace orbitmesh
