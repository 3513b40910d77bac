#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "bench/rows.h"
#include "bench/stopwatch.h"
#include "core/error.h"
#include "core/simd_level.h"
#include "inference/engine/inference_guard.h"
#include "inference/engine/onnx_engine.h"
#include "inference/models/catalogue.h"
#include "inference/models/model_cache.h"
#include "inference/models/named_model.h"
#include "inference/ort/ort_engine.h"

namespace orbitmesh {
namespace {

/// ONNX Runtime's library: $ORBITMESH_ONNXRUNTIME or a file of the cache.
std::string library_path(const ModelCache& cache) {
  const char* const given = std::getenv("ORBITMESH_ONNXRUNTIME");
  if (given != nullptr) return given;
  const auto found = cache.find(*find_catalogue_entry("libonnxruntime.so"));
  if (found) return *found;
  throw InputError(
      "ONNX Runtime has not been fetched; 'orbitmesh models fetch libonnxruntime.so' does that");
}

/// One engine with the shortest of its inferences so far.
struct Contestant {
  std::string name;
  std::function<void()> run;
  double best_s = std::numeric_limits<double>::infinity();

  void measure() {
    const Stopwatch watch;
    run();
    best_s = std::min(best_s, watch.wall_s());
  }
};

Contestant built_in(const NamedModel& model, KernelSet kernels) {
  EngineOptions options;
  options.kernels = kernels;
  const auto engine = std::make_shared<OnnxEngine>(model.model, options);
  return {std::string(to_string(kernels)), [&model, engine] { engine->run_values(model.sample); }};
}

Contestant onnx_runtime(const NamedModel& model, const ModelCache& cache) {
  const auto library = std::make_shared<const OrtLibrary>(library_path(cache));
  const auto engine = std::make_shared<OrtEngine>(library, model.bytes);
  return {"ONNX Runtime " + library->version(),
          [&model, engine] { engine->run_values(model.sample); }};
}

/// Runs all in turn, so that other work on the machine, which only ever slows down, meets all
/// of them; the first round warms up.
void measure(std::vector<Contestant>& contestants, double limit_s, int least_rounds) {
  const Stopwatch watch;
  for (int round = 0; round < least_rounds || watch.wall_s() < limit_s; ++round) {
    for (Contestant& contestant : contestants) contestant.measure();
  }
}

/// Of the kernels that this CPU has, the fastest last.
std::vector<Contestant> built_in_contestants(const NamedModel& model) {
  std::vector<Contestant> contestants = {built_in(model, KernelSet::kPortable)};
  if (best_simd_level() >= SimdLevel::kAvx2) {
    contestants.push_back(built_in(model, KernelSet::kV3));
  }
  return contestants;
}

BenchRow bench_model(const char* name, BenchSize size) {
  BenchRow row;
  row.unit = "inferences/s";
  const ModelCache cache;
  NamedModel model;
  try {
    model = read_named_model(name, cache);
  } catch (const InputError& error) {
    row.note = fmt::format("not available: {}", error.what());
    return row;
  }
  std::vector<Contestant> contestants = built_in_contestants(model);
  const std::size_t own = contestants.size();
  std::string missing;
  try {
    contestants.push_back(onnx_runtime(model, cache));
  } catch (const InputError& error) {
    missing = fmt::format("; no reference: {}", error.what());
  }
  if (size == BenchSize::kFull) {
    measure(contestants, 3, 10);
  } else {
    measure(contestants, 0, 2);
  }
  row.value = 1 / contestants[own - 1].best_s;
  if (own < contestants.size()) compare_with(row, 1 / contestants[own].best_s);
  for (const Contestant& contestant : contestants) {
    row.note += fmt::format("{} {:.4g} ms, ", contestant.name, 1e3 * contestant.best_s);
  }
  row.note += fmt::format("best run of one thread; the value is that of kernels '{}'{}",
                          contestants[own - 1].name, missing);
  return row;
}

Contestant guarded(const NamedModel& model, Protection protection) {
  const auto engine = std::make_shared<OnnxEngine>(model.model);
  const std::shared_ptr<InferenceGuard> guard = make_inference_guard(protection);
  engine->set_watchers({guard.get()});
  engine->run_values(model.sample);
  guard->enforce();
  return {std::string(to_string(protection)), [&model, engine, guard] {
            guard->begin();
            engine->run_values(model.sample);
          }};
}

BenchRow bench_protection(Protection protection, BenchSize size) {
  BenchRow row;
  row.unit = "inferences/s";
  const NamedModel model = read_named_model("digits", ModelCache());
  std::vector<Contestant> contestants = {guarded(model, protection),
                                         built_in(model, KernelSet::kPortable)};
  size == BenchSize::kFull ? measure(contestants, 1, 10) : measure(contestants, 0, 2);
  row.value = 1 / contestants[0].best_s;
  compare_with(row, 1 / contestants[1].best_s);
  row.note =
      fmt::format("digits guarded by {}: {:.4g} ms, without {:.4g} ms, best run of one thread",
                  contestants[0].name, 1e3 * contestants[0].best_s, 1e3 * contestants[1].best_s);
  return row;
}

}  // namespace

BenchRow bench_inference_range_restriction(BenchSize size) {
  return bench_protection(Protection::kRangeRestriction, size);
}
BenchRow bench_inference_checksums(BenchSize size) {
  return bench_protection(Protection::kChecksums, size);
}
BenchRow bench_inference_digits(BenchSize size) { return bench_model("digits", size); }
BenchRow bench_inference_blazeface128(BenchSize size) { return bench_model("blazeface-128", size); }
BenchRow bench_inference_blazeface256(BenchSize size) { return bench_model("blazeface-256", size); }
BenchRow bench_inference_pp_ocr_cls(BenchSize size) { return bench_model("ppocr-cls", size); }
BenchRow bench_inference_pp_ocr_det(BenchSize size) { return bench_model("ppocr-det", size); }
BenchRow bench_inference_pp_ocr_rec(BenchSize size) { return bench_model("ppocr-rec", size); }
BenchRow bench_inference_mlsd_tiny(BenchSize size) { return bench_model("mlsd-320-tiny", size); }

}  // namespace orbitmesh
