#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "inference/engine/onnx_model.h"

namespace orbitmesh {

/// The attributes of a node, for the kernel's maker. Every attribute must be asked for:
/// one that nobody reads would be ignored silently. Errors are InputError without a place.
class NodeSettings {
 public:
  /// `node` must outlive this object. `opset` is the version of ONNX's operators.
  NodeSettings(const OnnxNode& node, std::int64_t opset) : node_(&node), opset_(opset) {}

  std::int64_t opset() const { return opset_; }
  std::size_t output_count() const { return node_->outputs.size(); }

  // The attribute of that name, or the default. An error when it has another type.
  std::int64_t integer(std::string_view name, std::int64_t fallback);
  float number(std::string_view name, float fallback);
  std::string text(std::string_view name, const std::string& fallback);
  std::optional<std::vector<std::int64_t>> integers(std::string_view name);
  std::optional<std::vector<float>> numbers(std::string_view name);
  /// Null without the attribute.
  const OnnxTensor* tensor(std::string_view name);
  bool has(std::string_view name) const;

  /// Reads an attribute and throws unless it has the one value that is supported.
  void require_integer(std::string_view name, std::int64_t supported);
  /// Throws for an attribute that none of the above has asked for.
  void reject_unread() const;

 private:
  const OnnxAttribute* find(std::string_view name, OnnxAttribute::Kind kind);

  const OnnxNode* node_;
  std::int64_t opset_;
  std::set<std::string, std::less<>> read_;
};

}  // namespace orbitmesh
