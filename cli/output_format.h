#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace orbitmesh {

/// How a verb prints its rows.
struct OutputFormat {
  bool json = false;
  bool csv = false;
};

/// Adds --json and --csv, of which one may be given.
void add_output_options(CLI::App& verb, OutputFormat& format);

/// Writes to standard output. Throws RunError when that fails, so that no verb goes on with
/// output that nobody gets.
void write_out(std::string_view text);

/// `text` as a JSON string with its quotes; bytes that are no UTF-8 are replaced.
std::string json_string(const std::string& text);

}  // namespace orbitmesh
