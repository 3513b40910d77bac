#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/time.h"
#include "mesh/link_meters.h"
#include "mesh/loss_process.h"
#include "mesh/radio_options.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Decides which packets user links lose by chance, at the rates measured for idle, lightly
/// and fully loaded links. What a link is follows from the share of time for which it sent in
/// the second or more before.
class RadioLosses {
 public:
  /// Share of time from which a link counts as loaded with messages, and as full.
  static constexpr double kLightShare = 0.01;
  static constexpr double kBulkShare = 0.5;
  /// Time over which the share is taken, at least.
  static constexpr Duration kWindow = Duration::from_s(1);

  /// Streams of draws for each direction, keyed by the terminal's name.
  RadioLosses(const Topology& topology, LossModel model, std::uint64_t seed);

  /// Whether packets of this link are ever lost so.
  bool lossy(LinkId link) const { return !links_.empty() && links_of_[link.index()] >= 0; }
  /// Whether the next packet on `link`, sent at `now`, is lost. Precondition: lossy(link).
  bool loses(LinkId link, const LinkMeters& meters, Time now);

 private:
  struct Link {
    LossRates rates;
    LossProcess process;
    Time window_begin;
    Duration busy_before;  // the window
    double rate = 0;
  };
  void add(LinkId link, const LossRates& rates, const LossPattern& pattern, std::uint64_t seed,
           const std::string& stream);

  std::vector<Link> links_;
  std::vector<int> links_of_;  // of each link of the topology, or -1
};

}  // namespace orbitmesh
