#include "mesh/cell_sharing.h"

#include <algorithm>

#include "mesh/capacity_process.h"

namespace orbitmesh {
namespace {

// Least and greatest value of diurnal_capacity_factor(), at 20:00 and 04:00.
constexpr double kEvening = 0.84;
constexpr double kNight = 1.13;

double share_of(BitRate cell, double load, std::int64_t terminals, BitRate declared) {
  if (cell.bit_s == 0) return 1;
  const double share_bit_s =
      static_cast<double>(cell.bit_s) * (1 - load) / static_cast<double>(terminals);
  return std::min(1.0, share_bit_s / static_cast<double>(declared.bit_s));
}

}  // namespace

double background_load(const CellOptions& options, Epoch now, double lon_rad) {
  const double utc_h = now.of_day().seconds() / 3600;
  const double factor = diurnal_capacity_factor(utc_h + lon_rad / kPi * 12);
  const double busy = ((kNight + kEvening) / 2 - factor) / ((kNight - kEvening) / 2);
  return std::clamp(options.background_load + options.background_swing * busy, 0.0,
                    kMaxBackgroundLoad);
}

bool BeamPlan::has_room(std::uint32_t satellite, Cell cell) const {
  if (limit_ == 0) return true;
  const auto served = cells_.find(satellite);
  if (served == cells_.end()) return true;
  return static_cast<std::int64_t>(served->second.size()) < limit_ ||
         served->second.count(cell) > 0;
}

void BeamPlan::take(std::uint32_t satellite, Cell cell) {
  if (limit_ > 0) cells_[satellite].insert(cell);
}

std::vector<CellShare> share_cells(const CellOptions& options, Epoch now,
                                   const std::vector<CellUser>& users) {
  std::map<Cell, std::int64_t> terminals;
  for (const CellUser& user : users) ++terminals[cell_at(user.place)];
  std::vector<CellShare> shares;
  for (const CellUser& user : users) {
    const std::int64_t count = terminals[cell_at(user.place)];
    const double load = background_load(options, now, user.place.lon_rad);
    shares.push_back({user.terminal, share_of(options.uplink, load, count, user.uplink),
                      share_of(options.downlink, load, count, user.downlink)});
  }
  return shares;
}

}  // namespace orbitmesh
