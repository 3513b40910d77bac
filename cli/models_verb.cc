#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <memory>

#include "cli/models_actions.h"
#include "cli/verbs.h"

namespace orbitmesh {
namespace {

using Perform = ExitCode (*)(const ModelsOptions&);

CLI::App* add_part(CLI::App& verb, const char* name, const char* description, Perform perform,
                   const std::shared_ptr<ModelsOptions>& options, VerbAction& action) {
  CLI::App* const part = verb.add_subcommand(name, description);
  part->callback(
      [options, perform, &action] { action = [options, perform] { return perform(*options); }; });
  return part;
}

void add_model_options(CLI::App& part, ModelsOptions& options) {
  part.add_option("name", options.name, "model, as 'orbitmesh models list' names it")->required();
  part.add_option("--weights", options.weights,
                  "hold the weights as fp32, fp16, bf16 or int8 (default: as the file)");
  part.add_flag("--json", options.json, "print JSON");
}

}  // namespace

void add_models_verb(CLI::App& app, VerbAction& action) {
  CLI::App* const verb = app.add_subcommand("models", "neural networks by name");
  verb->require_subcommand(1);
  const auto options = std::make_shared<ModelsOptions>();
  CLI::App* const list = add_part(*verb, "list", "what there is, and whether it is here",
                                  list_models, options, action);
  list->add_flag("--json", options->json, "print JSON");
  CLI::App* const fetch =
      add_part(*verb, "fetch", "fetch by name with npm or apt-get", fetch_models, options, action);
  fetch->add_option("names", options->names, "what to fetch");
  fetch->add_flag("--all", options->all, "all models");
  CLI::App* const info = add_part(*verb, "info", "FLOPs and bytes of each node, and of each cut",
                                  show_model, options, action);
  add_model_options(*info, *options);
  CLI::App* const run =
      add_part(*verb, "run", "run a model once on a sample", run_model, options, action);
  add_model_options(*run, *options);
  run->add_option("--input", options->input, "file of little-endian fp32 for the first input");
  run->add_option("--engine", options->engine, "built-in or onnxruntime")
      ->check(CLI::IsMember({"built-in", "onnxruntime"}));
  run->add_option("--repeat", options->repeat, "how often; the fastest counts")
      ->check(CLI::Range(1, 1000));
}

}  // namespace orbitmesh
