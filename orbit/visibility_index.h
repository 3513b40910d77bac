#pragma once

#include <vector>

#include "core/vec3.h"
#include "orbit/ground_site.h"
#include "orbit/visibility.h"

namespace orbitmesh {

/// The satellites of one instant sorted into cells of space, for visible sets of many sites:
/// docs/models/visibility.md. Altitudes form layers; each layer is a cube of equal cells
/// about the Earth's centre, so that the poles and the date line are places like any other.
///
/// Rebuild it at every step with assign(), which reuses the memory. Queries are const: any
/// number of threads may ask at once, each with an `out` of its own.
class VisibilityIndex {
 public:
  /// Replaces the content; the positions are copied.
  void assign(const Vec3* r_sat_ecef_m, int count);

  /// Satellites at or above `min_elevation_rad` ([-pi/2, pi/2]), ascending; `out` is cleared
  /// and filled. The site is one of make_ground_site(), the positions may be anything.
  void find_in_view(const GroundSite& site, double min_elevation_rad, std::vector<int>& out) const;

  /// The same satellites with their look angles: what orbitmesh::find_visible() finds among
  /// the assigned positions, in the same order and to the bit. The angles take most of the
  /// time.
  void find_visible(const GroundSite& site, double min_elevation_rad,
                    std::vector<VisibleSatellite>& out) const;

 private:
  struct Entry {
    Vec3 r_ecef_m;
    int satellite;
  };
  /// Satellites between two radii. Cell number k has the entries first[k] up to first[k + 1].
  struct Layer {
    double highest_radius_m = 0;
    double cells_per_m = 0;
    std::vector<int> first;
    std::vector<Entry> entries;
    std::vector<Entry> unsorted;
  };
  /// Inclusive ranges of cells along the three axes.
  struct CellBox {
    int low[3];
    int high[3];
  };

  static int cell_on_axis(const Layer& layer, double coordinate_m);
  static int cell_number(const Layer& layer, Vec3 r_ecef_m);
  static void sort_into_cells(Layer& layer);
  static CellBox box_in_view(const Layer& layer, const GroundSite& site, double sin_min);

  /// Calls take(satellite) for each satellite in view, in no particular order.
  template <class Take>
  void for_each_in_view(const GroundSite& site, double min_elevation_rad, Take take) const;

  std::vector<Vec3> r_ecef_m_;
  std::vector<Layer> layers_;
  std::vector<Entry> outside_;  ///< what no layer takes; every query tests these
};

}  // namespace orbitmesh
