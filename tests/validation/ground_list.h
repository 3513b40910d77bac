#pragma once

#include <string>
#include <vector>

#include "orbit/geodetic.h"

namespace orbitmesh {

struct ListedGateway {
  std::string name;
  Geodetic location;
  int antennas = 0;
};

/// The gateways of a list below the measured data. Entries at one place, such as two bands, count
/// as one with the larger number of antennas. A list without numbers gets 8 each, and 32 where
/// the name says "Mega".
std::vector<ListedGateway> listed_gateways(const std::string& file);

/// Those within a great-circle distance of either of two places.
std::vector<ListedGateway> gateways_near(const std::vector<ListedGateway>& gateways, Geodetic a,
                                         Geodetic b, double radius_km);

}  // namespace orbitmesh
