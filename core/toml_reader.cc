#include "core/toml_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text_file.h"
#include "core/toml_lexical.h"

// toml++ 3.3 asserts on some malformed keys ("[=]") that its error path right below the
// assertion reports properly; with NDEBUG some compilers take the assertion for granted.
#undef NDEBUG
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

namespace orbitmesh {
namespace {

SourceLocation location(const toml::source_region& region, const std::string& file) {
  return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

ConfigValue convert(const toml::node& node, const std::string& file, int depth);

ConfigValue convert_table(const toml::table& table, const std::string& file, int depth) {
  const SourceLocation where = location(table.source(), file);
  if (table.size() > kMaxConfigKeys) {
    throw InputError(where, fmt::format("a table has {} keys; at most {} are permitted",
                                        table.size(), kMaxConfigKeys));
  }
  ConfigValue::Table members;
  for (const auto& [key, value] : table) {
    members.push_back(
        {std::string(key.str()), location(key.source(), file), convert(value, file, depth + 1)});
  }
  // toml++ sorts by key; the document's order reads better in what is written from it.
  std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) {
    return a.where.line != b.where.line ? a.where.line < b.where.line
                                        : a.where.column < b.where.column;
  });
  return ConfigValue(std::move(members), where);
}

ConfigValue convert(const toml::node& node, const std::string& file, int depth) {
  const SourceLocation where = location(node.source(), file);
  if (depth > kMaxConfigDepth) {
    throw InputError(where,
                     fmt::format("nested deeper than the permitted {} levels", kMaxConfigDepth));
  }
  switch (node.type()) {
    case toml::node_type::table:
      return convert_table(*node.as_table(), file, depth);
    case toml::node_type::array: {
      ConfigValue::Array elements;
      for (const toml::node& element : *node.as_array()) {
        elements.push_back(convert(element, file, depth + 1));
      }
      return ConfigValue(std::move(elements), where);
    }
    case toml::node_type::string:
      return ConfigValue(node.as_string()->get(), where);
    case toml::node_type::integer:
      return ConfigValue(node.as_integer()->get(), where);
    case toml::node_type::floating_point:
      return ConfigValue(node.as_floating_point()->get(), where);
    case toml::node_type::boolean:
      return ConfigValue(node.as_boolean()->get(), where);
    default:
      throw InputError(
          where, "a date or time must be a string in quotes, such as \"2026-06-01T00:00:00Z\"");
  }
}

}  // namespace

ConfigValue parse_toml(std::string_view text, const std::string& file_name) {
  check_toml_lexical(text, file_name);
  try {
    const toml::table root = toml::parse(text);
    return convert_table(root, file_name, 0);
  } catch (const toml::parse_error& error) {
    throw InputError(location(error.source(), file_name), std::string(error.description()));
  }
}

ConfigValue read_toml_file(const std::string& path) {
  return parse_toml(read_text_file(path, kMaxConfigBytes), path);
}

}  // namespace orbitmesh
