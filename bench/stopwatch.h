#pragma once

#include <chrono>

namespace orbitmesh {

/// Wall and CPU time since its making.
class Stopwatch {
 public:
  Stopwatch();
  double wall_s() const;
  /// Of the whole process.
  double cpu_s() const;

 private:
  std::chrono::steady_clock::time_point wall_start_;
  double cpu_start_s_;
};

/// Resident memory of this process [MB].
double resident_MB();

}  // namespace orbitmesh
