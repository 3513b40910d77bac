#pragma once

namespace orbitmesh {

/// What the program's exit status says; see docs/command-line.md.
enum class ExitCode {
  kOk = 0,
  kExpectationFailed = 1,  ///< an expectation or baseline
  kBadInput = 2,           ///< usage or input
  kRunError = 3,
  kRefusedByStrict = 4,  ///< warnings under --strict
  kInterrupted = 130,
};

}  // namespace orbitmesh
