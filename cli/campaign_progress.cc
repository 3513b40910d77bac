#include "cli/campaign_progress.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

std::string text_of(std::int64_t done, std::int64_t total, double elapsed_s) {
  std::string text = fmt::format("{} of {} trials", done, total);
  if (done == 0 || done >= total) return text;
  const double left_s = elapsed_s / static_cast<double>(done) * static_cast<double>(total - done);
  return text + ", " + readable(Duration::from_s(static_cast<std::int64_t>(left_s) + 1)) + " left";
}

}  // namespace

CampaignProgress::CampaignProgress(bool quiet) {
  if (!quiet) line_.emplace(stderr);
}

void CampaignProgress::update(std::int64_t done, std::int64_t total) {
  if (line_ && line_->due()) line_->show(text_of(done, total, line_->wall_s()));
}

}  // namespace orbitmesh
