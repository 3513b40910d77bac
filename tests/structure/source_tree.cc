#include "tests/structure/source_tree.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace orbitmesh {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 16> kFolders = {
    "core",  "wire", "orbit", "inference", "mesh", "nodes", "scenarios", "cli",
    "bench", "docs", "cmake", "tools",     ".ci",  "tests", "profiles",  "examples"};

bool is_text(const fs::path& path) {
  constexpr std::array<std::string_view, 10> kSuffixes = {
      ".h", ".cc", ".md", ".txt", ".toml", ".cmake", ".json", ".sh", ".capnp", ""};
  return std::find(kSuffixes.begin(), kSuffixes.end(), path.extension().string()) !=
         kSuffixes.end();
}

SourceFile read_file(const fs::path& root, const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << in.rdbuf();
  return source_file(path.lexically_relative(root).generic_string(), text.str());
}

/// Removes comments from one line after another; knows block comments, string and character
/// literals, but not raw strings over several lines.
class CommentStripper {
 public:
  std::string strip(const std::string& line) {
    std::string code;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string_view rest = std::string_view(line).substr(i);
      if (in_block_) {
        if (starts_with(rest, "*/")) in_block_ = false, ++i;
      } else if (starts_with(rest, "//")) {
        break;
      } else if (starts_with(rest, "/*")) {
        in_block_ = true;
        ++i;
      } else if (starts_with(rest, "'\"'")) {
        i += 2;
      } else if (line[i] == '"') {
        code += "\"\"";
        i = end_of_string(line, i);
      } else {
        code += line[i];
      }
    }
    return code;
  }

 private:
  static std::size_t end_of_string(const std::string& line, std::size_t i) {
    for (++i; i < line.size() && line[i] != '"'; ++i) {
      if (line[i] == '\\') ++i;
    }
    return i;
  }

  bool in_block_ = false;
};

}  // namespace

std::vector<SourceFile> read_checkout() {
  const fs::path root = ORBITMESH_SOURCE_DIR;
  std::vector<SourceFile> files;
  const auto add = [&](const fs::directory_entry& entry) {
    if (entry.is_regular_file() && is_text(entry.path())) {
      files.push_back(read_file(root, entry.path()));
    }
  };
  for (const auto& entry : fs::directory_iterator(root)) add(entry);
  for (const std::string_view folder : kFolders) {
    if (!fs::is_directory(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) add(entry);
  }
  if (files.empty()) throw std::runtime_error("no source file under " + root.string());
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

SourceFile source_file(std::string path, std::string_view text) {
  SourceFile file{std::move(path), {}};
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) file.lines.push_back(line);
  return file;
}

std::vector<Include> includes(const SourceFile& file) {
  static const std::regex kInclude(R"(^\s*#\s*include\s*(["<])([^">]+)[">])");
  std::vector<Include> found;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    std::smatch match;
    if (std::regex_search(file.lines[i], match, kInclude)) {
      found.push_back({i + 1, match[2], match[1] == "\""});
    }
  }
  return found;
}

std::vector<std::string> code_lines(const SourceFile& file) {
  std::vector<std::string> code;
  CommentStripper stripper;
  for (const std::string& line : file.lines) code.push_back(stripper.strip(line));
  return code;
}

bool is_header(const SourceFile& file) { return ends_with(file.path, ".h"); }
bool is_cpp(const SourceFile& file) { return is_header(file) || ends_with(file.path, ".cc"); }

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool ends_with(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

}  // namespace orbitmesh
