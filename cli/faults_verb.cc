#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "cli/campaign_progress.h"
#include "cli/campaign_report.h"
#include "cli/interrupt.h"
#include "cli/models_actions.h"
#include "cli/output_format.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "inference/campaign/outcome_file.h"

namespace orbitmesh {
namespace {

struct CampaignArguments {
  std::string model = "digits";
  std::string data;
  std::string precision = "fp32";
  std::string where = "weights";
  std::string bits = "uniform";
  std::string protection = "none";
  std::string write;
  std::size_t images = 200;
  CampaignOptions options;
  bool json = false;
  bool quiet = false;
};

CampaignOptions options_of(const CampaignArguments& arguments) {
  CampaignOptions options = arguments.options;
  options.format = *weight_format_named(arguments.precision);
  options.place = arguments.where == "weights" ? FaultPlace::kWeights : FaultPlace::kActivations;
  options.each_bit = arguments.bits == "each";
  for (const auto& known : enum_names(Protection{})) {
    if (known.name == arguments.protection) options.protection = known.value;
  }
  return options;
}

ExitCode campaign(const CampaignArguments& arguments) {
  const std::atomic<bool>& interrupted = catch_interrupts();
  const CampaignOptions options = options_of(arguments);
  if (!arguments.write.empty()) check_outcome_file(arguments.write, options);
  const DecisionTask task =
      decision_task(arguments.model, arguments.data, arguments.images, ModelCache());
  const std::int64_t trials = campaign_trials(options);
  CampaignResult result;
  {
    CampaignProgress shown(arguments.quiet);
    result = run_campaign(
        task, options, [&](std::int64_t done) { shown.update(done, trials); }, interrupted);
  }
  write_out(arguments.json ? campaign_json(task, options, result) + "\n"
                           : campaign_text(task, options, result));
  if (!result.complete()) throw Interrupted();
  if (!arguments.write.empty()) write_outcomes(arguments.write, task, options, result);
  return ExitCode::kOk;
}

void add_campaign_options(CLI::App& part, CampaignArguments& arguments) {
  CampaignOptions& options = arguments.options;
  part.add_option("--model", arguments.model,
                  "model, as 'orbitmesh models list' names it (default: digits)");
  part.add_option("--data", arguments.data,
                  "labelled images: lfw_subset.npy for BlazeFace, else a set as models/README.md "
                  "describes (default: the model's own)");
  part.add_option("--precision", arguments.precision, "fp32, fp16, bf16 or int8 (default: fp32)")
      ->check(CLI::IsMember({"fp32", "fp16", "bf16", "int8"}));
  part.add_option("--where", arguments.where, "weights or activations (default: weights)")
      ->check(CLI::IsMember({"weights", "activations"}));
  part.add_option("--flips", options.flips,
                  "flips to try; with --bits each, of every bit position (default: 300)")
      ->check(CLI::Range(std::int64_t{1}, kMostFlips));
  part.add_option("--images", arguments.images, "most inputs to decide on (default: 200)")
      ->check(CLI::Range(1, 1'000'000));
  part.add_option("--bits", arguments.bits, "uniform, or each in turn (default: uniform)")
      ->check(CLI::IsMember({"uniform", "each"}));
  part.add_option("--upsets", options.upsets, "flips at once in a trial (default: 1)");
  part.add_option("--protection", arguments.protection,
                  "none, range-restriction or checksums (default: none)")
      ->check(CLI::IsMember({"none", "range-restriction", "checksums"}));
  part.add_option("--seed", options.seed, "seed of the flips (default: 1)");
  part.add_option("--jobs", options.jobs, "threads; they change no result (default: 1)");
  part.add_option("--write", arguments.write,
                  "put the outcome into this file of [[outcome]] tables, for --profiles");
  part.add_flag("--json", arguments.json, "print JSON");
  part.add_flag("--quiet", arguments.quiet, "no progress on standard error");
}

}  // namespace

void add_faults_verb(CLI::App& app, VerbAction& action) {
  CLI::App* const verb = app.add_subcommand("faults", "what wrong bits do to answers");
  verb->require_subcommand(1);
  CLI::App* const part = verb->add_subcommand(
      "campaign", "flip bits of a model one after the other, and count what it decides then");
  const auto arguments = std::make_shared<CampaignArguments>();
  add_campaign_options(*part, *arguments);
  part->callback([arguments, &action] { action = [arguments] { return campaign(*arguments); }; });
}

}  // namespace orbitmesh
