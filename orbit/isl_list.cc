#include "orbit/isl_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/text_file.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kMaxFileBytes = 64 << 20;
constexpr std::string_view kBlanks = " \t\r";

/// Takes the first word off `line`; empty at its end.
std::string_view next_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
  const std::string_view word = line.substr(0, line.find_first_of(kBlanks));
  line.remove_prefix(word.size());
  return word;
}

int read_index(std::string_view word, int satellites, const SourceLocation& where) {
  int index = -1;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), index);
  if (error != std::errc() || end != word.data() + word.size() || index < 0) {
    throw InputError(where, fmt::format("'{}' is no satellite index", word));
  }
  if (index >= satellites) {
    throw InputError(where, fmt::format("satellite {} of {}: indices count from 0 in the order of "
                                        "the element sets",
                                        index, satellites));
  }
  return index;
}

std::pair<int, int> read_link(std::string_view line, int satellites, const SourceLocation& where) {
  const std::string_view first = next_word(line);
  const std::string_view second = next_word(line);
  if (second.empty() || !next_word(line).empty()) {
    throw InputError(where, "a link is two satellite indices, such as '0 34'");
  }
  const int a = read_index(first, satellites, where);
  const int b = read_index(second, satellites, where);
  if (a == b) throw InputError(where, fmt::format("satellite {} is linked to itself", a));
  return std::minmax(a, b);
}

}  // namespace

std::vector<IslLink> read_isl_list(const std::string& file, int satellites) {
  const std::string text = read_text_file(file, kMaxFileBytes);
  std::map<std::pair<int, int>, int> line_of_link;
  std::string_view rest = text;
  for (int number = 1; !rest.empty(); ++number) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.find_first_not_of(kBlanks) == std::string_view::npos) continue;
    const SourceLocation where{file, number, 0};
    const auto link = read_link(line, satellites, where);
    const auto [entry, is_new] = line_of_link.emplace(link, number);
    if (!is_new) {
      throw InputError(where, fmt::format("the link {} {} stands in line {} already", link.first,
                                          link.second, entry->second));
    }
  }
  if (line_of_link.empty()) throw InputError(SourceLocation{file, 0, 0}, "no link in the file");
  std::vector<IslLink> links;
  links.reserve(line_of_link.size());
  for (const auto& [link, number] : line_of_link) links.push_back({link.first, link.second, false});
  return links;
}

}  // namespace orbitmesh
