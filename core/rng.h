#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/time.h"

namespace orbitmesh {

/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw,
/// "Parallel random numbers: as easy as 1, 2, 3", SC'11: four random words for a
/// 128-bit counter under a 64-bit key.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key);

/// A named stream of random draws. Two streams with different (seed, name, index)
/// are independent, and adding an entity never shifts another's draws. The same
/// triple gives the same draws on every machine.
class RngStream {
 public:
  /// `name` says what is drawn ("access.choice"), `index` for which entity.
  RngStream(std::uint64_t seed, std::string_view name, std::uint64_t index);

  /// Next 64 random bits.
  std::uint64_t next_u64();
  /// Uniform in [0, 1), 53 bits.
  double uniform();
  /// Uniform integer in [0, n), unbiased. Precondition: n > 0.
  std::uint64_t below(std::uint64_t n);
  /// Exponential with the given mean (any unit). Never infinite.
  double exponential(double mean);
  /// Normal with mean 0 and standard deviation 1 (Box-Muller, one draw a call).
  double normal();

  /// Moves to the `k`-th block of draws: the same k gives the same draws whatever
  /// was drawn before. Use it to key draws by a slot or event number.
  void seek(std::uint64_t k);

 private:
  std::array<std::uint32_t, 2> key_;
  std::uint64_t block_ = 0;
  std::uint32_t draw_ = 0;
};

}  // namespace orbitmesh
