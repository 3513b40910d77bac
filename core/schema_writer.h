#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/field_types.h"
#include "core/fields.h"
#include "core/quantity.h"
#include "core/sourced.h"

namespace orbitmesh {

/// JSON Schema (draft 2020-12) of a section and everything in it, from the same visitors
/// that read files. A quantity is a string whose pattern has the permitted units and, where
/// the least permitted value is not negative, no minus sign; its other bounds cannot be said
/// in JSON Schema and stand in the description.
class SchemaWriter {
 public:
  enum class Presence {
    kAsRequired,  ///< of a whole document: required keys must be there
    kAnyMissing,  ///< of one that extends another: any key may be missing
  };

  /// The schema of an object that is `section`, as compact JSON without `$schema`.
  template <class Section>
  static std::string schema(Section section, Presence presence) {
    return object_schema(section, {}, presence);
  }

  template <class T, class S>
  void field(std::string_view key, T& member, const Spec<S>& spec) {
    add_property(key, schema_of<T>(&member, spec, presence_),
                 spec.is_required() && presence_ == Presence::kAsRequired);
  }

 private:
  /// Members of one JSON object, in order.
  class Members {
   public:
    void add(std::string_view key, std::string_view json);
    void add_text(std::string_view key, std::string_view text);
    std::string object() const { return "{" + text_ + "}"; }

   private:
    std::string text_;
  };

  explicit SchemaWriter(Presence presence) : presence_(presence) {}

  template <class Section>
  static std::string object_schema(Section& section, std::string_view doc, Presence presence) {
    SchemaWriter writer(presence);
    section.visit_fields(writer);
    return writer.object(doc);
  }

  template <class T, class S>
  static std::string schema_of(const T* initial, const Spec<S>& spec, Presence presence) {
    if constexpr (is_optional_v<T>) {
      using Value = typename T::value_type;
      return schema_of<Value>(static_cast<const Value*>(nullptr), spec, presence);
    } else if constexpr (is_vector_v<T>) {
      using Value = typename T::value_type;
      const std::string items =
          schema_of<Value>(static_cast<const Value*>(nullptr), spec, presence);
      return array(items, spec.doc(), spec.is_not_empty(), spec.maximum_count());
    } else if constexpr (is_sourced_v<T>) {
      return sourced_schema<T>(spec, presence);
    } else if constexpr (is_section_v<T>) {
      T section{};
      return object_schema(section, spec.doc(), presence);
    } else {
      return scalar_schema<T>(spec.is_required() ? nullptr : initial, spec);
    }
  }

  /// { value = …, source = "…", confidence = "O" }
  template <class T, class S>
  static std::string sourced_schema(const Spec<S>& spec, Presence presence) {
    using Value = decltype(T::value);
    SchemaWriter writer(presence);
    const bool required = presence == Presence::kAsRequired;
    writer.add_property(
        "value", schema_of<Value>(static_cast<const Value*>(nullptr), spec, presence), required);
    writer.add_property("source", R"({"type":"string"})", false);
    writer.add_property("confidence", R"({"enum":["O","P","D","G"]})", required);
    return writer.object(spec.doc());
  }

  template <class T, class S>
  static std::string scalar_schema(const T* initial, const Spec<S>& spec) {
    Members members;
    constexpr bool bounded = std::is_same_v<T, S> || std::is_same_v<std::optional<T>, S>;
    if constexpr (is_quantity_v<T>) {
      bool negative = true;
      if constexpr (bounded) negative = !(spec.minimum() && !(value_of(*spec.minimum()) < T{}));
      members.add_text("type", "string");
      members.add_text("pattern", pattern(quantity_kind<T>(), negative));
      if (initial) members.add_text("default", format_quantity(*initial));
    } else if constexpr (std::is_enum_v<T>) {
      members.add("enum", text_array(names_of<T>()));
      if (initial) members.add_text("default", to_string(*initial));
    } else if constexpr (std::is_same_v<T, bool>) {
      members.add_text("type", "boolean");
      if (initial) members.add("default", *initial ? "true" : "false");
    } else if constexpr (std::is_same_v<T, std::string>) {
      add_string(members, spec.is_not_empty(), spec.is_identifier());
      if (initial && !initial->empty()) members.add_text("default", *initial);
    } else {
      members.add_text("type", std::is_integral_v<T> ? "integer" : "number");
      if constexpr (bounded) {
        const char* least = spec.minimum_excluded() ? "exclusiveMinimum" : "minimum";
        if (spec.minimum()) members.add(least, number(value_of(*spec.minimum())));
        if (spec.maximum()) members.add("maximum", number(value_of(*spec.maximum())));
      }
      if (initial) members.add("default", number(*initial));
    }
    members.add_text("description", description<T>(spec));
    return members.object();
  }

  template <class T, class S>
  static std::string description(const Spec<S>& spec) {
    std::string text(spec.doc());
    if constexpr (is_quantity_v<T> &&
                  (std::is_same_v<T, S> || std::is_same_v<std::optional<T>, S>)) {
      if (spec.minimum()) {
        text += (spec.minimum_excluded() ? "; > " : "; >= ") +
                format_quantity(value_of(*spec.minimum()));
      }
      if (spec.maximum()) text += "; <= " + format_quantity(value_of(*spec.maximum()));
    }
    return text;
  }

  template <class T>
  static const T& value_of(const T& bound) {
    return bound;
  }
  template <class T>
  static const T& value_of(const std::optional<T>& bound) {
    return *bound;
  }

  static std::string number(std::int64_t value);
  static std::string number(double value);
  static std::string text_array(const std::vector<std::string_view>& texts);
  static std::string pattern(const QuantityKind& kind, bool negative);
  static std::string array(const std::string& items, std::string_view doc, bool not_empty,
                           const std::optional<std::int64_t>& max_count);
  static void add_string(Members& members, bool not_empty, bool identifier);

  void add_property(std::string_view key, std::string_view schema, bool required);
  std::string object(std::string_view doc) const;

  Presence presence_;
  Members properties_;
  std::vector<std::string_view> required_;
};

}  // namespace orbitmesh
