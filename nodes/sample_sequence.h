#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/rng.h"

namespace orbitmesh {

/// Which sample each request of a workload has for its input: uniform over the set, drawn anew
/// for every request by its number alone, so that those to come are known before they are issued.
class SampleSequence {
 public:
  /// `stream` names the client and its workload, `instance` which instance of the client it is.
  /// Precondition: samples > 0.
  SampleSequence(std::uint64_t seed, std::string_view stream, std::uint64_t instance,
                 std::size_t samples);

  /// Of the request with that number, < samples.
  std::size_t sample(std::uint64_t number) const;

 private:
  RngStream draws_;
  std::size_t samples_;
};

}  // namespace orbitmesh
