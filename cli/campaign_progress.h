#pragma once

#include <cstddef>
#include <cstdint>

namespace orbitmesh {

/// Shows on standard error how far a campaign has come: a line that is redrawn on a terminal,
/// else one every 10 s.
class CampaignProgress {
 public:
  explicit CampaignProgress(bool quiet);
  /// Clears the line.
  ~CampaignProgress();
  CampaignProgress(const CampaignProgress&) = delete;
  CampaignProgress& operator=(const CampaignProgress&) = delete;

  void update(std::int64_t done, std::int64_t total);

 private:
  bool quiet_;
  bool terminal_;
  double start_s_;
  double next_s_;
  std::size_t drawn_ = 0;
};

}  // namespace orbitmesh
