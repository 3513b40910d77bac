#include "tests/inference/fetched_file.h"

#include <cstdlib>
#include <exception>
#include <optional>

#include "inference/models/model_cache.h"

namespace orbitmesh {

FetchedFile fetched_file(const CatalogueEntry& entry) {
  const char* const given = std::getenv("ORBITMESH_MODEL_CACHE");
  const ModelCache cache(given != nullptr ? given : ORBITMESH_BUILD_DIR "/models");
  if (const std::optional<std::string> path = cache.find(entry)) return {*path, ""};
  try {
    return {cache.fetch(entry), ""};
  } catch (const std::exception& error) {
    return {"", std::string(entry.name) + " is not here: " + error.what()};
  }
}

FetchedFile fetched_file(const std::string& name) {
  return fetched_file(*find_catalogue_entry(name));
}

}  // namespace orbitmesh
