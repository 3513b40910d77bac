#pragma once

#include <cstddef>

#include "scenarios/sweep/local_executor.h"

namespace orbitmesh {

/// Shows on standard error how far a sweep has come: a line that is redrawn on a terminal,
/// else one every 10 s.
class SweepProgress {
 public:
  explicit SweepProgress(bool quiet);
  /// Clears the line.
  ~SweepProgress();
  SweepProgress(const SweepProgress&) = delete;
  SweepProgress& operator=(const SweepProgress&) = delete;

  void update(const SweepStatus& status);

 private:
  bool quiet_;
  bool terminal_;
  double start_s_;
  double next_s_;
  std::int64_t done_before_ = -1;  ///< runs that earlier calls had finished
  std::size_t drawn_ = 0;
};

}  // namespace orbitmesh
