#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/time.h"
#include "core/units.h"
#include "mesh/cell_grid.h"
#include "orbit/epoch.h"

namespace orbitmesh {

/// What the terminals of a cell share: docs/models/cell-capacity.md.
struct CellOptions {
  /// Rate of a whole cell, for all its terminals and the background; 0: no limit.
  BitRate uplink;
  BitRate downlink;
  std::int64_t beams_per_satellite = 0;  ///< cells that a satellite serves in a slot; 0: any
  double background_load = 0;            ///< share of a cell's rate that others use, daily mean
  double background_swing = 0;           ///< by which that is more at 20:00 and less at 04:00
};

/// Largest share of a cell that the background may use.
inline constexpr double kMaxBackgroundLoad = 0.95;

/// Share of a cell's rate that others use at `now` at a longitude. The swing follows mean solar
/// time like diurnal_capacity_factor().
double background_load(const CellOptions& options, Epoch now, double lon_rad);

/// Cells that satellites serve in one slot, in the order in which they are asked for.
class BeamPlan {
 public:
  explicit BeamPlan(std::int64_t beams_per_satellite) : limit_(beams_per_satellite) {}

  /// Whether the satellite serves the cell already or can begin to.
  bool has_room(std::uint32_t satellite, Cell cell) const;
  void take(std::uint32_t satellite, Cell cell);

 private:
  std::int64_t limit_;
  std::map<std::uint32_t, std::set<Cell>> cells_;  // that each satellite serves
};

/// A terminal that is served in a slot.
struct CellUser {
  std::size_t terminal = 0;
  Geodetic place;
  BitRate uplink;  ///< declared
  BitRate downlink;
};

/// What a terminal's links carry of their declared rates, (0, 1].
struct CellShare {
  std::size_t terminal = 0;
  double up = 1;
  double down = 1;
};

/// Divides each cell's rate without the background evenly among its terminals, in the order of
/// `users`. What one cannot use is left to nobody.
std::vector<CellShare> share_cells(const CellOptions& options, Epoch now,
                                   const std::vector<CellUser>& users);

}  // namespace orbitmesh
