#include "cli/sweep_progress.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

std::string text_of(const SweepStatus& status, std::int64_t done_before, double elapsed_s) {
  std::string text =
      fmt::format("{} of {} runs, {} running", status.done, status.total, status.running);
  if (status.failed > 0) text += fmt::format(", {} failed", status.failed);
  const std::int64_t ended = status.done - done_before + status.failed;
  const std::int64_t left = status.total - status.done - status.failed;
  if (ended > 0 && left > 0) {
    const double left_s = elapsed_s / static_cast<double>(ended) * static_cast<double>(left);
    text += ", " + readable(Duration::from_s(static_cast<std::int64_t>(left_s) + 1)) + " left";
  }
  return text;
}

}  // namespace

SweepProgress::SweepProgress(bool quiet) {
  if (!quiet) line_.emplace(stderr);
}

void SweepProgress::update(const SweepStatus& status) {
  if (done_before_ < 0) done_before_ = status.done;
  if (line_ && line_->due()) line_->show(text_of(status, done_before_, line_->wall_s()));
}

}  // namespace orbitmesh
