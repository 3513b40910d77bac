#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orbitmesh {

/// Number of insertions, deletions, replacements and swaps of neighbours (optimal string
/// alignment) that turn `a` into `b`; case is ignored.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `name` if near enough to be a misspelling, else empty.
std::string_view nearest_name(std::string_view name,
                              const std::vector<std::string_view>& candidates);

/// ", did you mean 'x'?" for the nearest candidate, or an empty text.
std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& candidates);

/// "a, b, c"; of more than 20 names the first 20 and "...". "none" for no name.
std::string list_names(const std::vector<std::string_view>& names);

}  // namespace orbitmesh
