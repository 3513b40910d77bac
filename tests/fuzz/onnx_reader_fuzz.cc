#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/error.h"
#include "inference/engine/onnx_engine.h"

/// Any bytes either load as a model or give an InputError. Small models are run as well.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace orbitmesh;  // NOLINT(google-build-using-namespace): one function
  constexpr std::int64_t kMaxInput = 4096;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const auto engine = make_onnx_engine(bytes, "fuzz.onnx");
    Tensor input{engine->input_shape(), {}};
    for (std::int64_t& dimension : input.shape) {
      if (dimension == -1) dimension = 1;
    }
    const std::int64_t count = element_count(input.shape);
    if (count > kMaxInput) return 0;
    input.values.assign(static_cast<std::size_t>(count), 0.5F);
    engine->run(input);
  } catch (const InputError&) {  // the answer that bad bytes deserve
  }
  return 0;
}
