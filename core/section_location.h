#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"

namespace orbitmesh {

/// Where a section and the values of its keys stand in the input, for checks that come
/// after reading. Empty for a section that was not read from a file.
class SectionLocation {
 public:
  /// Where the section begins.
  const SourceLocation& section() const { return section_; }
  /// Where the value of `key` stands; the section's place when the key was not given.
  const SourceLocation& of(std::string_view key) const {
    for (const auto& [known, where] : values_) {
      if (known == key) return where;
    }
    return section_;
  }
  /// Where element `index` of the array `key` stands.
  const SourceLocation& of(std::string_view key, std::size_t index) const {
    const std::string element = element_key(key, index);
    for (const auto& [known, where] : values_) {
      if (known == element) return where;
    }
    return of(key);
  }
  /// Whether the input gave a value for `key`.
  bool given(std::string_view key) const {
    for (const auto& entry : values_) {
      if (entry.first == key) return true;
    }
    return false;
  }

  void set_section(SourceLocation where) { section_ = std::move(where); }
  void set_value(std::string_view key, SourceLocation where) {
    values_.emplace_back(key, std::move(where));
  }
  void set_element(std::string_view key, std::size_t index, SourceLocation where) {
    values_.emplace_back(element_key(key, index), std::move(where));
  }

 private:
  static std::string element_key(std::string_view key, std::size_t index) {
    return std::string(key) + "[" + std::to_string(index) + "]";
  }

  SourceLocation section_;
  std::vector<std::pair<std::string, SourceLocation>> values_;
};

}  // namespace orbitmesh
