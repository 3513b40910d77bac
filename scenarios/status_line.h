#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>

namespace orbitmesh {

/// One line on a stream that says how far some work has come: redrawn five times a second on a
/// terminal, else written every 10 s. Reads the host's clock; nothing of it flows back into
/// results.
class StatusLine {
 public:
  /// Host time in seconds from any origin, never decreasing.
  using WallClock = std::function<double()>;

  /// `stream` is not closed.
  explicit StatusLine(std::FILE* stream);
  /// With a given clock and without asking the stream whether it is a terminal.
  StatusLine(std::FILE* stream, bool terminal, WallClock clock);
  /// Clears the line of a terminal.
  ~StatusLine();
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;

  /// Whether to show() now; then not again before the next time. Cheap enough for every step.
  bool due();
  void show(const std::string& text);

  bool terminal() const { return terminal_; }
  /// Wall time since construction [s].
  double wall_s() const { return clock_() - start_s_; }

 private:
  double interval_s() const;

  std::FILE* stream_;
  bool terminal_;
  WallClock clock_;
  double start_s_;
  double next_s_;
  std::size_t drawn_ = 0;  ///< characters on the terminal
};

}  // namespace orbitmesh
