#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/time.h"

namespace orbitmesh {

/// One line of a time line: shares in [0, 1] of equal parts of the span, empty where nothing was
/// measured.
struct Strip {
  std::string name;
  std::vector<std::optional<double>> shares;
};

/// Strips one below the other over the same span, with a scale of time and a key, as HTML of a
/// page that has chart_style() and strip_style(). Neighbours of one colour are drawn as one.
std::string strip_chart(const std::vector<Strip>& strips, Duration span);

std::string strip_style();

}  // namespace orbitmesh
