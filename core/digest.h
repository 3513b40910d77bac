#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace orbitmesh {

/// Canonical 128-bit digest (XXH3) of a sequence of typed values. It detects a
/// changed result; it is no protection against forgery. Every value is hashed with
/// its length or width, so that ("ab", "c") and ("a", "bc") differ.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  void add(std::int64_t value);
  void add(double value);
  void add(std::string_view text);

  /// 32 lower-case hexadecimal digits of everything added so far.
  std::string hex() const;
  /// The same as a number: its upper and its lower 64 bits.
  std::pair<std::uint64_t, std::uint64_t> value() const;

 private:
  struct State;

  void append(const void* bytes, std::size_t size);

  // A record fits in here and needs no state.
  std::array<unsigned char, 256> latest_;
  std::size_t latest_size_ = 0;
  std::unique_ptr<State> state_;  ///< of what came before the latest; null while nothing did
};

}  // namespace orbitmesh
