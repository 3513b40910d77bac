#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "cli/interrupt.h"
#include "cli/option_values.h"
#include "cli/output_format.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "inference/profile_library.h"
#include "orbit/constellation_presets.h"
#include "scenarios/site/site_study.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMostPlaces = 20;
constexpr std::size_t kLongestPlaceName = 14;
constexpr double kLongest_h = 1200;

struct SiteOptions {
  std::vector<std::string> places;
  std::string preset = SiteQuestion{}.preset;
  std::vector<std::string> workloads = {"detect", "gauge", "plan"};
  std::vector<std::string> requirements;
  std::string epoch = SiteQuestion{}.epoch;
  double hours = 24;
  std::int64_t seed = 1;
  std::string out;
  bool json = false;
  bool quiet = false;
};

bool is_name(const std::string& text) {
  return !text.empty() && text.size() <= kLongestPlaceName &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

/// "LAT,LON[,ALT]", or "NAME=LAT,LON[,ALT]".
SitePlace place_of(const std::string& text, std::size_t number) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) {
    return {fmt::format("site-{}", number), place_value("--at", text)};
  }
  const std::string name = text.substr(0, equals);
  if (!is_name(name)) {
    throw InputError(
        fmt::format("--at: '{}' is no name for a site; it has 1 to {} of a-z, 0-9 "
                    "and '-', as in mine=-22.8,118.7",
                    name.substr(0, 40), kLongestPlaceName));
  }
  return {name, place_value("--at", text.substr(equals + 1))};
}

SiteQuestion question_of(const SiteOptions& options) {
  SiteQuestion question;
  if (options.places.size() > kMostPlaces) {
    throw InputError(fmt::format("--at: {} sites, at most {} are permitted", options.places.size(),
                                 kMostPlaces));
  }
  for (const std::string& place : options.places) {
    question.places.push_back(place_of(place, question.places.size() + 1));
  }
  preset_shells(options.preset);  // throws for an unknown one
  question.preset = options.preset;
  for (const std::string& text : options.workloads) {
    question.workloads.push_back(parse_site_workload(text));
  }
  for (const std::string& text : options.requirements) {
    question.requirements.push_back(parse_requirement(text));
  }
  question.epoch = epoch_value("--epoch", options.epoch).str();
  question.duration = Duration::from_seconds(options.hours * 3600);
  question.seed = options.seed;
  return question;
}

ExitCode site(const SiteOptions& options) {
  const SiteQuestion question = question_of(options);
  const ProfileLibrary library = ProfileLibrary::built_in();
  SiteStudyRequest request{question, library, {}, !options.quiet, &catch_interrupts()};
  if (!options.out.empty()) request.out = options.out;
  const SiteStudyOutcome outcome = study_site(request);
  write_out(options.json ? outcome.json : outcome.text);
  return outcome.all_met ? ExitCode::kOk : ExitCode::kExpectationFailed;
}

}  // namespace

void add_site_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb =
      app.add_subcommand("site", "say what a robot at a remote site can count on, with a verdict");
  const auto options = std::make_shared<SiteOptions>();
  verb->add_option("--at", options->places,
                   "a place, degrees north and east; several may be given, and each a name")
      ->type_name("[NAME=]LAT,LON[,ALT]")
      ->required()
      ->allow_extra_args(false);
  verb->add_option("--preset", options->preset, "the constellation (default: starlink-550)");
  verb->add_option("--workloads", options->workloads,
                   "what the robot asks for, by commas: detect, gauge, plan, or one of your own, "
                   "'scan: yolov8m in 400 ms at 2 Hz' (default: all three)")
      ->delimiter(',');
  verb->add_option("--require", options->requirements,
                   "what must hold, such as 'plan: 99.9% in 1.5 s, gap < 10 s'; several may be "
                   "given")
      ->type_name("REQUIREMENT")
      ->allow_extra_args(false);
  verb->add_option("--hours", options->hours, "time to look at (default: 24)")
      ->check(CLI::Range(0.1, kLongest_h));
  verb->add_option("--epoch", options->epoch, "its begin (default: 2026-01-01T00:00:00Z)")
      ->type_name("TIME");
  verb->add_option("--seed", options->seed, "of all random draws (default: 1)")
      ->check(CLI::NonNegativeNumber);
  verb->add_option("--out", options->out,
                   "folder to make, for site.html, site.json and the scenarios behind them");
  verb->add_flag("--json", options->json, "print JSON");
  verb->add_flag("--quiet", options->quiet, "show no progress");
  verb->callback([options, &action] { action = [options] { return site(*options); }; });
}

}  // namespace orbitmesh
