#pragma once

#include <string>

#include "inference/models/catalogue.h"

namespace orbitmesh {

/// A file of the catalogue, fetched if it is not in the cache.
struct FetchedFile {
  std::string path;     ///< empty when it cannot be had
  std::string missing;  ///< why, for GTEST_SKIP()
};

/// The cache is $ORBITMESH_MODEL_CACHE or a folder of the build.
FetchedFile fetched_file(const CatalogueEntry& entry);
FetchedFile fetched_file(const std::string& name);

}  // namespace orbitmesh
