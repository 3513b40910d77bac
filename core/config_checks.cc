#include "core/config_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/suggestion.h"

namespace orbitmesh {
namespace {

bool contains(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string value_text(const ConfigValue& value) {
  switch (value.kind()) {
    case ConfigValue::Kind::kString:
      return fmt::format("\"{}\"", std::string_view(value.string()).substr(0, 60));
    case ConfigValue::Kind::kInteger:
      return format_number(value.integer());
    case ConfigValue::Kind::kFloat:
      return format_number(value.floating());
    case ConfigValue::Kind::kBoolean:
      return value.boolean() ? "true" : "false";
    default:
      return std::string(value.kind_name());
  }
}

}  // namespace

void check_keys(const ConfigValue& table, const std::vector<std::string_view>& keys,
                const std::vector<std::string_view>& not_available) {
  for (const ConfigMember& member : table.table()) {
    if (contains(keys, member.key)) continue;
    const std::string_view key = std::string_view(member.key).substr(0, 60);
    if (contains(not_available, member.key)) {
      throw InputError(member.where, fmt::format("'{}' is not available in this version", key));
    }
    const std::string hint = did_you_mean(member.key, keys);
    throw InputError(member.where,
                     fmt::format("unknown key '{}'{}", key,
                                 hint.empty() ? "; permitted here: " + list_names(keys) : hint));
  }
}

void reject_missing(const ConfigValue& table, std::string_view key, std::string_view doc) {
  throw InputError(table.where(), fmt::format("missing key '{}' ({})", key, doc));
}

void reject_type(const ConfigValue& value, std::string_view key, std::string_view expected) {
  throw InputError(value.where(),
                   fmt::format("'{}' must be {}, but is {}", key, expected, value.kind_name()));
}

void reject_single_table(const ConfigValue& value, std::string_view key) {
  throw InputError(value.where(), fmt::format("'{}' must be an array of tables, but is a table; "
                                              "double the brackets of its heading, as in [[{}]]",
                                              key, key));
}

void reject_repeated_table(const ConfigValue& value, std::string_view key) {
  throw InputError(value.where(),
                   fmt::format("'{}' must be a table, but is an array of tables; it stands once, "
                               "in single brackets, as in [{}]",
                               key, key));
}

void reject_name(const ConfigValue& value, std::string_view key,
                 const std::vector<std::string_view>& permitted,
                 const std::vector<std::string_view>& not_available) {
  const std::string list = list_names(permitted);
  if (contains(not_available, value.string())) {
    throw InputError(value.where(),
                     fmt::format("'{}' = {} is not available in this version; permitted: {}", key,
                                 value_text(value), list));
  }
  throw InputError(value.where(),
                   fmt::format("'{}' cannot be {}{}; permitted: {}", key, value_text(value),
                               did_you_mean(value.string(), permitted), list));
}

void reject_range(const ConfigValue& value, std::string_view key, std::string_view range) {
  throw InputError(value.where(),
                   fmt::format("'{}' is {}; it must be {}", key, value_text(value), range));
}

void reject_bare_number(const ConfigValue& value, std::string_view key, std::string_view quantity,
                        std::string_view units, std::string_view example) {
  throw InputError(value.where(),
                   fmt::format("'{}' is {} and needs a number with a unit in quotes, such as {} = "
                               "\"{}\"; {} has no unit (permitted: {})",
                               key, quantity, key, example, value_text(value), units));
}

bool read_bool(const ConfigValue& value, std::string_view key) {
  if (value.kind() != ConfigValue::Kind::kBoolean) reject_type(value, key, "true or false");
  return value.boolean();
}

std::int64_t read_integer(const ConfigValue& value, std::string_view key) {
  if (value.kind() != ConfigValue::Kind::kInteger) reject_type(value, key, "an integer");
  return value.integer();
}

double read_number(const ConfigValue& value, std::string_view key) {
  if (!value.is_number()) reject_type(value, key, "a number");
  if (value.kind() == ConfigValue::Kind::kInteger) return static_cast<double>(value.integer());
  if (!std::isfinite(value.floating())) reject_range(value, key, "a finite number");
  return value.floating();
}

const std::string& read_string(const ConfigValue& value, std::string_view key) {
  if (!value.is_string()) reject_type(value, key, "a string in quotes");
  return value.string();
}

void check_identifier(const ConfigValue& value, std::string_view key) {
  const std::string& text = value.string();
  const bool valid = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  if (!valid || text.empty() || text.size() > 40) {
    reject_range(value, key, "1 to 40 of the characters a-z, 0-9 and '-'");
  }
}

void check_not_empty(const ConfigValue& value, std::string_view key) {
  const bool empty = value.is_string() ? value.string().empty() : value.array().empty();
  if (empty) throw InputError(value.where(), fmt::format("'{}' must not be empty", key));
}

void check_count(const ConfigValue& value, std::string_view key, std::int64_t maximum) {
  if (static_cast<std::int64_t>(value.array().size()) <= maximum) return;
  throw InputError(value.where(), fmt::format("'{}' has {} elements; at most {} are permitted", key,
                                              value.array().size(), maximum));
}

std::string format_number(std::int64_t value) { return fmt::format("{}", value); }

std::string format_number(double value) {
  std::array<char, 64> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  std::string text(buffer.data(), result.ptr);
  const bool plain = text.find_first_not_of("-0123456789") == std::string::npos;
  return plain ? text + ".0" : text;
}

}  // namespace orbitmesh
