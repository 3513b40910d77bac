#pragma once

#include <array>
#include <vector>

#include "core/fields.h"
#include "core/ids.h"
#include "mesh/phy/rain.h"

namespace orbitmesh {

/// Rates of user links.
enum class CapacityModel {
  kConstant,  ///< as declared
  kMeasured,  ///< another in each slot (mesh/capacity_process.h), the declared one their mean
};

constexpr std::array<EnumName<CapacityModel>, 2> enum_names(CapacityModel) {
  return {{{CapacityModel::kConstant, "constant"}, {CapacityModel::kMeasured, "measured"}}};
}

/// Packets that user links lose by chance (mesh/loss_process.h).
enum class LossModel {
  kNone,
  kClustered,  ///< measured rates, in stretches
  kScattered,  ///< measured rates, all over
};

constexpr std::array<EnumName<LossModel>, 3> enum_names(LossModel) {
  return {{{LossModel::kNone, "none"},
           {LossModel::kClustered, "clustered"},
           {LossModel::kScattered, "scattered"}}};
}

/// Queues of user links.
enum class UserQueueModel {
  kHeadDrop,  ///< a number of bytes, oldest packets first
  kMeasured,  ///< with a number of packets, AQM and a rate that rises (mesh/queue_model.h)
};

constexpr std::array<EnumName<UserQueueModel>, 2> enum_names(UserQueueModel) {
  return {{{UserQueueModel::kHeadDrop, "head-drop"}, {UserQueueModel::kMeasured, "measured"}}};
}

/// How rain acts on user links.
enum class RainModel {
  kMeasured,  ///< factors measured by rain rate (mesh/phy/rain_throughput.h)
  kPhy,       ///< a link budget (mesh/phy/rain_link_rate.h)
};

constexpr std::array<EnumName<RainModel>, 2> enum_names(RainModel) {
  return {{{RainModel::kMeasured, "measured"}, {RainModel::kPhy, "phy"}}};
}

/// Terminals or gateways at one place, and its rain.
struct StationWeather {
  std::vector<NodeId> stations;
  Rain rain;
};

/// What user and feeder links do beyond their geometry.
struct RadioOptions {
  CapacityModel capacity = CapacityModel::kConstant;
  LossModel loss = LossModel::kNone;
  UserQueueModel queue = UserQueueModel::kHeadDrop;
  RainModel rain_model = RainModel::kMeasured;
  std::vector<StationWeather> weather;
};

}  // namespace orbitmesh
