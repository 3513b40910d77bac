#include "inference/token_model.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace orbitmesh {
namespace {

std::int64_t draw_length(const std::optional<LengthModel>& model, double standard_exponential) {
  if (!model) return 0;
  double length = static_cast<double>(model->mean);
  if (model->kind == LengthKind::kGeometric && model->mean > 1) {
    // The floor of an exponential is geometric; this rate ends with probability 1 / mean.
    const double rate = -math::log(1.0 - 1.0 / static_cast<double>(model->mean));
    length = 1.0 + std::floor(standard_exponential / rate);
  }
  return static_cast<std::int64_t>(std::min(length, static_cast<double>(model->max)));
}

}  // namespace

TokenCounts TokenModel::draw(RngStream& stream) const {
  TokenCounts counts;
  counts.prompt = draw_length(prompt, stream.exponential(1.0));
  counts.output = draw_length(output, stream.exponential(1.0));
  return counts;
}

}  // namespace orbitmesh
