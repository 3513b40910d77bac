#pragma once

#include <vector>

#include "orbit/ephemeris.h"
#include "orbit/epoch.h"
#include "orbit/walker.h"

namespace orbitmesh {

/// Walker shells on circular orbits whose node and argument of latitude move at their
/// secular J2 rates: docs/models/orbit-j2.md.
///
/// All satellites of a shell share these rates, so a batch needs two sines and cosines a
/// shell; each satellite's own angles enter by the addition theorem from its sine and
/// cosine at the epoch, with no error that grows over time.
class J2Ephemeris final : public Ephemeris {
 public:
  /// Virtual time 0 is `epoch`, where the shells stand in their Walker slots. Satellites
  /// are numbered by shell, then plane, then slot. Throws InputError for a bad shell.
  J2Ephemeris(Epoch epoch, const std::vector<WalkerShell>& shells);

  int size() const override { return static_cast<int>(phases_.size()); }
  void positions_ecef_m(Time t, Vec3* out) const override;
  Vec3 position_ecef_m(int satellite, Time t) const override;
  Vec3 velocity_ecef_m_s(int satellite, Time t) const override;

 private:
  /// An angle as its cosine and sine.
  struct Direction {
    double cos;
    double sin;
  };
  struct Shell {
    int first_satellite;
    int first_plane;
    int planes;
    int per_plane;
    double radius_m;
    Direction inclination;
    double node_at_epoch_rad;  // of an orbit with RAAN 0, in ECEF: minus GMST
    double node_rate_rad_s;    // relative to ECEF
    double phase_rate_rad_s;   // of the argument of latitude
  };
  /// Where the orbit stands at arguments of latitude 0 and 90 deg.
  struct OrbitAxes {
    Vec3 node_ecef_m;
    Vec3 apex_ecef_m;
  };
  struct OrbitPoint {
    OrbitAxes axes;
    Direction argument_of_latitude;
  };

  static Direction direction(double angle_rad);
  static Direction sum(Direction a, Direction b);
  static OrbitAxes orbit_axes(const Shell& shell, Direction node);
  static Vec3 on_orbit(const OrbitAxes& axes, Direction argument_of_latitude);

  static Direction node_advance(const Shell& shell, Time t);
  static Direction phase_advance(const Shell& shell, Time t);

  void add_shell(const WalkerShell& walker, double gmst_rad, double gmst_rate_rad_s);
  const Shell& shell_of(int satellite) const;
  Direction node_of(const Shell& shell, int plane, Direction advance) const;
  OrbitPoint orbit_point(const Shell& shell, int satellite, Time t) const;

  std::vector<Shell> shells_;
  std::vector<Direction> plane_nodes_;  // RAAN at the epoch, by plane over all shells
  std::vector<Direction> phases_;       // argument of latitude at the epoch, by satellite
};

}  // namespace orbitmesh
