#include <nlohmann/json.hpp>

#include "cli/models_rows.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kTop = 5;

std::string text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

Json json_of(const ModelListing& model) {
  return {{"name", model.name},        {"package", model.package}, {"sha256", model.sha256},
          {"bytes", model.bytes},      {"licence", model.licence}, {"purpose", model.purpose},
          {"available", model.is_here}};
}

Json json_of(const NodeProfile& node) {
  return {{"node", node.label},
          {"operator", node.op},
          {"flop", node.flops},
          {"weight_bytes", node.weight_bytes},
          {"input_bytes", node.input_bytes},
          {"output_bytes", node.output_bytes()}};
}

Json json_of(const CutPoint& cut) {
  return {{"nodes_before", cut.nodes_before},
          {"after", cut.label},
          {"bytes", cut.bytes},
          {"flop_share", cut.flops_share}};
}

}  // namespace

std::string models_json(const std::vector<ModelListing>& models) {
  Json json = Json::array();
  for (const ModelListing& model : models) json.push_back(json_of(model));
  return text(json);
}

std::string info_json(const ModelListing& model, const ModelInfo& info) {
  Json json = json_of(model);
  json["opset"] = info.opset;
  json["operators"] = info.operators;
  json["inputs"] = Json::array();
  for (const OnnxInput& input : info.inputs) {
    json["inputs"].push_back({{"name", input.name}, {"shape", input.shape}});
  }
  json["outputs"] = info.outputs;
  json["weights"] = info.weights;
  json["weight_bytes"] = info.weight_bytes;
  json["flop"] = info.flops;
  json["nodes"] = Json::array();
  for (const NodeProfile& node : info.nodes) json["nodes"].push_back(json_of(node));
  json["cuts"] = Json::array();
  for (const CutPoint& cut : info.cuts) json["cuts"].push_back(json_of(cut));
  return text(json);
}

std::string run_json(const ModelListing& model, const ModelRun& run) {
  Json json = {{"name", model.name}, {"engine", run.engine}, {"fastest_ms", run.fastest_ms}};
  json["outputs"] = Json::array();
  for (std::size_t i = 0; i < run.outputs.size(); ++i) {
    Json output = {{"name", run.output_names[i]}, {"shape", run.outputs[i].shape}};
    output["top"] = Json::array();
    for (const TopElement& top : top_elements(run.outputs[i], kTop)) {
      output["top"].push_back({{"index", top.index}, {"value", top.value}});
    }
    json["outputs"].push_back(output);
  }
  return text(json);
}

}  // namespace orbitmesh
