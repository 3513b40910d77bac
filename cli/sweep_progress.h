#pragma once

#include <cstdint>
#include <optional>

#include "scenarios/status_line.h"
#include "scenarios/sweep/local_executor.h"

namespace orbitmesh {

/// Shows on standard error how far a sweep has come.
class SweepProgress {
 public:
  explicit SweepProgress(bool quiet);

  void update(const SweepStatus& status);

 private:
  std::optional<StatusLine> line_;  ///< none when quiet
  std::int64_t done_before_ = -1;   ///< runs that earlier calls had finished
};

}  // namespace orbitmesh
