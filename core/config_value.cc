#include "core/config_value.h"

#include <algorithm>
#include <array>

namespace orbitmesh {

ConfigValue::ConfigValue() = default;
ConfigValue::ConfigValue(Payload payload, SourceLocation where)
    : payload_(std::move(payload)), where_(std::move(where)) {}
ConfigValue::ConfigValue(const ConfigValue&) = default;
ConfigValue::ConfigValue(ConfigValue&&) noexcept = default;
ConfigValue& ConfigValue::operator=(const ConfigValue&) = default;
ConfigValue& ConfigValue::operator=(ConfigValue&&) noexcept = default;
ConfigValue::~ConfigValue() = default;

std::string_view ConfigValue::kind_name() const {
  static constexpr std::array<std::string_view, 6> kNames = {"a table",    "an array", "a string",
                                                             "an integer", "a number", "a boolean"};
  return kNames[payload_.index()];
}

bool ConfigValue::is_array_of_tables() const {
  return is_array() && !array().empty() &&
         std::all_of(array().begin(), array().end(),
                     [](const ConfigValue& element) { return element.is_table(); });
}

const ConfigValue* ConfigValue::find(std::string_view key) const {
  for (const ConfigMember& member : table()) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

ConfigValue* ConfigValue::find(std::string_view key) {
  return const_cast<ConfigValue*>(std::as_const(*this).find(key));
}

ConfigValue& ConfigValue::set(std::string key, SourceLocation key_where, ConfigValue value) {
  for (ConfigMember& member : table()) {
    if (member.key != key) continue;
    member.where = std::move(key_where);
    return member.value = std::move(value);
  }
  table().push_back({std::move(key), std::move(key_where), std::move(value)});
  return table().back().value;
}

void ConfigValue::erase(std::string_view key) {
  Table& members = table();
  members.erase(std::remove_if(members.begin(), members.end(),
                               [&](const ConfigMember& member) { return member.key == key; }),
                members.end());
}

std::string_view ConfigValue::name() const {
  if (!is_table()) return {};
  const ConfigValue* value = find("name");
  return value != nullptr && value->is_string() ? std::string_view(value->string())
                                                : std::string_view();
}

}  // namespace orbitmesh
