#include "inference/engine/node_settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"

namespace orbitmesh {

using Kind = OnnxAttribute::Kind;

bool NodeSettings::has(std::string_view name) const {
  const auto& all = node_->attributes;
  return std::any_of(all.begin(), all.end(), [&](const auto& a) { return a.name == name; });
}

const OnnxAttribute* NodeSettings::find(std::string_view name, Kind kind) {
  for (const OnnxAttribute& attribute : node_->attributes) {
    if (attribute.name != name) continue;
    if (attribute.kind != kind) {
      throw InputError(fmt::format("attribute '{}' has the wrong type", name));
    }
    read_.emplace(name);
    return &attribute;
  }
  return nullptr;
}

std::int64_t NodeSettings::integer(std::string_view name, std::int64_t fallback) {
  const OnnxAttribute* const attribute = find(name, Kind::kInteger);
  return attribute == nullptr ? fallback : attribute->integer;
}

float NodeSettings::number(std::string_view name, float fallback) {
  const OnnxAttribute* const attribute = find(name, Kind::kFloat);
  return attribute == nullptr ? fallback : attribute->number;
}

std::string NodeSettings::text(std::string_view name, const std::string& fallback) {
  const OnnxAttribute* const attribute = find(name, Kind::kText);
  return attribute == nullptr ? fallback : attribute->text;
}

std::optional<std::vector<std::int64_t>> NodeSettings::integers(std::string_view name) {
  const OnnxAttribute* const attribute = find(name, Kind::kIntegers);
  if (attribute == nullptr) return std::nullopt;
  return attribute->integers;
}

std::optional<std::vector<float>> NodeSettings::numbers(std::string_view name) {
  const OnnxAttribute* const attribute = find(name, Kind::kFloats);
  if (attribute == nullptr) return std::nullopt;
  return attribute->numbers;
}

const OnnxTensor* NodeSettings::tensor(std::string_view name) {
  const OnnxAttribute* const attribute = find(name, Kind::kTensor);
  return attribute == nullptr ? nullptr : &attribute->tensor;
}

void NodeSettings::require_integer(std::string_view name, std::int64_t supported) {
  const std::int64_t value = integer(name, supported);
  if (value == supported) return;
  throw InputError(
      fmt::format("attribute '{}' is {}; only {} is supported", name, value, supported));
}

void NodeSettings::reject_unread() const {
  for (const OnnxAttribute& attribute : node_->attributes) {
    if (read_.count(attribute.name) > 0) continue;
    throw InputError(fmt::format("attribute '{}' is not supported", attribute.name));
  }
}

}  // namespace orbitmesh
