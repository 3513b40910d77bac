#include "orbit/object_names.h"

#include <fmt/format.h>

#include <map>

namespace orbitmesh {

std::vector<std::string> object_names(const std::vector<ElementSet>& elements) {
  std::vector<std::string> names;
  std::map<std::string, int> uses;
  for (const ElementSet& set : elements) {
    names.push_back(set.name.empty() ? std::to_string(set.catalog_number) : set.name);
    ++uses[names.back()];
  }
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (uses[names[i]] > 1) names[i] = fmt::format("{} ({})", names[i], elements[i].catalog_number);
  }
  return names;
}

}  // namespace orbitmesh
