#pragma once

#include <cstdint>
#include <optional>

#include "scenarios/status_line.h"

namespace orbitmesh {

/// Shows on standard error how far a campaign has come.
class CampaignProgress {
 public:
  explicit CampaignProgress(bool quiet);

  void update(std::int64_t done, std::int64_t total);

 private:
  std::optional<StatusLine> line_;  ///< none when quiet
};

}  // namespace orbitmesh
