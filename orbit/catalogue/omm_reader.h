#pragma once

#include <string_view>

#include "orbit/catalogue/catalogue_builder.h"

namespace orbitmesh {

/// Reads orbit mean-elements messages with CelesTrak's field names, as JSON where the text
/// begins with "[" or "{" and else as CSV, and adds them to `catalogue`. Throws InputError
/// where the text as a whole is neither, in lenient mode too.
void read_omm(std::string_view text, CatalogueBuilder& catalogue);

}  // namespace orbitmesh
