#pragma once

#include <string_view>

#include "orbit/catalogue/catalogue_builder.h"

namespace orbitmesh {

/// Reads a table with a header row, its columns in any order and those of other names ignored.
/// Throws InputError for a header without a required column and for text that is no CSV.
void read_omm_csv(std::string_view text, CatalogueBuilder& catalogue);

}  // namespace orbitmesh
