#include "core/toml_writer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/config_checks.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMaxInlineLength = 100;

bool is_bare(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

std::string key_text(std::string_view key) {
  return is_bare(key) ? std::string(key) : quote_toml(key);
}

std::string inline_text(const ConfigValue& value) {
  switch (value.kind()) {
    case ConfigValue::Kind::kString:
      return quote_toml(value.string());
    case ConfigValue::Kind::kInteger:
      return format_number(value.integer());
    case ConfigValue::Kind::kFloat:
      return format_number(value.floating());
    case ConfigValue::Kind::kBoolean:
      return value.boolean() ? "true" : "false";
    case ConfigValue::Kind::kArray: {
      std::string text;
      for (const ConfigValue& element : value.array()) {
        text += (text.empty() ? "" : ", ") + inline_text(element);
      }
      return "[" + text + "]";
    }
    case ConfigValue::Kind::kTable:
      break;
  }
  std::string text;
  for (const ConfigMember& member : value.table()) {
    text += (text.empty() ? " " : ", ") + key_text(member.key) + " = " + inline_text(member.value);
  }
  return text.empty() ? "{}" : "{" + text + " }";
}

bool has_table(const ConfigValue& value) {
  if (value.is_table()) return true;
  return value.is_array() && std::any_of(value.array().begin(), value.array().end(), has_table);
}

bool stands_inline(const ConfigMember& member) {
  if (member.value.is_array_of_tables()) return false;
  if (!member.value.is_table()) return true;
  const auto& members = member.value.table();
  const bool flat = std::none_of(members.begin(), members.end(),
                                 [](const ConfigMember& m) { return has_table(m.value); });
  return flat && member.key.size() + inline_text(member.value).size() < kMaxInlineLength;
}

void write_table(const ConfigValue& table, const std::string& prefix, std::string& out) {
  for (const ConfigMember& member : table.table()) {
    // Under the root every table has a header: "[network]" is what people look for.
    if (!stands_inline(member) || (prefix.empty() && member.value.is_table())) continue;
    out += key_text(member.key) + " = " + inline_text(member.value) + "\n";
  }
  for (const ConfigMember& member : table.table()) {
    const std::string path = prefix + key_text(member.key);
    if (member.value.is_array_of_tables()) {
      for (const ConfigValue& element : member.value.array()) {
        out += "\n[[" + path + "]]\n";
        write_table(element, path + ".", out);
      }
    } else if (member.value.is_table() && (prefix.empty() || !stands_inline(member))) {
      out += "\n[" + path + "]\n";
      write_table(member.value, path + ".", out);
    }
  }
}

}  // namespace

std::string quote_toml(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      quoted += fmt::format("\\u{:04X}", byte);
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string write_toml(const ConfigValue& root) {
  std::string out;
  write_table(root, "", out);
  if (!out.empty() && out.front() == '\n') out.erase(0, 1);
  return out;
}

}  // namespace orbitmesh
