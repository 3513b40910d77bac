#include "bench/stopwatch.h"

#include <unistd.h>

#include <ctime>
#include <fstream>

namespace orbitmesh {
namespace {

double process_cpu_s() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

}  // namespace

Stopwatch::Stopwatch()
    : wall_start_(std::chrono::steady_clock::now()), cpu_start_s_(process_cpu_s()) {}

double Stopwatch::wall_s() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_start_).count();
}

double Stopwatch::cpu_s() const { return process_cpu_s() - cpu_start_s_; }

double resident_MB() {
  std::ifstream statm("/proc/self/statm");
  double total_pages = 0;
  double resident_pages = 0;
  statm >> total_pages >> resident_pages;
  return resident_pages * static_cast<double>(sysconf(_SC_PAGESIZE)) * 1e-6;
}

}  // namespace orbitmesh
