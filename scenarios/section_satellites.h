#pragma once

#include <cstdint>
#include <string>

#include "core/error.h"
#include "orbit/catalogue.h"
#include "orbit/catalogue_shells.h"
#include "orbit/constellation.h"
#include "orbit/epoch.h"
#include "scenarios/sections/constellation_section.h"

namespace orbitmesh {

/// What a [[constellation]] with `tle` or `omm` got from its file.
struct SectionCatalogue {
  Catalogue catalogue;
  CatalogueShells shells;  ///< at the scenario's epoch
  std::string digest;      ///< of the file's bytes, as core/digest.h makes it
};

/// Checks that the section says in exactly one way which satellites it has, and reads the
/// file of a catalogue, found from the folder of the file that names it. Throws InputError
/// at the key for a section with no or several ways, an unknown preset, a missing file and
/// a catalogue of which nothing flies at the epoch.
void resolve_satellites(ConstellationSection& section, Epoch epoch);

/// Where the section says which satellites it has.
const SourceLocation& source_location(const ConstellationSection& section);

/// Satellites of a resolved section.
std::int64_t satellite_count(const ConstellationSection& section);

/// Appends a resolved section's shells. One shell by itself has the section's name,
/// several have names such as "section/550km-53.0deg".
void add_satellites(const ConstellationSection& section, Constellation& constellation);

}  // namespace orbitmesh
