#pragma once

#include <cstdio>
#include <functional>
#include <string>

#include "core/time.h"

namespace orbitmesh {

/// Shows on a stream how far a run has come: a bar that is redrawn five times a second on
/// a terminal, else a line every 10 s. Reads the host's clock; nothing of it flows back
/// into the run.
class Progress {
 public:
  /// Host time in seconds from any origin, never decreasing.
  using WallClock = std::function<double()>;

  /// `total` is the virtual time to cover. `stream` is not closed.
  Progress(std::FILE* stream, Duration total);
  /// With a given clock and without asking the stream whether it is a terminal.
  Progress(std::FILE* stream, Duration total, bool terminal, WallClock clock);
  /// Clears the bar.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// The run has reached `now`. Cheap enough to call at every step.
  void update(Time now);

  /// Wall time since construction [s].
  double wall_s() const { return clock_() - start_s_; }

 private:
  void draw_bar(Duration done, double wall_s);
  void write_line(Duration done, double wall_s);

  std::FILE* stream_;
  Duration total_;
  bool terminal_;
  WallClock clock_;
  double start_s_;
  double next_s_;
  std::size_t drawn_ = 0;  ///< characters of the bar on the terminal
};

/// "12 min 30 s of 30 min simulated (41 %), 24.1 times real time, 43 s left".
std::string progress_text(Duration done, Duration total, double wall_s);

}  // namespace orbitmesh
