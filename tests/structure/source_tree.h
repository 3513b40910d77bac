#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orbitmesh {

/// A text file of the checkout.
struct SourceFile {
  std::string path;  ///< from the checkout's root, with '/'
  std::vector<std::string> lines;
};

/// An #include directive.
struct Include {
  std::size_t line;    ///< from 1
  std::string target;  ///< what stands between the quotes or brackets
  bool quoted;         ///< "..." rather than <...>
};

/// Reads the files of the checkout that the project owns (its folders and top-level files,
/// no build tree), ordered by path. Throws std::runtime_error when there is none.
std::vector<SourceFile> read_checkout();

/// A file that stands only in memory.
SourceFile source_file(std::string path, std::string_view text);

std::vector<Include> includes(const SourceFile& file);

/// The lines without comments, and with the contents of string literals blanked.
std::vector<std::string> code_lines(const SourceFile& file);

bool is_header(const SourceFile& file);
/// A C++ header or source file.
bool is_cpp(const SourceFile& file);
bool starts_with(std::string_view text, std::string_view prefix);
bool ends_with(std::string_view text, std::string_view suffix);

}  // namespace orbitmesh
