#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

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

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace orbitmesh
