#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <optional>

#include "core/error.h"
#include "core/file_bytes.h"
#include "inference/engine/onnx_engine.h"
#include "inference/engine/onnx_reader.h"
#include "inference/models/catalogue.h"
#include "inference/models/model_cache.h"
#include "inference/models/model_info.h"
#include "inference/models/named_model.h"
#include "inference/models/sample_inputs.h"
#include "inference/ort/ort_engine.h"
#include "tests/inference/fetched_file.h"

// Every model of the catalogue against ONNX Runtime, whose library is that of
// $ORBITMESH_ONNXRUNTIME or of an npm package. Where model or library cannot be had, the test
// is skipped. The table of docs/validation.md is what it prints.

namespace orbitmesh {
namespace {

FetchedFile library_file() {
  const char* const given = std::getenv("ORBITMESH_ONNXRUNTIME");
  if (given != nullptr) return {given, ""};
  return fetched_file("libonnxruntime.so");
}

std::shared_ptr<const OrtLibrary> library_of(const FetchedFile& file) {
  static const auto kLibrary = std::make_shared<const OrtLibrary>(file.path);
  return kLibrary;
}

/// How far the outputs of two engines are apart. Where a model keeps an element only if it is
/// the largest of its neighbourhood and makes the others 0, two that rounding tells apart may
/// fall the other way: elements that are 0 in one engine and considerable in the other are
/// counted on their own.
struct Difference {
  static constexpr double kConsiderable = 1e-3;  ///< of the largest element

  double sum = 0;        ///< of all outputs together: ours less theirs
  double magnitude = 0;  ///< sum of the magnitudes of theirs
  double worst = 0;      ///< of one element, relative to the largest of its output
  std::size_t elements = 0;
  std::size_t suppressed_in_one = 0;

  void add(const Value& ours, const Value& theirs) {
    double largest = 0;
    for (const float element : theirs.floats) {
      largest = std::max(largest, std::fabs(static_cast<double>(element)));
    }
    for (std::size_t i = 0; i < theirs.floats.size(); ++i) {
      const auto their = static_cast<double>(theirs.floats[i]);
      const double difference = static_cast<double>(ours.floats[i]) - their;
      sum += difference;
      magnitude += std::fabs(their);
      if (difference == 0) continue;
      const double relative = std::fabs(difference) / largest;
      const bool is_zero_in_one = ours.floats[i] == 0 || theirs.floats[i] == 0;
      if (is_zero_in_one && relative > kConsiderable) {
        ++suppressed_in_one;
      } else {
        worst = std::max(worst, relative);
      }
    }
    elements += theirs.floats.size();
  }
  double of_sums() const { return std::fabs(sum) / magnitude; }
};

/// Least of several runs [ms].
template <class Run>
double fastest_ms(const Run& run) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    run();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    best = std::min(best, took.count());
  }
  return best;
}

void compare(const std::string& name, const NamedModel& model,
             const std::shared_ptr<const OrtLibrary>& library) {
  OnnxEngine ours(model.model);
  OrtEngine theirs(library, model.bytes);
  const std::vector<Value> our_outputs = ours.run_values(model.sample);
  const std::vector<Value> their_outputs = theirs.run_values(model.sample);
  ASSERT_EQ(our_outputs.size(), their_outputs.size());
  Difference difference;
  for (std::size_t i = 0; i < our_outputs.size(); ++i) {
    ASSERT_EQ(our_outputs[i].shape, their_outputs[i].shape) << "output " << i;
    ASSERT_EQ(our_outputs[i].integers, their_outputs[i].integers) << "output " << i;
    difference.add(our_outputs[i], their_outputs[i]);
  }
  const ModelInfo info = model_info(model, std::nullopt);
  std::cout << fmt::format("| {} | {} | {:.4f} | {:.2f} | {:.2f} | {:.0e} | {:.0e} | {} |\n", name,
                           info.operators.size(), info.flops / 1e9,
                           fastest_ms([&] { ours.run_values(model.sample); }),
                           fastest_ms([&] { theirs.run_values(model.sample); }),
                           difference.of_sums(), difference.worst, difference.suppressed_in_one);
  EXPECT_LT(difference.of_sums(), 1e-5);
  EXPECT_LT(difference.worst, Difference::kConsiderable);
  EXPECT_LE(difference.suppressed_in_one, difference.elements / 1000);
}

TEST(AgainstOnnxRuntime, Digits) {
  const FetchedFile library = library_file();
  if (library.path.empty()) GTEST_SKIP() << library.missing;
  compare("digits", read_named_model("digits", ModelCache("no/such/folder")), library_of(library));
}

class AgainstOnnxRuntimeTest : public ::testing::TestWithParam<CatalogueEntry> {};

TEST_P(AgainstOnnxRuntimeTest, GivesTheSameOutputs) {
  const FetchedFile library = library_file();
  if (library.path.empty()) GTEST_SKIP() << library.missing;
  const FetchedFile model = fetched_file(GetParam());
  if (model.path.empty()) GTEST_SKIP() << model.missing;
  NamedModel named;
  named.bytes = read_file_bytes(model.path, kMaxModelBytes);
  named.model = parse_onnx(named.bytes, model.path);
  named.sample = sample_inputs(GetParam());
  compare(std::string(GetParam().name), named, library_of(library));
}

std::vector<CatalogueEntry> models() {
  std::vector<CatalogueEntry> models;
  for (const CatalogueEntry& entry : model_catalogue()) {
    if (entry.use == CatalogueUse::kModel) models.push_back(entry);
  }
  return models;
}

std::string test_name(const ::testing::TestParamInfo<CatalogueEntry>& entry) {
  std::string name(entry.param.name);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Catalogue, AgainstOnnxRuntimeTest, ::testing::ValuesIn(models()),
                         test_name);

TEST(OrtLibrary, RefusesAFileThatIsNoLibrary) {
  EXPECT_THROW(OrtLibrary("no/such/libonnxruntime.so"), InputError);
}

}  // namespace
}  // namespace orbitmesh
