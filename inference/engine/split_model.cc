#include "inference/engine/split_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "core/error.h"
#include "inference/engine/constant_node.h"

namespace orbitmesh {
namespace {

using Names = std::set<std::string>;

/// Adds what a node and the graphs nested in it read.
void add_reads(const OnnxNode& node, Names& names) {
  names.insert(node.inputs.begin(), node.inputs.end());
  for (const OnnxAttribute& attribute : node.attributes) {
    for (const OnnxGraph& nested : attribute.graph) {
      for (const OnnxNode& inner : nested.nodes) add_reads(inner, names);
      names.insert(nested.outputs.begin(), nested.outputs.end());
    }
  }
}

/// A model with the nodes from `begin` up to `end`, not counting constants, and with the
/// constants that they and the outputs need.
OnnxModel part_of(const OnnxModel& model, std::size_t begin, std::size_t end,
                  std::vector<OnnxInput> inputs, std::vector<std::string> outputs) {
  OnnxModel part;
  part.file = model.file;
  part.opset = model.opset;
  Names needed(outputs.begin(), outputs.end());
  std::size_t i = 0;
  for (const OnnxNode& node : model.nodes) {
    if (is_constant_node(node)) continue;
    if (i >= begin && i < end) add_reads(node, needed);
    ++i;
  }
  i = 0;
  for (const OnnxNode& node : model.nodes) {
    const bool is_constant = is_constant_node(node);
    const bool is_needed =
        is_constant && !node.outputs.empty() && needed.count(node.outputs[0]) > 0;
    if (is_needed || (!is_constant && i >= begin && i < end)) part.nodes.push_back(node);
    if (!is_constant) ++i;
  }
  for (const OnnxTensor& tensor : model.initializers) {
    if (needed.count(tensor.name) > 0) part.initializers.push_back(tensor);
  }
  part.inputs = std::move(inputs);
  part.outputs = std::move(outputs);
  return part;
}

/// The first and the last cut that a value crosses; none when first > last.
struct Span {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// For each value that an input or a node gives, the cuts where tail needs it from head.
std::map<std::string, Span> crossings(const OnnxModel& model) {
  std::map<std::string, Span> spans;
  for (const OnnxInput& input : model.inputs) spans[input.name] = {0, 0};
  std::set<std::string> read_later;
  std::size_t i = 0;
  for (const OnnxNode& node : model.nodes) {
    if (is_constant_node(node)) continue;
    Names reads;
    add_reads(node, reads);
    for (const std::string& name : reads) {
      const auto found = spans.find(name);
      if (found == spans.end()) continue;
      found->second.last = i;
      read_later.insert(name);
    }
    ++i;
    for (const std::string& name : node.outputs) spans[name] = {i, 0};
  }
  for (const std::string& name : model.outputs) {
    const auto found = spans.find(name);
    if (found == spans.end()) continue;
    found->second.last = i;
    read_later.insert(name);
  }
  for (auto span = spans.begin(); span != spans.end();) {
    span = read_later.count(span->first) > 0 ? std::next(span) : spans.erase(span);
  }
  return spans;
}

/// Every value that an input or a node gives, in this order.
std::vector<std::string> value_names(const OnnxModel& model) {
  std::vector<std::string> names;
  for (const OnnxInput& input : model.inputs) names.push_back(input.name);
  for (const OnnxNode& node : model.nodes) {
    if (is_constant_node(node)) continue;
    names.insert(names.end(), node.outputs.begin(), node.outputs.end());
  }
  return names;
}

}  // namespace

std::size_t node_count(const OnnxModel& model) {
  const auto constants = std::count_if(model.nodes.begin(), model.nodes.end(), is_constant_node);
  return model.nodes.size() - static_cast<std::size_t>(constants);
}

SplitModel split_model(const OnnxModel& model, std::size_t nodes_before) {
  const std::size_t count = node_count(model);
  if (nodes_before > count) {
    throw InputError({model.file, 0, 0},
                     fmt::format("has {} nodes; a cut after {}", count, nodes_before));
  }
  const std::map<std::string, Span> spans = crossings(model);
  std::vector<std::string> crossing;
  std::vector<OnnxInput> tail_inputs;
  for (const std::string& name : value_names(model)) {
    const auto span = spans.find(name);
    if (span == spans.end()) continue;
    if (nodes_before < span->second.first || nodes_before > span->second.last) continue;
    crossing.push_back(name);
    OnnxInput input;
    input.name = name;
    input.is_open = true;
    tail_inputs.push_back(std::move(input));
  }
  return {part_of(model, 0, nodes_before, model.inputs, crossing),
          part_of(model, nodes_before, count, std::move(tail_inputs), model.outputs)};
}

std::vector<CutPoint> cut_points(const OnnxModel& model, const std::vector<NodeProfile>& profile,
                                 const std::vector<std::int64_t>& input_bytes) {
  std::vector<std::int64_t> bytes(profile.size() + 1, 0);
  const std::map<std::string, Span> spans = crossings(model);
  const auto add = [&](const std::string& name, std::int64_t size) {
    const auto span = spans.find(name);
    if (span == spans.end()) return;
    for (std::size_t cut = span->second.first; cut <= span->second.last; ++cut) bytes[cut] += size;
  };
  for (std::size_t i = 0; i < model.inputs.size(); ++i) add(model.inputs[i].name, input_bytes[i]);
  double flops = 0;
  for (const NodeProfile& node : profile) {
    for (const ArraySize& array : node.outputs) add(array.name, array.bytes);
    flops += node.flops;
  }
  std::vector<CutPoint> cuts;
  double before = 0;
  for (std::size_t cut = 0; cut <= profile.size(); ++cut) {
    if (cut > 0) before += profile[cut - 1].flops;
    cuts.push_back(
        {cut, cut == 0 ? "" : profile[cut - 1].label, bytes[cut], flops > 0 ? before / flops : 0});
  }
  return cuts;
}

std::size_t nearest_cut(const std::vector<CutPoint>& cuts, double flops_share) {
  const auto distance = [&](const CutPoint& cut) {
    return std::fabs(cut.flops_share - flops_share);
  };
  return std::min_element(
             cuts.begin(), cuts.end(),
             [&](const CutPoint& a, const CutPoint& b) { return distance(a) < distance(b); })
      ->nodes_before;
}

}  // namespace orbitmesh
