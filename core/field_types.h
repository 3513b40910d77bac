#pragma once

#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/sourced.h"

namespace orbitmesh {

/// Compile-time questions about field types, for visitors (core/fields.h).

template <class T>
inline constexpr bool is_optional_v = false;
template <class T>
inline constexpr bool is_optional_v<std::optional<T>> = true;

template <class T>
inline constexpr bool is_vector_v = false;
template <class T>
inline constexpr bool is_vector_v<std::vector<T>> = true;

template <class T>
inline constexpr bool is_sourced_v = false;
template <class T>
inline constexpr bool is_sourced_v<Sourced<T>> = true;

namespace field_types_detail {

struct AnyVisitor {
  template <class T, class S>
  void field(std::string_view, T&, const Spec<S>&) {}
};

template <class T, class = void>
struct IsSection : std::false_type {};
template <class T>
struct IsSection<
    T, std::void_t<decltype(std::declval<T&>().visit_fields(std::declval<AnyVisitor&>()))>>
    : std::true_type {};

template <class T, class = void>
struct HasWhere : std::false_type {};
template <class T>
struct HasWhere<T, std::void_t<decltype(T::where)>>
    : std::is_same<decltype(T::where), SectionLocation> {};

template <class T, class = void>
struct HasNotAvailable : std::false_type {};
template <class T>
struct HasNotAvailable<T, std::void_t<decltype(T::kNotAvailable)>> : std::true_type {};

template <class E, class = void>
struct HasUnavailableNames : std::false_type {};
template <class E>
struct HasUnavailableNames<E, std::void_t<decltype(unavailable_names(E{}))>> : std::true_type {};

}  // namespace field_types_detail

/// A struct with a field visitor.
template <class T>
inline constexpr bool is_section_v = field_types_detail::IsSection<T>::value;

/// A section with a member `SectionLocation where`.
template <class T>
inline constexpr bool has_where_v = field_types_detail::HasWhere<T>::value;

/// Keys of a section that this version knows but does not implement.
template <class S>
std::vector<std::string_view> keys_not_available() {
  if constexpr (field_types_detail::HasNotAvailable<S>::value) {
    return {S::kNotAvailable.begin(), S::kNotAvailable.end()};
  } else {
    return {};
  }
}

/// Names of an enum's values, in the order of the enum.
template <class E>
std::vector<std::string_view> names_of() {
  std::vector<std::string_view> names;
  for (const auto& entry : enum_names(E{})) names.push_back(entry.name);
  return names;
}

/// Names that this version knows but does not implement.
template <class E>
std::vector<std::string_view> names_not_available() {
  if constexpr (field_types_detail::HasUnavailableNames<E>::value) {
    const auto names = unavailable_names(E{});
    return {names.begin(), names.end()};
  } else {
    return {};
  }
}

/// Collects the keys of a section.
class KeyCollector {
 public:
  template <class T, class S>
  void field(std::string_view key, T&, const Spec<S>&) {
    keys_.push_back(key);
  }
  const std::vector<std::string_view>& keys() const { return keys_; }

 private:
  std::vector<std::string_view> keys_;
};

}  // namespace orbitmesh
