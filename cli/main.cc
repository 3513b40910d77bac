#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "cli/verbs.h"
#include "core/error.h"
#include "core/suggestion.h"
#include "core/version.h"

namespace orbitmesh {
namespace {

void complain(const std::string& message) {
  std::fprintf(stderr, "orbitmesh: %s\n", message.c_str());
}

/// "unknown verb 'rum', did you mean 'run'?"; empty when `word` is a verb or an option.
std::string unknown_verb(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(verb->get_name());
  }
  if (word.empty() || word[0] == '-') return {};
  if (std::find(names.begin(), names.end(), word) != names.end()) return {};
  const std::vector<std::string_view> verbs(names.begin(), names.end());
  return "unknown verb '" + word + "'" + did_you_mean(word, verbs);
}

/// CLI11 has exit codes of its own; ours are 0 for help and version, 2 for the rest.
ExitCode end_of_parsing(CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {
    app.exit(error);
    return ExitCode::kOk;
  }
  const auto verbs = app.get_subcommands();
  const std::string verb = verbs.empty() ? "" : verbs.front()->get_name() + " ";
  complain(std::string(error.what()) + "; see 'orbitmesh " + verb + "--help'");
  return ExitCode::kBadInput;
}

ExitCode perform(const VerbAction& action) {
  try {
    const ExitCode code = action();
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
      complain("cannot write to standard output");
      return ExitCode::kRunError;
    }
    return code;
  } catch (const InputError& error) {
    complain(error.what());
    return ExitCode::kBadInput;
  } catch (const Interrupted& interrupted) {
    complain(interrupted.what());
    return ExitCode::kInterrupted;
  } catch (const std::bad_alloc&) {
    complain("out of memory");
    return ExitCode::kRunError;
  } catch (const std::exception& error) {
    complain(error.what());
    return ExitCode::kRunError;
  }
}

void add_verbs(CLI::App& app, VerbAction& action) {
  add_run_verb(app, action);
  add_site_verb(app, action);
  add_sweep_verb(app, action);
  add_regress_verb(app, action);
  add_compare_verb(app, action);
  add_report_verb(app, action);
  add_export_verb(app, action);
  add_faults_verb(app, action);
  add_validate_verb(app, action);
  add_profiles_verb(app, action);
  add_schema_verb(app, action);
  add_ephemeris_verb(app, action);
  add_passes_verb(app, action);
  add_route_verb(app, action);
  add_constellation_verb(app, action);
  add_environment_verb(app, action);
  add_bench_verb(app, action);
  add_worker_verb(app, action);
  add_models_verb(app, action);
  add_doctor_verb(app, action);
}

ExitCode run_program(int argc, char** argv) {
  CLI::App app(
      "orbitmesh emulates a space-ground compute mesh: satellites with inference nodes, "
      "datacenters, and robots and cars at remote sites that offload to them.");
  app.name("orbitmesh");
  app.set_version_flag("--version", "orbitmesh " + std::string(version()));
  app.footer(
      "In a checkout, './orbitmesh test' builds and runs the test suite. Exit codes: 0 done, "
      "1 an expectation missed, 2 bad usage or input, 3 the run failed, 4 refused by --strict, "
      "130 interrupted.");
  app.require_subcommand(1);
  VerbAction action;
  add_verbs(app, action);
  const std::string verb = argc < 2 ? "" : argv[1];
  if (verb.empty() || verb == "help") {
    std::fputs(app.help().c_str(), verb.empty() ? stderr : stdout);
    return verb.empty() ? ExitCode::kBadInput : ExitCode::kOk;
  }
  if (const std::string complaint = unknown_verb(app, verb); !complaint.empty()) {
    complain(complaint + "; see 'orbitmesh --help'");
    return ExitCode::kBadInput;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return end_of_parsing(app, error);
  }
  return perform(action);
}

}  // namespace
}  // namespace orbitmesh

int main(int argc, char** argv) { return static_cast<int>(orbitmesh::run_program(argc, argv)); }
