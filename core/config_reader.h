#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/config_checks.h"
#include "core/config_value.h"
#include "core/field_types.h"
#include "core/fields.h"
#include "core/quantity.h"

namespace orbitmesh {

template <class Section>
void read_section(const ConfigValue& table, Section& section,
                  std::string_view name = "the document");

namespace config_reader_detail {

template <class T>
std::string format_bound(const T& bound) {
  if constexpr (is_quantity_v<T>) {
    return format_quantity(bound);
  } else {
    return format_number(bound);
  }
}

template <class T>
inline constexpr bool has_range_v =
    is_quantity_v<T> || std::is_same_v<T, std::int64_t> || std::is_same_v<T, double>;

template <class T>
void check_range(const ConfigValue& value, std::string_view key, const T& read, const T* low,
                 const T* high, bool low_excluded) {
  const bool too_low = low != nullptr && (read < *low || (low_excluded && read == *low));
  const bool too_high = high != nullptr && *high < read;
  if (!too_low && !too_high) return;
  std::string range;
  if (low != nullptr) range = (low_excluded ? "greater than " : "at least ") + format_bound(*low);
  if (high != nullptr) range += (low ? " and at most " : "at most ") + format_bound(*high);
  reject_range(value, key, range);
}

// The bound of a Spec<T> or Spec<std::optional<T>>, null without one.
template <class T>
const T* bound(const std::optional<T>& given) {
  return given ? &*given : nullptr;
}
template <class T>
const T* bound(const std::optional<std::optional<T>>& given) {
  return given && *given ? &**given : nullptr;
}

template <class T>
T read_quantity(const ConfigValue& value, std::string_view key) {
  const QuantityKind& kind = quantity_kind<T>();
  if (value.is_number()) {
    reject_bare_number(value, key, kind.name, kind.unit_list(), kind.example);
  }
  const std::string& text = read_string(value, key);
  try {
    return parse_quantity<T>(text);
  } catch (const InputError& error) {
    throw InputError(value.where(), "'" + std::string(key) + "': " + error.what());
  }
}

template <class E>
E read_enum(const ConfigValue& value, std::string_view key) {
  const std::string& text = read_string(value, key);
  for (const auto& entry : enum_names(E{})) {
    if (entry.name == text) return entry.value;
  }
  reject_name(value, key, names_of<E>(), names_not_available<E>());
}

template <class T>
T read_scalar(const ConfigValue& value, std::string_view key) {
  if constexpr (is_quantity_v<T>) {
    return read_quantity<T>(value, key);
  } else if constexpr (std::is_enum_v<T>) {
    return read_enum<T>(value, key);
  } else if constexpr (std::is_same_v<T, bool>) {
    return read_bool(value, key);
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    return read_integer(value, key);
  } else if constexpr (std::is_same_v<T, double>) {
    return read_number(value, key);
  } else {
    static_assert(std::is_same_v<T, std::string>, "not a field type of core/fields.h");
    return read_string(value, key);
  }
}

template <class T, class S>
void read_value(const ConfigValue& value, std::string_view key, T& member, const Spec<S>& spec);

template <class T, class S>
void read_array(const ConfigValue& value, std::string_view key, std::vector<T>& member,
                const Spec<S>& spec) {
  if (is_section_v<T> && value.is_table()) reject_single_table(value, key);
  if (!value.is_array()) reject_type(value, key, "an array");
  if (spec.is_not_empty()) check_not_empty(value, key);
  if (spec.maximum_count()) check_count(value, key, *spec.maximum_count());
  member.clear();
  member.reserve(value.array().size());
  for (const ConfigValue& element : value.array()) {
    read_value(element, key, member.emplace_back(), spec);
  }
}

/// { value = …, source = "…", confidence = "O" }
template <class T, class S>
struct SourcedSection {
  Sourced<T>& sourced;
  const Spec<S>& spec;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("value", sourced.value, spec.required());
    v.field("source", sourced.source,
            Spec<std::string>("where the figure comes from; may be missing for a guess"));
    v.field("confidence", sourced.confidence,
            Spec<Confidence>("O official, P press, D derived, G guess").required());
  }
};

template <class T, class S>
void read_value(const ConfigValue& value, std::string_view key, T& member, const Spec<S>& spec) {
  if constexpr (is_optional_v<T>) {
    read_value(value, key, member.emplace(), spec);
  } else if constexpr (is_vector_v<T>) {
    read_array(value, key, member, spec);
  } else if constexpr (is_sourced_v<T>) {
    member.source.clear();  // the default's source does not vouch for another value
    SourcedSection<decltype(member.value), S> section{member, spec};
    read_section(value, section, key);
    if (member.source.empty() && member.confidence != Confidence::kGuess) {
      reject_missing(value, "source", "a figure that is no guess needs one");
    }
  } else if constexpr (is_section_v<T>) {
    read_section(value, member, key);
  } else {
    member = read_scalar<T>(value, key);
    if constexpr (std::is_same_v<T, std::string>) {
      if (spec.is_not_empty()) check_not_empty(value, key);
      if (spec.is_identifier()) check_identifier(value, key);
    }
    constexpr bool same = std::is_same_v<T, S> || std::is_same_v<std::optional<T>, S>;
    if constexpr (has_range_v<T> && same) {
      check_range(value, key, member, bound<T>(spec.minimum()), bound<T>(spec.maximum()),
                  spec.minimum_excluded());
    }
  }
}

/// Visitor that reads the fields of one section from a table.
class ConfigReader {
 public:
  /// `where` may be null.
  ConfigReader(const ConfigValue& table, SectionLocation* where) : table_(table), where_(where) {
    if (where_ == nullptr) return;
    *where_ = {};
    where_->set_section(table.where());
  }

  template <class T, class S>
  void field(std::string_view key, T& member, const Spec<S>& spec) {
    const ConfigValue* value = table_.find(key);
    if (value == nullptr) {
      if (spec.is_required()) reject_missing(table_, key, spec.doc());
      return;
    }
    record(key, *value);
    read_value(*value, key, member, spec);
  }

 private:
  void record(std::string_view key, const ConfigValue& value) {
    if (where_ == nullptr) return;
    where_->set_value(key, value.where());
    if (!value.is_array() || value.is_array_of_tables()) return;
    for (std::size_t i = 0; i < value.array().size(); ++i) {
      where_->set_element(key, i, value.array()[i].where());
    }
  }

  const ConfigValue& table_;
  SectionLocation* where_;
};

}  // namespace config_reader_detail

/// Reads a section (core/fields.h) from a table. Keys that are not given keep the
/// section's present values. Throws InputError with file:line:column for an unknown key,
/// a missing required one, a wrong type, a missing or wrong unit and a value out of
/// range. `name` is the section's key in messages.
template <class Section>
void read_section(const ConfigValue& table, Section& section, std::string_view name) {
  if (table.is_array_of_tables()) reject_repeated_table(table, name);
  if (!table.is_table()) reject_type(table, name, "a table");
  KeyCollector keys;
  section.visit_fields(keys);
  check_keys(table, keys.keys(), keys_not_available<Section>());
  SectionLocation* where = nullptr;
  if constexpr (has_where_v<Section>) where = &section.where;
  config_reader_detail::ConfigReader reader(table, where);
  section.visit_fields(reader);
}

}  // namespace orbitmesh
