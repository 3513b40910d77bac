#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace orbitmesh {

/// What a section says about one of its keys: meaning, permitted range, presence.
/// The same description gives the loader's checks, the resolved file, the JSON
/// Schema and the reference pages.
///
/// A section is a plain struct with defaults and one visitor over its fields:
///
///     struct NetworkSection {
///       Duration route_interval = Duration::from_s(1);
///       template <class Visitor>
///       void visit_fields(Visitor& v) {
///         v.field("route_interval", route_interval,
///                 Spec<Duration>("time between two route computations")
///                     .min(Duration::from_ms(10)).max(Duration::from_s(60)));
///       }
///     };
///
/// Field types: bool, std::int64_t, double (dimensionless), std::string, the
/// quantities of core/units.h and Duration (written as strings with a unit), enums
/// with enum_names(), Sourced<T>, nested sections, std::optional<T> and std::vector<T>
/// of all these. A key that is not `required` keeps the member's initial value.
///
/// The Spec of an optional, a vector or a Sourced may be one of the contained type; its
/// bounds then hold for every contained value.
///
/// A section may have a member `SectionLocation where` (core/section_location.h), which
/// the reader fills, and a `static constexpr std::array<std::string_view, N>
/// kNotAvailable` of keys that are known but not available in this version.
template <class T>
class Spec {
 public:
  constexpr explicit Spec(std::string_view doc) : doc_(doc) {}

  constexpr Spec min(T bound) const {
    Spec s = *this;
    s.min_ = bound;
    return s;
  }
  constexpr Spec max(T bound) const {
    Spec s = *this;
    s.max_ = bound;
    return s;
  }
  /// The value must be greater than `bound`.
  constexpr Spec above(T bound) const {
    Spec s = *this;
    s.min_ = bound;
    s.min_excluded_ = true;
    return s;
  }
  constexpr Spec required() const {
    Spec s = *this;
    s.required_ = true;
    return s;
  }
  /// For vectors (at least one element) and strings (not empty).
  constexpr Spec not_empty() const {
    Spec s = *this;
    s.not_empty_ = true;
    return s;
  }

  /// For strings: 1 to 40 of the characters a-z, 0-9 and '-'.
  constexpr Spec identifier() const {
    Spec s = *this;
    s.identifier_ = true;
    return s;
  }
  /// For vectors: at most `count` elements.
  constexpr Spec max_count(std::int64_t count) const {
    Spec s = *this;
    s.max_count_ = count;
    return s;
  }

  /// How the host is to run it, with no part in results: left out of resolved files.
  constexpr Spec of_host() const {
    Spec s = *this;
    s.of_host_ = true;
    return s;
  }

  constexpr std::string_view doc() const { return doc_; }
  constexpr const std::optional<T>& minimum() const { return min_; }
  constexpr const std::optional<T>& maximum() const { return max_; }
  constexpr bool minimum_excluded() const { return min_excluded_; }
  constexpr bool is_required() const { return required_; }
  constexpr bool is_not_empty() const { return not_empty_; }
  constexpr bool is_identifier() const { return identifier_; }
  constexpr bool is_of_host() const { return of_host_; }
  constexpr const std::optional<std::int64_t>& maximum_count() const { return max_count_; }

 private:
  std::string_view doc_;
  std::optional<T> min_;
  std::optional<T> max_;
  bool min_excluded_ = false;
  bool required_ = false;
  bool not_empty_ = false;
  bool identifier_ = false;
  bool of_host_ = false;
  std::optional<std::int64_t> max_count_;
};

/// Names of an enum's values in files. An enum E that is a field type has, in its
/// own namespace, `constexpr std::array<EnumName<E>, N> enum_names(E)`, found by
/// argument-dependent lookup (the argument is ignored). Names that are known but not
/// available in this version stand in `unavailable_names(E)`, an array of
/// std::string_view found in the same way; it may be missing.
template <class E>
struct EnumName {
  E value;
  std::string_view name;
};

template <class E>
constexpr std::string_view to_string(E value) {
  for (const auto& entry : enum_names(E{})) {
    if (entry.value == value) return entry.name;
  }
  return "?";
}

}  // namespace orbitmesh
