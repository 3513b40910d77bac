#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/config_writer.h"
#include "core/field_types.h"
#include "core/fields.h"
#include "core/quantity.h"

namespace orbitmesh {

/// Markdown reference of a section and everything in it, from the same visitors that
/// read files: a heading and a table of keys (type, default, range, meaning) each.
class ReferenceWriter {
 public:
  /// The page's tables for `section`, whose initial values are the defaults.
  template <class Section>
  static std::string page(Section section) {
    ReferenceWriter writer;
    section.visit_fields(writer);
    return writer.take_page("");
  }

  template <class T, class S>
  void field(std::string_view key, T& member, const Spec<S>& spec) {
    describe<T>(key, &member, spec);
  }

 private:
  template <class T, class S>
  void describe(std::string_view key, const T* member, const Spec<S>& spec) {
    if constexpr (is_optional_v<T>) {
      using Value = typename T::value_type;
      describe<Value>(key, static_cast<const Value*>(nullptr), spec);
    } else if constexpr (is_vector_v<T>) {
      using Value = typename T::value_type;
      if constexpr (is_section_v<Value>) {
        add_section<Value>(key, Value{}, spec.doc(), true);
      } else {
        add_row(key, "list of " + type_name<Value>(), "[]", range_of(spec), spec.doc(),
                spec.is_required());
      }
    } else if constexpr (is_section_v<T>) {
      add_section<T>(key, T{}, spec.doc(), false);
    } else {
      const bool has_default = member != nullptr && !spec.is_required();
      add_row(key, type_name<T>(), has_default ? text_of(*member) : "", range_of(spec), spec.doc(),
              spec.is_required());
    }
  }

  template <class T>
  void add_section(std::string_view key, T section, std::string_view doc, bool repeated) {
    ReferenceWriter inner;
    inner.path_ = path_.empty() ? std::string(key) : path_ + "." + std::string(key);
    inner.repeated_ = repeated;
    section.visit_fields(inner);
    sections_ += inner.take_page(doc);
  }

  template <class T>
  static std::string type_name() {
    if constexpr (std::is_same_v<T, bool>) {
      return "true or false";
    } else if constexpr (is_quantity_v<T>) {
      const QuantityKind& kind = quantity_kind<T>();
      return std::string(kind.name) + ", `\"" + std::string(kind.example) + "\"`";
    } else if constexpr (std::is_enum_v<T>) {
      std::string names;
      for (const std::string_view name : names_of<T>()) {
        names += (names.empty() ? "`\"" : ", `\"") + std::string(name) + "\"`";
      }
      return names;
    } else if constexpr (std::is_integral_v<T>) {
      return "integer";
    } else if constexpr (std::is_floating_point_v<T>) {
      return "number";
    } else {
      return "text";
    }
  }

  template <class T>
  static std::string text_of(const T& value) {
    std::string text;
    if constexpr (is_quantity_v<T>) {
      text = "\"" + format_quantity(value) + "\"";
    } else if constexpr (std::is_enum_v<T>) {
      text = "\"" + std::string(to_string(value)) + "\"";
    } else if constexpr (std::is_same_v<T, std::string>) {
      text = value.empty() ? "" : "\"" + value + "\"";
    } else if constexpr (std::is_same_v<T, bool>) {
      text = value ? "true" : "false";
    } else {
      text = shortest(static_cast<double>(value));
    }
    return text.empty() ? text : "`" + text + "`";
  }

  template <class S>
  static std::string range_of(const Spec<S>& spec) {
    std::string range;
    if constexpr (is_quantity_v<S> || std::is_arithmetic_v<S>) {
      if (spec.minimum()) {
        range = (spec.minimum_excluded() ? "> " : ">= ") + text_of(*spec.minimum());
      }
      if (spec.maximum()) range += (range.empty() ? "<= " : ", <= ") + text_of(*spec.maximum());
    }
    return range;
  }

  static std::string shortest(double value);
  void add_row(std::string_view key, const std::string& type, const std::string& initial,
               const std::string& range, std::string_view doc, bool required);
  std::string take_page(std::string_view doc) const;

  std::string path_;
  bool repeated_ = false;
  std::string rows_;
  std::string sections_;
};

}  // namespace orbitmesh
