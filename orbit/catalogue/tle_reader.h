#pragma once

#include <string_view>

#include "orbit/catalogue/catalogue_builder.h"

namespace orbitmesh {

/// Reads two-line element sets, each with or without a name line before it ("0 NAME" or
/// "NAME"), and adds them to `catalogue`. Blank lines, blanks at the end of a line and CRLF
/// are accepted, and so is Hypatia's first line, the numbers of orbits and of satellites in each.
/// Columns: docs/models/catalogue.md.
void read_tle(std::string_view text, CatalogueBuilder& catalogue);

}  // namespace orbitmesh
