#include "inference/engine/graph_plan.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

#include "core/error.h"
#include "inference/engine/constant_node.h"
#include "inference/engine/if_node.h"
#include "inference/engine/operator_table.h"
#include "inference/engine/weight_layout.h"

namespace orbitmesh {
namespace {

/// When the values that the nodes of one graph make are read for the last time.
struct Scope {
  std::map<std::string, std::size_t, std::less<>> last_use;
  std::set<std::string, std::less<>> made_here;  ///< and not released
};

class Planner {
 public:
  Planner(OnnxModel model, std::optional<WeightFormat> format)
      : model_(std::move(model)), format_(format) {
    if (format == WeightFormat::kInt8) axes_ = channel_axes(model_);
  }

  GraphPlan plan() {
    plan_.file = model_.file;
    if (model_.opset < kMinOpset || model_.opset > kMaxOpset) {
      fail(
          fmt::format("uses opset {}; {} to {} are supported", model_.opset, kMinOpset, kMaxOpset));
    }
    try {
      add_initializers(model_);
      add_inputs();
      plan_.nodes = plan_nodes(model_);
      if (model_.outputs.empty()) throw InputError("has no output");
      plan_.outputs = find_outputs(model_);
    } catch (const InputError& error) {
      fail(error.what());
    }
    plan_.output_names = model_.outputs;
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
    defined_.push_back(name);
  }

  /// Forgets the names defined since there were `count` of them: those of a nested graph.
  void forget_names_since(std::size_t count) {
    for (; defined_.size() > count; defined_.pop_back()) index_of_.erase(defined_.back());
  }

  std::size_t new_value(Value value) {
    plan_.values.push_back(std::move(value));
    return plan_.values.size() - 1;
  }

  void add_constant(const std::string& name, OnnxTensor tensor) {
    const bool is_weight = tensor.is_weight && tensor.value.type == ElementType::kFloat;
    const std::size_t index = new_value(std::move(tensor.value));
    define(name, index);
    if (is_weight) add_weight(name, index, tensor.stored);
  }

  void add_weight(const std::string& name, std::size_t index, WeightFormat stored) {
    Value& value = plan_.values[index];
    const auto axis = axes_.find(name);
    const bool converts =
        format_ && value.size() > 1 && (format_ != WeightFormat::kInt8 || axis != axes_.end());
    ChannelLayout layout;
    if (converts) stored = *format_;
    if (axis != axes_.end()) layout = channel_layout(axis->second, value.shape);
    StoredWeights weights(stored, layout, value.floats);
    const auto elements = static_cast<std::uint64_t>(value.size());
    plan_.weights.push_back({name, elements, weights.bits_per_element()});
    plan_.weight_values.push_back({index, std::move(weights)});
  }

  void add_initializers(OnnxGraph& graph) {
    for (OnnxTensor& tensor : graph.initializers) {
      const std::string name = tensor.name;
      try {
        add_constant(name, std::move(tensor));
      } catch (const InputError& error) {
        throw InputError(fmt::format("initializer '{}': {}", name, error.what()));
      }
    }
  }

  void add_inputs() {
    if (model_.inputs.empty()) throw InputError("has no input");
    for (const OnnxInput& input : model_.inputs) {
      const std::size_t index = new_value(Value());
      define(input.name, index);
      plan_.inputs.push_back({input, index});
    }
  }

  std::vector<PlannedNode> plan_nodes(OnnxGraph& graph) {
    Scope scope;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) note_uses(graph.nodes[i], i, scope);
    for (const std::string& name : graph.outputs) scope.last_use[name] = graph.nodes.size();
    std::vector<PlannedNode> planned;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      OnnxNode& node = graph.nodes[i];
      try {
        if (is_constant_node(node)) {
          add_constant(node.outputs.empty() ? "" : node.outputs.front(), constant_of(node));
        } else {
          planned.push_back(plan_node(node, i, scope));
        }
      } catch (const InputError& error) {
        throw InputError(fmt::format("{}: {}", node.label(), error.what()));
      }
    }
    return planned;
  }

