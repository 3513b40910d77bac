#include "cli/output_format.h"

#include <CLI/App.hpp>
#include <cstdio>

#include "core/error.h"

namespace orbitmesh {

void add_output_options(CLI::App& verb, OutputFormat& format) {
  CLI::Option* json = verb.add_flag("--json", format.json, "print JSON");
  verb.add_flag("--csv", format.csv, "print CSV")->excludes(json);
}

void write_out(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    throw RunError("cannot write to standard output");
  }
}

}  // namespace orbitmesh
