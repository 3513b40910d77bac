#pragma once

#include <string_view>

#include "orbit/catalogue/catalogue_builder.h"

namespace orbitmesh {

/// Reads an array of objects whose numbers may be strings; other fields are ignored, whatever
/// they hold. Throws InputError for text that is no such array.
void read_omm_json(std::string_view text, CatalogueBuilder& catalogue);

}  // namespace orbitmesh
