#pragma once

#include <string>

#include "inference/campaign/flip_campaign.h"

namespace orbitmesh {

/// The table that `orbitmesh faults campaign` prints.
std::string campaign_text(const DecisionTask& task, const CampaignOptions& options,
                          const CampaignResult& result);
/// The same as JSON.
std::string campaign_json(const DecisionTask& task, const CampaignOptions& options,
                          const CampaignResult& result);

}  // namespace orbitmesh
