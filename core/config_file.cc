#include "core/config_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <vector>

#include "core/toml_reader.h"

namespace orbitmesh {
namespace {

void merge_array(ConfigValue::Array& base, const ConfigValue::Array& overlay) {
  std::map<std::string, std::size_t, std::less<>> index_of;
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (!base[i].name().empty()) index_of.emplace(base[i].name(), i);
  }
  for (const ConfigValue& element : overlay) {
    const auto known = index_of.find(element.name());
    if (known == index_of.end()) {
      base.push_back(element);
      continue;
    }
    base[known->second] = merge_config(std::move(base[known->second]), element);
    index_of.erase(known);  // a second element of the name is a duplicate, not a merge
  }
}

std::filesystem::path canonical(const std::string& path) {
  std::error_code error;
  const auto result = std::filesystem::weakly_canonical(path, error);
  return error ? std::filesystem::path(path) : result;
}

ConfigValue read_chain(const std::string& path, std::vector<std::filesystem::path>& chain) {
  ConfigValue document = read_toml_file(path);
  chain.push_back(canonical(path));
  const ConfigValue* extends = document.find("extends");
  if (extends == nullptr) return document;
  const SourceLocation where = extends->where();
  if (!extends->is_string() || extends->string().empty()) {
    throw InputError(where, "'extends' must be the name of a file in quotes");
  }
  const std::string base = (std::filesystem::path(path).parent_path() / extends->string()).string();
  if (std::find(chain.begin(), chain.end(), canonical(base)) != chain.end()) {
    throw InputError(where, fmt::format("'extends' forms a cycle: '{}' extends itself, directly or "
                                        "through others; remove one of the 'extends'",
                                        extends->string()));
  }
  if (chain.size() > kMaxExtends) {
    throw InputError(where, fmt::format("'extends' goes deeper than {} files", kMaxExtends));
  }
  document.erase("extends");
  if (!std::filesystem::exists(canonical(base))) {
    throw InputError(where, fmt::format("'extends' names '{}', but there is no such file", base));
  }
  return merge_config(read_chain(base, chain), document);
}

}  // namespace

ConfigValue merge_config(ConfigValue base, const ConfigValue& overlay) {
  if (base.is_table() && overlay.is_table()) {
    for (const ConfigMember& member : overlay.table()) {
      ConfigValue* known = base.find(member.key);
      ConfigValue merged =
          known == nullptr ? member.value : merge_config(std::move(*known), member.value);
      base.set(member.key, member.where, std::move(merged));
    }
    return base;
  }
  if (base.is_array_of_tables() && overlay.is_array_of_tables()) {
    merge_array(base.array(), overlay.array());
    return base;
  }
  return overlay;
}

ConfigValue read_config_file(const std::string& path) {
  std::vector<std::filesystem::path> chain;
  return read_chain(path, chain);
}

}  // namespace orbitmesh
