#pragma once

#include <string>

#include "inference/ort/ort_api.h"

namespace orbitmesh {

/// ONNX Runtime's shared library, loaded at run time. It stays loaded until the program ends,
/// as its threads and destructors require.
class OrtLibrary {
 public:
  /// Throws InputError for a file that is no ONNX Runtime.
  explicit OrtLibrary(const std::string& path);
  ~OrtLibrary();
  OrtLibrary(const OrtLibrary&) = delete;
  OrtLibrary& operator=(const OrtLibrary&) = delete;

  /// As "1.28.2".
  const std::string& version() const { return version_; }
  const ort::Api& api() const { return *api_; }
  const ort::Env* env() const { return env_; }
  /// Throws RunError with the library's message unless the status, which it releases, is null.
  void check(ort::Status* status) const;

 private:
  std::string version_;
  const ort::Api* api_ = nullptr;
  ort::Env* env_ = nullptr;
};

}  // namespace orbitmesh
