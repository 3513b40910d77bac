#pragma once

#include <string>

#include "inference/campaign/flip_campaign.h"
#include "inference/outcome_table.h"

namespace orbitmesh {

/// What a campaign of single flips found, as a set of the outcome table: for each class of bits
/// the mean over its flips. Throws InputError when a class was not tried, as for a partial result.
OutcomeSet outcome_set(const DecisionTask& task, const CampaignOptions& options,
                       const CampaignResult& result);

/// Throws as write_outcomes() would for this file, whatever the campaign finds: to know before it
/// runs. Leaves the file as it is.
void check_outcome_file(const std::string& path, const CampaignOptions& options);

/// Puts a campaign into a file of [[outcome]] tables, which is made when it is not there; sets of
/// other flips stay. A campaign of several flips at once becomes an accumulated share of the set
/// of the same flips, which the file must have. Throws InputError for a file that is not such a
/// one, RunError when it cannot be written.
void write_outcomes(const std::string& path, const DecisionTask& task,
                    const CampaignOptions& options, const CampaignResult& result);

}  // namespace orbitmesh
