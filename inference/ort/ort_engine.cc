#include "inference/ort/ort_engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "core/error.h"

namespace orbitmesh {
namespace {

/// An input's elements as the bytes that the model wants; ONNX Runtime reads them in place.
std::vector<char> bytes_of(const Value& value, int type) {
  std::vector<char> bytes;
  const auto append = [&](auto element) {
    const std::size_t end = bytes.size();
    bytes.resize(end + sizeof element);
    std::memcpy(bytes.data() + end, &element, sizeof element);
  };
  for (const float element : value.floats) append(element);
  for (const std::int64_t element : value.integers) {
    if (type == ort::kInt64) append(element);
    if (type == ort::kInt32) append(static_cast<std::int32_t>(element));
    if (type != ort::kInt64 && type != ort::kInt32) append(static_cast<std::int8_t>(element));
  }
  return bytes;
}

bool is_supported(int type) {
  return type == ort::kFloat || type == ort::kInt64 || type == ort::kInt32 || type == ort::kBool ||
         type == ort::kUint8 || type == ort::kInt8;
}

template <class Stored>
void copy_integers(const void* data, Value& value) {
  for (std::size_t i = 0; i < value.integers.size(); ++i) {
    Stored stored;
    std::memcpy(&stored, static_cast<const char*>(data) + i * sizeof stored, sizeof stored);
    value.integers[i] = static_cast<std::int64_t>(stored);
  }
}

}  // namespace

OrtEngine::OrtEngine(std::shared_ptr<const OrtLibrary> library, std::string_view model)
    : library_(std::move(library)) {
  open(model);
  const ort::Api& api = library_->api();
  std::size_t inputs = 0;
  library_->check(api.get_input_count(session_.get(), &inputs));
  for (std::size_t i = 0; i < inputs; ++i) read_input(i);
  std::size_t outputs = 0;
  library_->check(api.get_output_count(session_.get(), &outputs));
  for (std::size_t i = 0; i < outputs; ++i) {
    char* name = nullptr;
    library_->check(api.get_output_name(session_.get(), i, allocator_, &name));
    output_names_.push_back(take_name(name));
  }
}

void OrtEngine::open(std::string_view model) {
  const ort::Api& api = library_->api();
  ort::SessionOptions* options = nullptr;
  library_->check(api.create_session_options(&options));
  const Handle<ort::SessionOptions> owner(options, api.release_session_options);
  library_->check(api.set_graph_optimization_level(options, ort::kOptimizeAll));
  library_->check(api.set_intra_op_threads(options, 1));
  library_->check(api.get_default_allocator(&allocator_));
  ort::MemoryInfo* memory = nullptr;
  library_->check(api.create_cpu_memory_info(ort::kDeviceAllocator, ort::kDefaultMemory, &memory));
  memory_ = {memory, api.release_memory_info};
  ort::Session* session = nullptr;
  library_->check(api.create_session_from_array(library_->env(), model.data(), model.size(),
                                                options, &session));
  session_ = {session, api.release_session};
}

std::string OrtEngine::take_name(char* name) const {
  std::string copy = name;
  library_->check(library_->api().allocator_free(allocator_, name));
  return copy;
}

void OrtEngine::read_input(std::size_t i) {
  const ort::Api& api = library_->api();
  char* name = nullptr;
  library_->check(api.get_input_name(session_.get(), i, allocator_, &name));
  input_names_.push_back(take_name(name));
  ort::TypeInfo* type = nullptr;
  library_->check(api.get_input_type_info(session_.get(), i, &type));
  const Handle<ort::TypeInfo> owner(type, api.release_type_info);
  const ort::TensorInfo* info = nullptr;
  library_->check(api.get_tensor_info_of_type(type, &info));
  if (info == nullptr || !is_supported(element_type(info))) {
    throw InputError(fmt::format("input '{}' is no array of floats or integers", input_names_[i]));
  }
  input_types_.push_back(element_type(info));
  if (i == 0) input_shape_ = shape(info);
}

int OrtEngine::element_type(const ort::TensorInfo* info) const {
  int type = 0;
  library_->check(library_->api().get_element_type(info, &type));
  return type;
}

Shape OrtEngine::shape(const ort::TensorInfo* info) const {
  std::size_t rank = 0;
  library_->check(library_->api().get_rank(info, &rank));
  Shape dimensions(rank);
  library_->check(library_->api().get_shape(info, dimensions.data(), rank));
  return dimensions;
}

void OrtEngine::flip(const WeightBit&) {
  throw std::out_of_range("ONNX Runtime's weights cannot be addressed");
}

Tensor OrtEngine::run(const Tensor& input) {
  Value value;
  value.shape = input.shape;
  value.floats = input.values;
  std::vector<Value> outputs = run_values({value});
  return {std::move(outputs.front().shape), std::move(outputs.front().floats)};
}

OrtEngine::Handle<ort::Value> OrtEngine::array_of(std::size_t input, const Value& value,
                                                  std::vector<char>& bytes) const {
  const int type = input_types_[input];
  if ((type == ort::kFloat) != (value.type == ElementType::kFloat)) {
    throw InputError(fmt::format("input '{}' has the wrong type", input_names_[input]));
  }
  bytes = bytes_of(value, type);
  ort::Value* array = nullptr;
  library_->check(library_->api().create_tensor_with_data(memory_.get(), bytes.data(), bytes.size(),
                                                          value.shape.data(), value.shape.size(),
                                                          type, &array));
  return {array, library_->api().release_value};
}

std::vector<Value> OrtEngine::run_values(const std::vector<Value>& inputs) {
  if (inputs.size() != input_names_.size()) {
    throw InputError(
        fmt::format("the model has {} inputs; {} were given", input_names_.size(), inputs.size()));
  }
  std::vector<std::vector<char>> bytes(inputs.size());
  std::vector<Handle<ort::Value>> owners;
  std::vector<const ort::Value*> arrays;
  std::vector<const char*> input_names;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    owners.push_back(array_of(i, inputs[i], bytes[i]));
    arrays.push_back(owners.back().get());
    input_names.push_back(input_names_[i].c_str());
  }
  std::vector<const char*> output_names;
  for (const std::string& name : output_names_) output_names.push_back(name.c_str());
  std::vector<ort::Value*> results(output_names_.size(), nullptr);
  const ort::Api& api = library_->api();
  library_->check(api.run(session_.get(), nullptr, input_names.data(), arrays.data(), arrays.size(),
                          output_names.data(), output_names.size(), results.data()));
  for (ort::Value* const result : results) owners.emplace_back(result, api.release_value);
  std::vector<Value> outputs;
  for (ort::Value* const result : results) outputs.push_back(read(result));
  return outputs;
}

Value OrtEngine::read(ort::Value* array) const {
  const ort::Api& api = library_->api();
  ort::TensorInfo* info = nullptr;
  library_->check(api.get_tensor_info(array, &info));
  const Handle<ort::TensorInfo> owner(info, api.release_tensor_info);
  void* data = nullptr;
  library_->check(api.get_tensor_data(array, &data));
  const int type = element_type(info);
  if (!is_supported(type)) throw InputError("an output is no array of floats or integers");
  Value value;
  value.reset(type == ort::kFloat ? ElementType::kFloat : ElementType::kInteger, shape(info));
  if (type == ort::kFloat) {
    std::copy_n(static_cast<const float*>(data), value.floats.size(), value.floats.begin());
  } else if (type == ort::kInt64) {
    copy_integers<std::int64_t>(data, value);
  } else if (type == ort::kInt32) {
    copy_integers<std::int32_t>(data, value);
  } else {
    copy_integers<std::int8_t>(data, value);
  }
  return value;
}

}  // namespace orbitmesh
