#include "core/schema_writer.h"

#include <fmt/format.h>

namespace orbitmesh {
namespace {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result + "\"";
}

// A unit's name as a regular expression that means just it.
std::string escaped(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (std::string_view("\\^$.|?*+()[]{}").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

}  // namespace

void SchemaWriter::Members::add(std::string_view key, std::string_view json) {
  if (!text_.empty()) text_ += ',';
  text_ += quoted(key);
  text_ += ':';
  text_ += json;
}

void SchemaWriter::Members::add_text(std::string_view key, std::string_view text) {
  add(key, quoted(text));
}

std::string SchemaWriter::number(std::int64_t value) { return fmt::format("{}", value); }
std::string SchemaWriter::number(double value) { return fmt::format("{}", value); }

std::string SchemaWriter::text_array(const std::vector<std::string_view>& texts) {
  std::string result;
  for (const std::string_view text : texts) result += (result.empty() ? "" : ",") + quoted(text);
  return "[" + result + "]";
}

std::string SchemaWriter::pattern(const QuantityKind& kind, bool negative) {
  std::string units;
  for (const Unit& unit : kind.units) units += (units.empty() ? "" : "|") + escaped(unit.name);
  return fmt::format(R"(^[ \t]*{}[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?[ \t]*({})[ \t]*$)",
                     negative ? "[+-]?" : "[+]?", units);
}

std::string SchemaWriter::array(const std::string& items, std::string_view doc, bool not_empty,
                                const std::optional<std::int64_t>& max_count) {
  Members members;
  members.add_text("type", "array");
  members.add("items", items);
  if (not_empty) members.add("minItems", "1");
  if (max_count) members.add("maxItems", number(*max_count));
  members.add_text("description", doc);
  return members.object();
}

void SchemaWriter::add_string(Members& members, bool not_empty, bool identifier) {
  members.add_text("type", "string");
  if (identifier) {
    members.add_text("pattern", "^[a-z0-9-]{1,40}$");
  } else if (not_empty) {
    members.add("minLength", "1");
  }
}

void SchemaWriter::add_property(std::string_view key, std::string_view schema, bool required) {
  properties_.add(key, schema);
  if (required) required_.push_back(key);
}

std::string SchemaWriter::object(std::string_view doc) const {
  Members members;
  members.add_text("type", "object");
  if (!doc.empty()) members.add_text("description", doc);
  members.add("properties", properties_.object());
  if (!required_.empty()) members.add("required", text_array(required_));
  members.add("additionalProperties", "false");
  return members.object();
}

}  // namespace orbitmesh
