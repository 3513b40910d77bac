#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/field_types.h"

namespace orbitmesh::testing {

/// Counts the figures of a section, at any depth, and asserts that each names its source.
struct SourceChecker {
  std::string path;
  int figures = 0;

  template <class T, class S>
  void field(std::string_view key, T& member, const Spec<S>& spec) {
    if constexpr (is_optional_v<T>) {
      if (member) field(key, *member, spec);
    } else if constexpr (is_sourced_v<T>) {
      ++figures;
      EXPECT_FALSE(member.source.empty()) << path << "." << key;
    } else if constexpr (is_section_v<T>) {
      SourceChecker nested{path + "." + std::string(key)};
      member.visit_fields(nested);
      figures += nested.figures;
    }
  }
};

/// How many figures a profile has.
template <class Profile>
int figures_of(Profile profile) {
  SourceChecker checker{profile.name};
  profile.visit_fields(checker);
  return checker.figures;
}

}  // namespace orbitmesh::testing
