#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "mesh/topology.h"

namespace orbitmesh {

/// Name of a directed link: its kind and what it joins. "user-up mine.1",
/// "user-down mine.1", "isl shell-1/00-00 shell-1/00-01", "feeder-up merredin.3" (antennas count
/// from 1), "feeder-down merredin.3", "fibre perth austin", "lan robot-1 mine.1"; of isl,
/// fibre and lan the first end sends.
std::string link_name(const Topology& topology, LinkId link);

/// All links of a topology by name.
class LinkNames {
 public:
  explicit LinkNames(const Topology& topology);

  /// Empty when there is no such link.
  std::optional<LinkId> find(std::string_view name) const;
  /// ", did you mean 'x'?" for the nearest name, or an empty text.
  std::string suggestion(std::string_view name) const;

 private:
  std::map<std::string, LinkId, std::less<>> links_;
};

}  // namespace orbitmesh
