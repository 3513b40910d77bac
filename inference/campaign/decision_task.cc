#include "inference/campaign/decision_task.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/error.h"
#include "core/file_bytes.h"
#include "core/sha256.h"
#include "inference/campaign/face_patches.h"
#include "inference/embedded_content.h"
#include "inference/labelled_set.h"
#include "inference/models/catalogue.h"
#include "inference/models/named_model.h"

namespace orbitmesh {
namespace {

// Scores are logits: ln(0.7 / 0.3).
constexpr float kFaceLogit = 0.8473F;
constexpr std::int64_t kMaxSetBytes = 1'000'000'000;

bool is_face_detector(std::string_view model) { return model.substr(0, 10) == "blazeface-"; }

void add_faces(DecisionTask& task, const std::string& data, const ModelCache& cache) {
  std::string path = data;
  if (path.empty()) {
    const auto found = cache.find(*find_catalogue_entry("lfw_subset.npy"));
    if (!found) {
      throw InputError(
          "the pictures of faces have not been fetched; 'orbitmesh models fetch "
          "lfw_subset.npy' does that, or name the file with --data");
    }
    path = *found;
  }
  const auto size = static_cast<int>(task.graph.inputs.front().shape.at(1));
  for (FacePicture& picture : read_face_pictures(path, size)) {
    task.inputs.push_back(std::move(picture.input));
    task.labels.push_back(picture.is_face);
  }
  task.rule.any_above = kFaceLogit;
  task.data = "lfw_subset.npy, faces and other patches";
}

void add_set(DecisionTask& task, const LabelledSet& set, const std::string& data) {
  Shape shape = task.graph.inputs.front().shape;
  std::replace(shape.begin(), shape.end(), std::int64_t{-1}, std::int64_t{1});
  for (std::size_t i = 0; i < set.size(); ++i) {
    Value value;
    value.reset(ElementType::kFloat, shape);
    Tensor image = set.input(i);
    if (static_cast<std::int64_t>(image.values.size()) != value.size()) {
      throw InputError(fmt::format("{}: images of {} pixels for an input of {} elements, {}", data,
                                   image.values.size(), value.size(), to_string(shape)));
    }
    value.floats = std::move(image.values);
    task.inputs.push_back(std::move(value));
    task.labels.push_back(set.label(i));
  }
  task.data = data;
}

}  // namespace

std::uint32_t decide(const DecisionRule& rule, const std::vector<Value>& outputs) {
  if (!rule.any_above) {
    const std::vector<float>& scores = outputs.front().floats;
    return static_cast<std::uint32_t>(std::max_element(scores.begin(), scores.end()) -
                                      scores.begin());
  }
  const auto above = [&](float score) { return score > *rule.any_above; };
  for (std::size_t i = 0; i < std::min<std::size_t>(2, outputs.size()); ++i) {
    if (std::any_of(outputs[i].floats.begin(), outputs[i].floats.end(), above)) return 1;
  }
  return 0;
}

bool all_finite(const std::vector<Value>& outputs) {
  return std::all_of(outputs.begin(), outputs.end(), [](const Value& output) {
    return std::all_of(output.floats.begin(), output.floats.end(),
                       [](float x) { return std::isfinite(x); });
  });
}

DecisionTask decision_task(const std::string& model, const std::string& data, std::size_t most,
                           const ModelCache& cache) {
  NamedModel named = read_named_model(model, cache);
  DecisionTask task;
  task.model = model;
  task.sha256 = sha256_hex(named.bytes);
  task.graph = read_fixed_model(model, cache);
  if (task.graph.inputs.front().type != ElementType::kFloat) {
    throw InputError(fmt::format("the first input of '{}' has integers, expected floats", model));
  }
  if (is_face_detector(model)) {
    add_faces(task, data, cache);
  } else if (!data.empty()) {
    add_set(task, LabelledSet::decode(read_file_bytes(data, kMaxSetBytes), data), data);
  } else if (model == "digits") {
    add_set(task, LabelledSet::decode(embedded_digits_set(), "models/digits-heldout.bin"),
            "held-out images");
  } else {
    task.inputs.push_back(std::move(named.sample.front()));
    task.data = "its one sample, without a label";
  }
  const std::size_t count = std::min(most, task.inputs.size());
  task.inputs.resize(count);
  if (!task.labels.empty()) task.labels.resize(count);
  return task;
}

}  // namespace orbitmesh
