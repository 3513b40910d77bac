#pragma once

#include <cstdint>
#include <string>

#include "orbit/epoch.h"

namespace CLI {
class App;
}

namespace orbitmesh {

/// --at T, or a span with a step. The names of the span's ends are those of the verb, which
/// may need --from and --to for places.
struct TimeOptions {
  std::string from_option = "--from";
  std::string to_option = "--to";
  std::string at;
  std::string from;
  std::string to;
  std::string step;
};

void add_time_options(CLI::App& verb, TimeOptions& options);

/// Instants first, first + step, ..., `count` of them.
struct TimeGrid {
  Epoch first;
  Duration step;
  std::int64_t count = 1;

  Epoch at(std::int64_t index) const { return first + step * index; }
};

/// The instants that the options name; the span's end is one of them where a step falls on it.
/// `default_at` without any option. Throws InputError for options that contradict each other,
/// a span that ends before it begins, and more than 10 million steps.
TimeGrid time_grid(const TimeOptions& options, Epoch default_at);

}  // namespace orbitmesh
