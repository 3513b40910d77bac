#include "nodes/sample_sequence.h"

#include <fmt/format.h>

namespace orbitmesh {

SampleSequence::SampleSequence(std::uint64_t seed, std::string_view stream, std::uint64_t instance,
                               std::size_t samples)
    : draws_(seed, fmt::format("workload.content/{}", stream), instance), samples_(samples) {}

std::size_t SampleSequence::sample(std::uint64_t number) const {
  RngStream draws = draws_;
  draws.seek(number);
  return draws.below(samples_);
}

}  // namespace orbitmesh
