#include "cli/time_options.h"

#include <fmt/format.h>

#include <CLI/App.hpp>

#include "cli/option_values.h"
#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kMaxSteps = 10'000'000;

TimeGrid span_grid(const TimeOptions& options) {
  if (options.from.empty() || options.to.empty() || options.step.empty()) {
    throw InputError(fmt::format("a span of time takes all of {}, {} and --step",
                                 options.from_option, options.to_option));
  }
  TimeGrid grid;
  grid.first = epoch_value(options.from_option, options.from);
  const Duration span = epoch_value(options.to_option, options.to) - grid.first;
  grid.step = duration_value("--step", options.step);
  if (grid.step <= Duration()) throw InputError("--step: the step must be positive");
  if (span < Duration()) {
    throw InputError(fmt::format("{} is before {}", options.to_option, options.from_option));
  }
  grid.count = span / grid.step + 1;
  if (grid.count > kMaxSteps) {
    throw InputError(fmt::format("--step: {} instants between {} and {}, at most {} are permitted",
                                 grid.count, options.from_option, options.to_option, kMaxSteps));
  }
  return grid;
}

}  // namespace

void add_time_options(CLI::App& verb, TimeOptions& options) {
  CLI::Option* at = verb.add_option("--at", options.at,
                                    "instant, such as 2026-06-01T00:00:00Z (default: epoch of the "
                                    "newest element set; presets: 2026-01-01T00:00:00Z)")
                        ->type_name("TIME");
  verb.add_option(options.from_option, options.from, "first instant of a span")
      ->type_name("TIME")
      ->excludes(at);
  verb.add_option(options.to_option, options.to, "last instant of a span")
      ->type_name("TIME")
      ->excludes(at);
  verb.add_option("--step", options.step, "time between instants, such as '100 ms'")
      ->type_name("DURATION")
      ->excludes(at);
}

TimeGrid time_grid(const TimeOptions& options, Epoch default_at) {
  if (!options.at.empty()) return {epoch_value("--at", options.at), Duration(), 1};
  if (options.from.empty() && options.to.empty() && options.step.empty()) {
    return {default_at, Duration(), 1};
  }
  return span_grid(options);
}

}  // namespace orbitmesh
