#include "inference/ort/ort_library.h"

#include <dlfcn.h>

#include "core/error.h"

namespace orbitmesh {
namespace {

const ort::ApiBase& api_base(const std::string& path) {
  void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr)
    throw InputError({path, 0, 0}, std::string("cannot be loaded: ") + dlerror());
  using GetApiBase = const ort::ApiBase* (*)();
  const auto get = reinterpret_cast<GetApiBase>(dlsym(library, "OrtGetApiBase"));
  if (get == nullptr || get() == nullptr) throw InputError({path, 0, 0}, "is no ONNX Runtime");
  return *get();
}

}  // namespace

OrtLibrary::OrtLibrary(const std::string& path) {
  const ort::ApiBase& base = api_base(path);
  version_ = base.get_version();
  api_ = base.get_api(ort::kApiVersion);
  if (api_ == nullptr) throw InputError({path, 0, 0}, "does not have version 1 of the interface");
  check(api_->create_env(ort::kLogErrors, "orbitmesh", &env_));
}

OrtLibrary::~OrtLibrary() { api_->release_env(env_); }

void OrtLibrary::check(ort::Status* status) const {
  if (status == nullptr) return;
  const std::string message = api_->get_error_message(status);
  api_->release_status(status);
  throw RunError("ONNX Runtime: " + message);
}

}  // namespace orbitmesh
