#pragma once

#include <cstdio>
#include <string>
#include <utility>

#include "core/time.h"
#include "scenarios/status_line.h"

namespace orbitmesh {

/// Shows how far a run has come, with a bar on a terminal.
class Progress {
 public:
  /// `total` is the virtual time to cover. `stream` is not closed.
  Progress(std::FILE* stream, Duration total) : line_(stream), total_(total) {}
  /// See StatusLine.
  Progress(std::FILE* stream, Duration total, bool terminal, StatusLine::WallClock clock)
      : line_(stream, terminal, std::move(clock)), total_(total) {}

  /// The run has reached `now`. Cheap enough to call at every step.
  void update(Time now);

  /// Wall time since construction [s].
  double wall_s() const { return line_.wall_s(); }

 private:
  StatusLine line_;
  Duration total_;
};

/// "12 min 30 s of 30 min simulated (41 %), 24.1 times real time, 43 s left".
std::string progress_text(Duration done, Duration total, double wall_s);

}  // namespace orbitmesh
