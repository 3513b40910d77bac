#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "orbit/element_set.h"

namespace orbitmesh {

/// Format of a file of element sets.
enum class CatalogueFormat { kTle, kOmm };

/// What to do with a bad record: refuse the file, or leave the record out and count it.
enum class CatalogueMode { kStrict, kLenient };

/// The element sets of one file, at most one an object, ascending in catalogue number.
struct Catalogue {
  std::string source;  ///< the file's name as given
  std::vector<ElementSet> elements;
  int records_read = 0;              ///< elements, replaced and rejected together
  int replaced = 0;                  ///< older or repeated sets of an object left out
  int rejected = 0;                  ///< bad records left out (lenient only)
  std::vector<std::string> remarks;  ///< one sentence each, the first few of each kind
};

/// Reads a file of element sets: TLE with or without name lines, or OMM as CSV or JSON with
/// CelesTrak's field names (told apart by the content); plain, .xz or .gz (told apart by
/// the first bytes). Throws InputError with file and line for a bad record in strict mode,
/// for a file that cannot be read, is larger than the bound, or holds no element set.
/// Formats, limits and what counts as bad: docs/models/catalogue.md.
Catalogue read_catalogue(const std::string& file, CatalogueFormat format,
                         CatalogueMode mode = CatalogueMode::kStrict);

/// The same of uncompressed `text` in memory; `source` stands in the place of the file's name.
Catalogue parse_catalogue(std::string_view text, const std::string& source, CatalogueFormat format,
                          CatalogueMode mode = CatalogueMode::kStrict);

}  // namespace orbitmesh
