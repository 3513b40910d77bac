#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "cli/models_actions.h"
#include "cli/output_format.h"
#include "core/error.h"
#include "core/file_bytes.h"
#include "inference/engine/onnx_engine.h"
#include "inference/models/named_model.h"
#include "inference/ort/ort_engine.h"

namespace orbitmesh {
std::vector<TopElement> top_elements(const Value& output, std::size_t count) {
  std::vector<TopElement> elements;
  for (std::size_t i = 0; i < output.floats.size(); ++i) {
    elements.push_back({i, static_cast<double>(output.floats[i])});
  }
  for (std::size_t i = 0; i < output.integers.size(); ++i) {
    elements.push_back({i, static_cast<double>(output.integers[i])});
  }
  count = std::min(count, elements.size());
  const auto larger = [](const TopElement& a, const TopElement& b) {
    if (std::isnan(a.value) || std::isnan(b.value))
      return std::isnan(a.value) < std::isnan(b.value);
    return a.value > b.value;
  };
  std::stable_sort(elements.begin(), elements.end(), larger);
  elements.resize(count);
  return elements;
}

namespace {

constexpr std::string_view kOnnxRuntime = "libonnxruntime.so";

/// Replaces the sample's first input by a file of little-endian fp32 numbers.
void read_input(const std::string& path, Value& input) {
  const std::string bytes = read_file_bytes(path, kMaxElements * 4);
  if (input.type != ElementType::kFloat || bytes.size() != input.floats.size() * sizeof(float)) {
    throw InputError({path, 0, 0}, fmt::format("has {} bytes; expected {} fp32 numbers for {}",
                                               bytes.size(), input.size(), to_string(input.shape)));
  }
  std::memcpy(input.floats.data(), bytes.data(), bytes.size());
}

std::string onnxruntime_path(const ModelCache& cache) {
  if (const char* const given = std::getenv("ORBITMESH_ONNXRUNTIME")) return given;
  if (const auto path = cache.find(*find_catalogue_entry(kOnnxRuntime))) return *path;
  throw InputError(fmt::format(
      "ONNX Runtime is not here: set ORBITMESH_ONNXRUNTIME to its library, or 'orbitmesh models "
      "fetch {}'",
      kOnnxRuntime));
}

/// Runs `infer` several times, for the outputs and the shortest time.
template <class Infer>
void measure(int repeat, ModelRun& run, const Infer& infer) {
  for (int i = 0; i < repeat; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    run.outputs = infer();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    run.fastest_ms = i == 0 ? took.count() : std::min(run.fastest_ms, took.count());
  }
}

ModelRun run_named(const ModelsOptions& options, const ModelCache& cache) {
  NamedModel named = read_named_model(options.name, cache);
  if (!options.input.empty()) read_input(options.input, named.sample.front());
  ModelRun run;
  run.output_names = named.model.outputs;
  if (options.engine == "onnxruntime") {
    if (!options.weights.empty()) throw InputError("--weights is of the built-in engine");
    const auto library = std::make_shared<const OrtLibrary>(onnxruntime_path(cache));
    run.engine = "ONNX Runtime " + library->version();
    OrtEngine engine(library, named.bytes);
    measure(options.repeat, run, [&] { return engine.run_values(named.sample); });
    return run;
  }
  run.engine = "built-in";
  EngineOptions settings;
  settings.weights = weight_format_named(options.weights);
  OnnxEngine engine(std::move(named.model), settings);
  measure(options.repeat, run, [&] { return engine.run_values(named.sample); });
  return run;
}

}  // namespace

ExitCode run_model(const ModelsOptions& options) {
  const ModelCache cache;
  const ModelRun run = run_named(options, cache);
  if (options.json) {
    write_out(run_json(listing_named(options.name, cache), run) + "\n");
    return ExitCode::kOk;
  }
  write_out(fmt::format("{} on {}: {:.3f} ms, the fastest of {}\n", options.name, run.engine,
                        run.fastest_ms, options.repeat));
  constexpr std::size_t kTop = 5;
  for (std::size_t i = 0; i < run.outputs.size(); ++i) {
    write_out(fmt::format("output {} {}; largest:\n", run.output_names[i],
                          to_string(run.outputs[i].shape)));
    for (const TopElement& top : top_elements(run.outputs[i], kTop)) {
      write_out(fmt::format("  [{}] {:.6g}\n", top.index, top.value));
    }
  }
  return ExitCode::kOk;
}

}  // namespace orbitmesh
