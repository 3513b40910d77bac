#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"

namespace orbitmesh {

/// Which way a metric may not move.
enum class BaselineDirection {
  kBoth,      ///< any change beyond the tolerance fails
  kDecrease,  ///< only a lower value fails
  kIncrease,  ///< only a higher value fails
};

constexpr std::array<EnumName<BaselineDirection>, 3> enum_names(BaselineDirection) {
  return {{{BaselineDirection::kBoth, "both"},
           {BaselineDirection::kDecrease, "decrease"},
           {BaselineDirection::kIncrease, "increase"}}};
}

/// What a metric was, and how far it may move.
struct BaselineMetric {
  std::string name;
  std::string unit;
  double value = 0;  ///< mean over the replications
  double absolute = 0;
  double relative = 0.01;
  BaselineDirection fails_on = BaselineDirection::kBoth;

  /// The greater of the two tolerances, in the metric's unit.
  double tolerance() const;
};

/// NAME.baseline.json beside a scenario NAME.toml.
struct Baseline {
  std::string reason;             ///< why it was last written
  std::int64_t replications = 1;  ///< runs, with seeds from the scenario's on
  std::string digest;             ///< of all replications; tells, but does not gate
  std::vector<BaselineMetric> metrics;

  const BaselineMetric* find(std::string_view name) const;
};

/// The baseline's place beside a scenario.
std::filesystem::path baseline_file(const std::filesystem::path& scenario);

/// Empty when there is none. Throws InputError for a file that is no baseline.
std::optional<Baseline> read_baseline(const std::filesystem::path& file);

/// The text of a baseline's file.
std::string baseline_json(const Baseline& baseline);

}  // namespace orbitmesh
