#pragma once

#include <stdexcept>

namespace orbitmesh {

/// A message that is not well formed, breaks a bound, or speaks another version of the
/// protocol; `what()` says what is wrong with it. Whoever reads a socket answers with a
/// WireFault and goes on.
class WireError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace orbitmesh
