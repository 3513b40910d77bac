#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/models_actions.h"
#include "cli/output_format.h"
#include "core/error.h"
#include "inference/models/model_info.h"

namespace orbitmesh {
namespace {

void print_info(const ModelListing& listing, const ModelInfo& info) {
  write_out(fmt::format("{}: {}\nsha256 {}\nlicence: {}\n", listing.name, listing.purpose,
                        listing.sha256, listing.licence));
  for (const OnnxInput& input : info.inputs) {
    write_out(fmt::format("input {} {}\n", input.name, to_string(input.shape)));
  }
  write_out(fmt::format("opset {}; {} operators: {}\n", info.opset, info.operators.size(),
                        fmt::join(info.operators, ", ")));
  write_out(fmt::format("{} weights, {} bytes; {:.6g} GFLOP an inference of the sample\n\n",
                        info.weights, info.weight_bytes, info.flops / 1e9));
  write_out(fmt::format("{:>4} {:>10} {:>11} {:>11} {:>11} {:>12} {:>8}  {}\n", "node", "MFLOP",
                        "weights B", "inputs B", "outputs B", "cut after B", "FLOP", "node"));
  for (std::size_t i = 0; i < info.nodes.size(); ++i) {
    const NodeProfile& node = info.nodes[i];
    const CutPoint& cut = info.cuts[i + 1];
    write_out(fmt::format("{:>4} {:>10.4f} {:>11} {:>11} {:>11} {:>12} {:>7.2f}%  {}\n", i + 1,
                          node.flops / 1e6, node.weight_bytes, node.input_bytes,
                          node.output_bytes(), cut.bytes, 100 * cut.flops_share, node.label));
  }
}

}  // namespace

std::optional<WeightFormat> weight_format_named(const std::string& name) {
  if (name.empty()) return std::nullopt;
  for (const auto& known : enum_names(WeightFormat{})) {
    if (known.name == name) return known.value;
  }
  throw InputError(fmt::format("unknown weight format '{}'; known: fp32, fp16, bf16, int8", name));
}

ExitCode show_model(const ModelsOptions& options) {
  const ModelCache cache;
  const std::optional<WeightFormat> format = weight_format_named(options.weights);
  const ModelInfo info = model_info(read_named_model(options.name, cache), format);
  const ModelListing listing = listing_named(options.name, cache);
  if (options.json) {
    write_out(info_json(listing, info) + "\n");
  } else {
    print_info(listing, info);
  }
  return ExitCode::kOk;
}

}  // namespace orbitmesh
