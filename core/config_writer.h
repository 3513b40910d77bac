#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/config_value.h"
#include "core/field_types.h"
#include "core/fields.h"
#include "core/quantity.h"
#include "core/toml_writer.h"

namespace orbitmesh {

template <class Section>
ConfigValue section_to_config(const Section& section);

namespace config_writer_detail {

template <class T>
ConfigValue to_config(const T& member);

template <class T>
ConfigValue sourced_to_config(const Sourced<T>& sourced) {
  ConfigValue table;
  table.set("value", {}, to_config(sourced.value));
  table.set("source", {}, to_config(sourced.source));
  table.set("confidence", {}, to_config(sourced.confidence));
  return table;
}

template <class T>
ConfigValue vector_to_config(const std::vector<T>& elements) {
  ConfigValue::Array array;
  for (const T& element : elements) array.push_back(to_config(element));
  return ConfigValue(std::move(array));
}

template <class T>
ConfigValue to_config(const T& member) {
  if constexpr (is_vector_v<T>) {
    return vector_to_config(member);
  } else if constexpr (is_sourced_v<T>) {
    return sourced_to_config(member);
  } else if constexpr (is_section_v<T>) {
    return section_to_config(member);
  } else if constexpr (is_quantity_v<T>) {
    return ConfigValue(format_quantity(member));
  } else if constexpr (std::is_enum_v<T>) {
    return ConfigValue(std::string(to_string(member)));
  } else {
    return ConfigValue(ConfigValue::Payload(member));
  }
}

/// Visitor that writes the fields of one section into a table. An empty optional
/// leaves its key out, and so does a field of the host.
class ConfigWriter {
 public:
  template <class T, class S>
  void field(std::string_view key, T& member, const Spec<S>& spec) {
    if (spec.is_of_host()) return;
    if constexpr (is_optional_v<T>) {
      if (member) table_.set(std::string(key), {}, to_config(*member));
    } else {
      table_.set(std::string(key), {}, to_config(member));
    }
  }
  ConfigValue take() { return std::move(table_); }

 private:
  ConfigValue table_;
};

}  // namespace config_writer_detail

/// A section (core/fields.h) as a table with every default explicit, without what is of
/// the host (Spec::of_host).
template <class Section>
ConfigValue section_to_config(const Section& section) {
  Section copy = section;  // visitors take mutable members
  config_writer_detail::ConfigWriter writer;
  copy.visit_fields(writer);
  return writer.take();
}

/// TOML text of a section with every default explicit; read_section() of it gives the
/// same section, but for fields of the host.
template <class Section>
std::string write_section(const Section& section) {
  return write_toml(section_to_config(section));
}

}  // namespace orbitmesh
