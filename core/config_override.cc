#include "core/config_override.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "core/suggestion.h"
#include "core/toml_reader.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMaxAssignment = 10'000;
constexpr const char* kFile = "--set ";  // where the file's name stands in places

// Gives every value of `value` the same place: that of the override.
void relocate(ConfigValue& value, const SourceLocation& where) {
  if (value.is_table()) {
    for (ConfigMember& member : value.table()) {
      relocate(member.value, where);
      member.where = where;
    }
    value = ConfigValue(ConfigValue::Payload(std::move(value.table())), where);
  } else if (value.is_array()) {
    for (ConfigValue& element : value.array()) relocate(element, where);
    value = ConfigValue(ConfigValue::Payload(std::move(value.array())), where);
  } else if (value.is_string()) {
    value = ConfigValue(value.string(), where);
  } else if (value.kind() == ConfigValue::Kind::kInteger) {
    value = ConfigValue(value.integer(), where);
  } else if (value.kind() == ConfigValue::Kind::kFloat) {
    value = ConfigValue(value.floating(), where);
  } else {
    value = ConfigValue(value.boolean(), where);
  }
}

// TOML refuses such an integer, but it is no string that lacks its quotes either.
void check_integer(std::string_view text, const SourceLocation& where) {
  std::int64_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc::result_out_of_range || result.ptr != text.data() + text.size())
    return;
  throw InputError(where, fmt::format("integers go from {} to {}; for a text write '\"{}\"'",
                                      std::numeric_limits<std::int64_t>::min(),
                                      std::numeric_limits<std::int64_t>::max(), text));
}

ConfigValue parse_value(std::string_view text, const SourceLocation& where) {
  check_integer(text, where);
  std::optional<ConfigValue> value;
  try {
    ConfigValue document = parse_toml("v = " + std::string(text), where.file);
    // More than one key: the text held a line break, and is a string like any other.
    if (document.table().size() == 1) value = std::move(document.table()[0].value);
  } catch (const InputError&) {
    value.reset();  // no TOML: "2 s" without quotes, for example
  }
  if (!value) return ConfigValue(std::string(text), where);
  relocate(*value, where);
  return *std::move(value);
}

std::vector<std::string_view> split_path(std::string_view path, const SourceLocation& where) {
  std::vector<std::string_view> keys;
  while (true) {
    const std::size_t dot = path.find('.');
    keys.push_back(path.substr(0, dot));
    if (keys.back().empty()) throw InputError(where, "a key is empty; expected a.b=value");
    if (dot == std::string_view::npos) break;
    path.remove_prefix(dot + 1);
  }
  if (keys.size() > kMaxConfigDepth) throw InputError(where, "has too many keys");
  return keys;
}

ConfigValue& element(ConfigValue& array, std::string_view key, std::string_view array_key,
                     const SourceLocation& where) {
  auto& elements = array.array();
  std::size_t index = 0;
  const auto result = std::from_chars(key.data(), key.data() + key.size(), index);
  const bool number = result.ec == std::errc() && result.ptr == key.data() + key.size();
  std::vector<std::string_view> names;
  for (ConfigValue& candidate : elements) {
    const std::string_view name = candidate.name();
    if (!name.empty() && name == key) return candidate;
    if (!name.empty()) names.push_back(name);
  }
  if (number && index < elements.size()) return elements[index];
  const std::string known = names.empty()
                                ? fmt::format("has {} elements, counted from 0", elements.size())
                                : "has: " + list_names(names);
  throw InputError(where, fmt::format("'{}' has no element '{}'{}; '{}' {}", array_key, key,
                                      did_you_mean(key, names), array_key, known));
}

ConfigValue& descend(ConfigValue& value, std::string_view key, std::string_view parent,
                     const SourceLocation& where) {
  if (value.is_array()) return element(value, key, parent, where);
  if (!value.is_table()) {
    throw InputError(
        where, fmt::format("'{}' is {}, which has no key '{}'", parent, value.kind_name(), key));
  }
  if (ConfigValue* known = value.find(key)) return *known;
  return value.set(std::string(key), where, ConfigValue(ConfigValue::Table{}, where));
}

}  // namespace

bool is_override(const SourceLocation& where) { return where.file.rfind(kFile, 0) == 0; }

void apply_override(ConfigValue& root, std::string_view assignment) {
  const SourceLocation where{kFile + std::string(assignment.substr(0, 200)), 0, 0};
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    throw InputError(where, "expected a.b=value, such as --set network.fidelity=ideal");
  }
  if (assignment.size() > kMaxAssignment) throw InputError(where, "is too long");
  const auto keys = split_path(assignment.substr(0, equals), where);
  ConfigValue* at = &root;
  std::string_view parent = "the document";
  for (std::size_t i = 0; i + 1 < keys.size(); ++i) {
    at = &descend(*at, keys[i], parent, where);
    parent = keys[i];
  }
  ConfigValue value = parse_value(assignment.substr(equals + 1), where);
  if (at->is_table()) {
    at->set(std::string(keys.back()), where, std::move(value));
  } else {
    descend(*at, keys.back(), parent, where) = std::move(value);
  }
}

}  // namespace orbitmesh
