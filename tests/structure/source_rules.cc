#include "tests/structure/source_rules.h"

#include <algorithm>
#include <filesystem>
#include <regex>

namespace orbitmesh {
namespace {

constexpr std::size_t kMaxLines = 800;

struct TextRule {
  std::regex pattern;
  std::string reason;
  std::vector<std::string> folders;  ///< prefixes of paths it holds for; empty: all
  std::vector<std::string> except;   ///< prefixes of paths it does not hold for
};

bool applies(const TextRule& rule, const std::string& path) {
  const auto is_prefix = [&](const std::string& prefix) { return starts_with(path, prefix); };
  return (rule.folders.empty() ||
          std::any_of(rule.folders.begin(), rule.folders.end(), is_prefix)) &&
         std::none_of(rule.except.begin(), rule.except.end(), is_prefix);
}

void match(const std::vector<TextRule>& rules, const SourceFile& file,
           const std::vector<std::string>& lines, std::vector<std::string>& breaches) {
  for (const TextRule& rule : rules) {
    if (!applies(rule, file.path)) continue;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::smatch found;
      if (!std::regex_search(lines[i], found, rule.pattern)) continue;
      breaches.push_back(file.path + ":" + std::to_string(i + 1) + ": " + found.str() + ": " +
                         rule.reason);
    }
  }
}

std::vector<TextRule> code_rules() {
  const std::vector<std::string> results = {"core/",  "orbit/",     "mesh/",
                                            "nodes/", "inference/", "scenarios/"};
  const std::vector<std::string> simulation = {"core/", "orbit/", "mesh/", "nodes/", "inference/"};
  return {
      {std::regex(R"(std::(sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|)"
                  R"(exp|exp2|expm1|log|log2|log10|log1p|pow|cbrt|hypot|erf|erfc|tgamma|lgamma))"
                  R"([fl]?\s*\()"),
       "libm's last bit depends on the CPU; use core/math.h",
       results,
       {}},
      {std::regex(R"(#\s*include\s*<random>)"), "use core/rng.h", {}, {}},
      {std::regex(R"(\b(std::sto[ifdlu]\w*|strto[dfl]\w*|ato[fil]\w*|setlocale)\s*\()"),
       "depends on the locale or ignores errors; use std::from_chars",
       {},
       {}},
      {std::regex(R"(std::chrono::(system|steady|high_resolution)_clock)"),
       "virtual time only; the host's clock belongs to scenarios and cli",
       simulation,
       {}},
  };
}

std::vector<TextRule> build_rules() {
  return {{std::regex(R"(-Ofast|-ff)"
                      R"(ast-math|-funsafe-math-optimizations|-march=native|-ffp-contract=fast)"),
           "makes results depend on the compiler or the CPU",
           {},
           {}}};
}

// The patterns are written so that this file does not match itself.
std::vector<TextRule> leftover_rules() {
  return {
      {std::regex(R"((^|[^A-Za-z0-9_.~$}])/(work|root|home)/)"),
       "a path of one machine; paths in the project are relative",
       {},
       {}},
      {std::regex(R"((deb|security|snapshot|ftp|archive)\.(debian|ubuntu)\.(org|com))"
                  R"(|registry\.npmjs\.|pypi\.org|pythonhosted\.|proxy\.golang\.|crates\.io)"),
       "a package registry's host; use the machine's own sources",
       {},
       {}},
      {std::regex(R"(\b(TO)"
                  R"(DO|FIX)"
                  R"(ME|XX)"
                  R"(X)\b)"),
       "a note to oneself; do it or leave it out",
       {},
       {}},
  };
}

bool is_build_file(const SourceFile& file) {
  return ends_with(file.path, "CMakeLists.txt") || ends_with(file.path, ".cmake") ||
         file.path == "CMakePresets.json";
}

bool has_empty_name(const SourceFile& file) {
  static const std::regex kName(R"(^(.*_)?(utils?|helpers?|misc|common|stuff)$)");
  return std::regex_match(std::filesystem::path(file.path).stem().string(), kName);
}

}  // namespace

std::vector<std::string> check_file_form(const std::vector<SourceFile>& files) {
  std::vector<std::string> breaches;
  for (const SourceFile& file : files) {
    if (is_header(file) &&
        std::find(file.lines.begin(), file.lines.end(), "#pragma once") == file.lines.end()) {
      breaches.push_back(file.path + ": no #pragma once");
    }
    if (is_cpp(file) && file.lines.size() > kMaxLines) {
      breaches.push_back(file.path + ": " + std::to_string(file.lines.size()) +
                         " lines, more than " + std::to_string(kMaxLines));
    }
    if (has_empty_name(file)) {
      breaches.push_back(file.path + ": the name does not say what is in it");
    }
  }
  return breaches;
}

std::vector<std::string> check_reproducibility(const std::vector<SourceFile>& files) {
  const std::vector<TextRule> code = code_rules();
  const std::vector<TextRule> build = build_rules();
  std::vector<std::string> breaches;
  for (const SourceFile& file : files) {
    if (is_cpp(file)) match(code, file, code_lines(file), breaches);
    if (is_build_file(file)) match(build, file, file.lines, breaches);
  }
  return breaches;
}

std::vector<std::string> check_leftovers(const std::vector<SourceFile>& files) {
  const std::vector<TextRule> rules = leftover_rules();
  std::vector<std::string> breaches;
  for (const SourceFile& file : files) match(rules, file, file.lines, breaches);
  return breaches;
}

}  // namespace orbitmesh
