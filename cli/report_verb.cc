#include <CLI/App.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/output_format.h"
#include "cli/verbs.h"
#include "inference/profile_library.h"
#include "scenarios/report/report_page.h"
#include "scenarios/run_folder_io.h"

namespace orbitmesh {
namespace {

struct ReportOptions {
  std::string folder;
  std::string out;
  std::vector<std::string> profile_files;
};

ExitCode report(const ReportOptions& options) {
  ProfileLibrary library = ProfileLibrary::built_in();
  for (const std::string& file : options.profile_files) library.add_file(file);
  const std::filesystem::path folder = options.folder;
  const auto file =
      options.out.empty() ? folder / "report.html" : std::filesystem::path(options.out);
  write_durably(file, report_html(folder, library));
  write_out(file.string() + "\n");
  return ExitCode::kOk;
}

}  // namespace

void add_report_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand("report", "write the report of a finished run anew");
  const auto options = std::make_shared<ReportOptions>();
  verb->add_option("folder", options->folder, "folder of the run")->required();
  verb->add_option("--out", options->out, "file to write (default: report.html in the folder)");
  verb->add_option("--profiles", options->profile_files,
                   "file with further profiles that the run used, repeatable")
      ->type_name("FILE")
      ->allow_extra_args(false);
  verb->callback([options, &action] { action = [options] { return report(*options); }; });
}

}  // namespace orbitmesh
