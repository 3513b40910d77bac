#include "inference/engine/graph_plan.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

#include "core/error.h"
#include "inference/engine/node_settings.h"
#include "inference/engine/operator_table.h"

namespace orbitmesh {
namespace {

Value constant_value(std::vector<float> floats, const Shape& shape) {
  Value value;
  value.type = ElementType::kFloat;
  value.shape = shape;
  value.floats = std::move(floats);
  return value;
}

Value constant_value(std::vector<std::int64_t> integers, const Shape& shape) {
  Value value;
  value.type = ElementType::kInteger;
  value.shape = shape;
  value.integers = std::move(integers);
  return value;
}

template <class T>
OnnxTensor list_constant(const std::vector<T>& elements) {
  return {{}, constant_value(elements, {static_cast<std::int64_t>(elements.size())}), {}};
}

/// The value of a Constant node.
OnnxTensor constant_of(const OnnxNode& node) {
  if (node.outputs.size() != 1 || node.attributes.size() != 1) {
    throw InputError("needs one output and one attribute");
  }
  NodeSettings settings(node, 0);
  if (const OnnxTensor* const tensor = settings.tensor("value")) return *tensor;
  if (settings.has("value_float")) {
    return {{}, constant_value(std::vector{settings.number("value_float", 0)}, {}), {}};
  }
  if (settings.has("value_int")) {
    return {{}, constant_value(std::vector{settings.integer("value_int", 0)}, {}), {}};
  }
  if (const auto floats = settings.numbers("value_floats")) return list_constant(*floats);
  if (const auto integers = settings.integers("value_ints")) return list_constant(*integers);
  throw InputError(fmt::format("attribute '{}' is not supported", node.attributes.front().name));
}

class Planner {
 public:
  explicit Planner(OnnxModel model) : model_(std::move(model)) {}

  GraphPlan plan() {
    plan_.file = model_.file;
    if (model_.opset < kMinOpset || model_.opset > kMaxOpset) {
      fail(
          fmt::format("uses opset {}; {} to {} are supported", model_.opset, kMinOpset, kMaxOpset));
    }
    add_initializers();
    add_input();
    find_last_uses();
    for (std::size_t i = 0; i < model_.nodes.size(); ++i) {
      const OnnxNode& node = model_.nodes[i];
      try {
        add_node(node, i);
      } catch (const InputError& error) {
        fail(fmt::format("{}: {}", node.label(), error.what()));
      }
    }
    add_outputs();
    return std::move(plan_);
  }

 private:
  [[noreturn]] void fail(const std::string& message) const {
    throw InputError({plan_.file, 0, 0}, message);
  }

  void define(const std::string& name, std::size_t index) {
    if (!index_of_.emplace(name, index).second) {
      throw InputError(fmt::format("'{}' is defined twice", name));
    }
  }

  std::size_t new_value(Value value) {
    plan_.values.push_back(std::move(value));
    return plan_.values.size() - 1;
  }

  void add_constant(const std::string& name, OnnxTensor tensor) {
    const bool is_weight = tensor.value.type == ElementType::kFloat;
    const auto elements = static_cast<std::uint64_t>(tensor.value.size());
    const std::size_t index = new_value(std::move(tensor.value));
    define(name, index);
    if (!is_weight) return;
    plan_.weights.push_back({name, elements, tensor.halves.empty() ? 32U : 16U});
    plan_.weight_values.push_back({index, std::move(tensor.halves)});
  }

  void add_initializers() {
    for (OnnxTensor& tensor : model_.initializers) {
      const std::string name = tensor.name;
      try {
        add_constant(name, std::move(tensor));
      } catch (const InputError& error) {
        fail(fmt::format("initializer: {}", error.what()));
      }
    }
  }

  void add_input() {
    if (model_.inputs.size() != 1) {
      fail(fmt::format("has {} inputs; models of one input are supported", model_.inputs.size()));
    }
    const OnnxInput& input = model_.inputs.front();
    if (input.type != ElementType::kFloat) fail("has an input of integers; expected floats");
    plan_.input = new_value(Value());
    define(input.name, plan_.input);
    plan_.input_shape = input.shape;
  }

  /// The last node that reads each name; the outputs are read after all nodes.
  void find_last_uses() {
    for (std::size_t i = 0; i < model_.nodes.size(); ++i) {
      for (const std::string& name : model_.nodes[i].inputs) last_use_[name] = i;
    }
    for (const std::string& name : model_.outputs) last_use_[name] = model_.nodes.size();
  }

  void add_node(const OnnxNode& node, std::size_t i) {
    if (node.op == "Constant" && (node.domain.empty() || node.domain == "ai.onnx")) {
      OnnxTensor constant = constant_of(node);
      return add_constant(node.outputs.front(), std::move(constant));
    }
    PlannedNode planned;
    planned.kernel = make_kernel(node, model_.opset);
    planned.label = node.label();
    for (const std::string& name : node.inputs) planned.inputs.push_back(find_input(name));
    planned.output = take_buffer();
    define(node.outputs.front(), planned.output);
    plan_.nodes.push_back(std::move(planned));
    made_by_nodes_.insert(node.outputs.front());
    for (const std::string& name : node.inputs) release_after(name, i);
    release_after(node.outputs.front(), i);
  }

  /// A value for a node's output: one that no later node reads, so that an inference stays
  /// within few buffers, which are warm in the caches.
  std::size_t take_buffer() {
    if (free_.empty()) return new_value(Value());
    const std::size_t index = free_.back();
    free_.pop_back();
    return index;
  }

  void release_after(const std::string& name, std::size_t i) {
    const auto last = last_use_.find(name);
    if (last != last_use_.end() && last->second > i) return;
    if (made_by_nodes_.erase(name) > 0) free_.push_back(index_of_.find(name)->second);
  }

  std::size_t find_input(const std::string& name) const {
    if (name.empty()) return PlannedNode::kAbsent;
    const auto found = index_of_.find(name);
    if (found != index_of_.end()) return found->second;
    throw InputError(fmt::format(
        "input '{}' is no input of the model, no constant and no output of an earlier node", name));
  }

  void add_outputs() {
    if (model_.outputs.empty()) fail("has no output");
    for (const std::string& name : model_.outputs) {
      const auto found = index_of_.find(name);
      if (found == index_of_.end()) fail(fmt::format("no node makes its output '{}'", name));
      plan_.outputs.push_back(found->second);
    }
    plan_.output_names = model_.outputs;
  }

  OnnxModel model_;
  GraphPlan plan_;
  std::map<std::string, std::size_t, std::less<>> index_of_;
  std::map<std::string, std::size_t, std::less<>> last_use_;
  std::set<std::string, std::less<>> made_by_nodes_;  ///< and not released
  std::vector<std::size_t> free_;
};

}  // namespace

GraphPlan plan_graph(OnnxModel model) { return Planner(std::move(model)).plan(); }

}  // namespace orbitmesh