  /// What a nested graph reads from outside is read by its node.
  static void note_uses(const OnnxNode& node, std::size_t i, Scope& scope) {
    for (const std::string& name : node.inputs) scope.last_use[name] = i;
    for (const OnnxAttribute& attribute : node.attributes) {
      for (const OnnxGraph& nested : attribute.graph) {
        for (const OnnxNode& inner : nested.nodes) note_uses(inner, i, scope);
        for (const std::string& name : nested.outputs) scope.last_use[name] = i;
      }
    }
  }

  PlannedNode plan_node(OnnxNode& node, std::size_t i, Scope& scope) {
    PlannedNode planned;
    const bool is_if = is_if_node(node);
    if (!is_if) planned.kernel = make_kernel(node, model_.opset);
    planned.label = node.label();
    planned.op = node.op;
    planned.transposes_b = transposes_weights(node);
    planned.output_names = node.outputs;
    for (const std::string& name : node.inputs) planned.inputs.push_back(find_input(name));
    for (const std::string& name : node.outputs) {
      planned.outputs.push_back(name.empty() ? PlannedNode::kAbsent : take_buffer());
    }
    if (is_if) planned.branches = plan_branches(node);
    for (std::size_t k = 0; k < node.outputs.size(); ++k) {
      if (node.outputs[k].empty()) continue;
      define(node.outputs[k], planned.outputs[k]);
      scope.made_here.insert(node.outputs[k]);
    }
    for (const std::string& name : node.inputs) release_after(name, i, scope);
    for (const std::string& name : node.outputs) release_after(name, i, scope);
    return planned;
  }

  std::vector<PlannedBranch> plan_branches(OnnxNode& node) {
    const IfGraphs graphs = if_graphs(node);
    std::vector<PlannedBranch> branches;
    for (OnnxGraph* const graph : {graphs.then_branch, graphs.else_branch}) {
      if (!graph->inputs.empty()) throw InputError("a branch with inputs of its own");
      if (graph->outputs.size() != node.outputs.size()) {
        throw InputError(fmt::format("a branch of {} outputs for a node of {}",
                                     graph->outputs.size(), node.outputs.size()));
      }
      const std::size_t names = defined_.size();
      add_initializers(*graph);
      PlannedBranch branch;
      branch.nodes = plan_nodes(*graph);
      branch.outputs = find_outputs(*graph);
      branches.push_back(std::move(branch));
      forget_names_since(names);
    }
    return branches;
  }

  /// A value for a node's output: one that no later node reads, so that an inference stays
  /// within few buffers, which are warm in the caches.
  std::size_t take_buffer() {
    if (free_.empty()) return new_value(Value());
    const std::size_t index = free_.back();
    free_.pop_back();
    return index;
  }

  void release_after(const std::string& name, std::size_t i, Scope& scope) {
    const auto last = scope.last_use.find(name);
    if (last != scope.last_use.end() && last->second > i) return;
    if (scope.made_here.erase(name) > 0) free_.push_back(index_of_.find(name)->second);
  }

  std::size_t find_input(const std::string& name) const {
    if (name.empty()) return PlannedNode::kAbsent;
    const auto found = index_of_.find(name);
    if (found != index_of_.end()) return found->second;
    throw InputError(fmt::format(
        "input '{}' is no input of the model, no constant and no output of an earlier node", name));
  }

  std::vector<std::size_t> find_outputs(const OnnxGraph& graph) const {
    std::vector<std::size_t> outputs;
    for (const std::string& name : graph.outputs) {
      const auto found = index_of_.find(name);
      if (found == index_of_.end()) {
        throw InputError(fmt::format("no node makes its output '{}'", name));
      }
      outputs.push_back(found->second);
    }
    return outputs;
  }

  OnnxModel model_;
  std::optional<WeightFormat> format_;
  std::map<std::string, ChannelAxis> axes_;
  GraphPlan plan_;
  std::map<std::string, std::size_t, std::less<>> index_of_;
  std::vector<std::string> defined_;  ///< the names in index_of_, in order
  std::vector<std::size_t> free_;
};

}  // namespace

GraphPlan plan_graph(OnnxModel model, std::optional<WeightFormat> format) {
  return Planner(std::move(model), format).plan();
}

}  // namespace orbitmesh
