#include "tests/structure/include_rules.h"

#include <algorithm>
#include <map>
#include <set>

namespace orbitmesh {
namespace {

using Folders = std::set<std::string, std::less<>>;

/// The folders from which each folder may include, beside itself. docs/architecture.md
/// shows the same graph.
const std::map<std::string, Folders, std::less<>>& allowed_dependencies() {
  static const std::map<std::string, Folders, std::less<>> kAllowed = {
      {"core", {}},
      {"wire", {"core"}},
      {"orbit", {"core"}},
      {"inference", {"core", "wire"}},
      {"mesh", {"core", "orbit"}},
      {"nodes", {"core", "wire", "orbit", "inference", "mesh"}},
      {"scenarios", {"core", "wire", "orbit", "inference", "mesh", "nodes"}},
      {"bench", {"core", "wire", "orbit", "inference", "mesh", "nodes", "scenarios"}},
      {"cli", {"core", "wire", "orbit", "inference", "mesh", "nodes", "scenarios", "bench"}},
  };
  return kAllowed;
}

struct LibraryRule {
  std::string name;
  std::vector<std::string> header_prefixes;
  std::vector<std::string> header_suffixes;
  std::vector<std::string> allowed_paths;  ///< prefixes; empty: everywhere
  bool sources_only;                       ///< not in a header
};

const std::vector<LibraryRule>& library_rules() {
  static const std::vector<LibraryRule> kRules = {
      {"ns-3", {"ns3/"}, {}, {"mesh/ns3/", "tests/mesh/ns3/", "bench/ns3/"}, false},
      {"ZeroMQ", {"zmq"}, {}, {"wire/", "tests/wire/"}, true},
      {"Cap'n Proto", {"capnp/", "kj/"}, {".capnp.h"}, {"wire/", "tests/wire/"}, true},
      {"toml++", {"toml"}, {}, {"core/toml_reader.cc"}, true},
      {"CLI11", {"CLI/"}, {}, {"cli/"}, true},
      {"SQLite", {"sqlite3"}, {}, {"scenarios/", "tests/scenarios/"}, true},
      {"nlohmann/json", {"nlohmann/"}, {}, {}, true},
      {"liblzma", {"lzma.h"}, {}, {"orbit/catalogue/", "tests/orbit/catalogue/"}, true},
      {"zlib", {"zlib.h"}, {}, {"orbit/catalogue/", "tests/orbit/catalogue/"}, true},
  };
  return kRules;
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash));
}

std::string at(const SourceFile& file, const Include& include) {
  return file.path + ":" + std::to_string(include.line) + ": includes " + include.target;
}

bool has_any_prefix(std::string_view text, const std::vector<std::string>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](const std::string& prefix) { return starts_with(text, prefix); });
}

bool matches(const LibraryRule& rule, const std::string& target) {
  return has_any_prefix(target, rule.header_prefixes) ||
         std::any_of(rule.header_suffixes.begin(), rule.header_suffixes.end(),
                     [&](const std::string& suffix) { return ends_with(target, suffix); });
}

/// The folder whose rights `path` has: tests/mesh/x.cc those of mesh; "" for tests of the
/// whole program and for what is no folder of the graph.
std::string governed_by(const std::string& path) {
  const std::string folder = folder_of(path);
  return folder == "tests" ? folder_of(std::string_view(path).substr(6)) : folder;
}

bool may_include(const std::string& path, const std::string& folder) {
  // The reference designs in bench/ are what twin tests compare with.
  if (folder == "tests" || folder == "bench") {
    if (folder_of(path) == "tests") return true;
  }
  const auto rights = allowed_dependencies().find(governed_by(path));
  if (rights == allowed_dependencies().end()) return folder_of(path) == "tests";
  return folder == rights->first || rights->second.count(folder) > 0;
}

bool is_ns3_folder(const std::string& path) {
  return has_any_prefix(path, library_rules().front().allowed_paths);
}

}  // namespace

std::vector<std::string> check_folder_dependencies(const std::vector<SourceFile>& files) {
  std::vector<std::string> breaches;
  for (const SourceFile& file : files) {
    if (!is_cpp(file)) continue;
    for (const Include& include : includes(file)) {
      const std::string folder = folder_of(include.target);
      const bool own = folder == "tests" || allowed_dependencies().count(folder) > 0;
      if (own && !may_include(file.path, folder)) {
        breaches.push_back(at(file, include) + ", against the direction of dependencies");
      } else if (include.quoted && folder.empty()) {
        breaches.push_back(at(file, include) + ", not written from the project root");
      }
    }
  }
  return breaches;
}

std::vector<std::string> check_library_headers(const std::vector<SourceFile>& files) {
  std::vector<std::string> breaches;
  for (const SourceFile& file : files) {
    if (!is_cpp(file)) continue;
    std::set<std::string> libraries;
    for (const Include& include : includes(file)) {
      for (const LibraryRule& rule : library_rules()) {
        if (!matches(rule, include.target)) continue;
        libraries.insert(rule.name);
        if (!rule.allowed_paths.empty() && !has_any_prefix(file.path, rule.allowed_paths)) {
          breaches.push_back(at(file, include) + ", where " + rule.name + " may not be used");
        } else if (rule.sources_only && is_header(file)) {
          breaches.push_back(at(file, include) + " in a header");
        }
      }
      if (starts_with(include.target, "ns3/") && ends_with(include.target, "-module.h")) {
        breaches.push_back(at(file, include) + ", a whole module; include single headers");
      }
    }
    if (libraries.size() > 1) {
      breaches.push_back(file.path + ": includes more than one of the large libraries");
    }
  }
  return breaches;
}

std::vector<std::string> check_ns3_leaks(const std::vector<SourceFile>& files) {
  std::set<std::string> tainted;  // own headers that include ns-3, directly or not
  const auto includes_ns3 = [&](const Include& include) {
    return starts_with(include.target, "ns3/") || tainted.count(include.target) > 0;
  };
  for (bool grew = true; grew;) {
    grew = false;
    for (const SourceFile& file : files) {
      if (!is_header(file)) continue;
      const std::vector<Include> list = includes(file);
      if (std::any_of(list.begin(), list.end(), includes_ns3)) {
        grew = tainted.insert(file.path).second || grew;
      }
    }
  }
  std::vector<std::string> breaches;
  for (const SourceFile& file : files) {
    if (!is_cpp(file) || is_ns3_folder(file.path)) continue;
    for (const Include& include : includes(file)) {
      if (tainted.count(include.target) == 0) continue;
      breaches.push_back(at(file, include) + ", which brings ns-3's headers with it");
    }
  }
  return breaches;
}

std::vector<std::string> check_own_header_first(const std::vector<SourceFile>& files) {
  std::set<std::string> headers;
  for (const SourceFile& file : files) {
    if (is_header(file)) headers.insert(file.path);
  }
  std::vector<std::string> breaches;
  for (const SourceFile& file : files) {
    if (!ends_with(file.path, ".cc")) continue;
    const std::string own = file.path.substr(0, file.path.size() - 3) + ".h";
    if (headers.count(own) == 0) continue;
    const std::vector<Include> list = includes(file);
    if (list.empty() || list.front().target != own) {
      breaches.push_back(file.path + ": does not include " + own + " first");
    }
  }
  return breaches;
}

}  // namespace orbitmesh
