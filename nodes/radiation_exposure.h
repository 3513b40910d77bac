#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "inference/device_profile.h"
#include "nodes/device_effect_event.h"
#include "nodes/effect_hazards.h"
#include "nodes/effect_rates.h"
#include "nodes/exposure_rates.h"
#include "nodes/wear_out.h"
#include "orbit/environment/ionizing_dose.h"
#include "orbit/environment/space_environment.h"
#include "orbit/ephemeris.h"

namespace orbitmesh {

/// A device on a satellite.
struct ExposedDevice {
  NodeId node;
  int satellite = 0;                      ///< number in the ephemeris
  const DeviceProfile* device = nullptr;  ///< must outlive the exposure
  double shield_m = 2.54e-3;              ///< of aluminium
  ExposureRates rates = ExposureRates::kLocal;
  Duration age;          ///< in orbit before time 0
  GridLanes factors;     ///< on each effect's rate: devices, or bits at risk
  bool watched = false;  ///< level() will be asked for
};

/// The effects of radiation on the devices of a constellation over time. Time is cut
/// into intervals of 10 s, whatever else goes on; the rates of one are those of the satellites'
/// places in its middle.
class RadiationExposure {
 public:
  static constexpr Duration kInterval = Duration::from_s(10);

  /// Environment and ephemeris must outlive this. `acceleration` >= 0 multiplies the
  /// rates of all effects, but not the dose.
  RadiationExposure(const SpaceEnvironment& environment, const Ephemeris& ephemeris,
                    std::uint64_t seed, double acceleration);

  /// Before the first advance(). Throws InputError for a satellite without a position at time 0;
  /// later, one suffers nothing while it has none. Throws InputError, too, when the accelerated
  /// rates come to more than 1,000 events a second at some place of the satellite's height.
  void add(const ExposedDevice& exposed);

  /// What happens in the next interval, the first of which begins at time 0, in the order of
  /// time; at one instant, of the node's number, then of the effect.
  std::vector<DeviceEffectEvent> advance();

  /// Rate of all effects of a node together in the interval of the last advance(), over the mean
  /// of its orbit without solar particle events. Precondition: it was added as watched.
  double level(NodeId node) const;

  /// Total ionising dose of a node's accelerators at a time, the mean of its orbit since launch.
  double dose_rad(NodeId node, Time t) const;

  /// Mean number of events of a kind until `end` without acceleration, at the places where the
  /// satellites have been. `end` lies in the last interval of advance() or at its edges.
  /// Wear-out has none.
  double expected(FaultKind kind, Time end) const;
  double acceleration() const { return acceleration_; }

 private:
  using OrbitKey = std::pair<double, double>;  // radius, inclination
  using GroupKey = std::tuple<std::string, double, ExposureRates>;
  struct Watched {
    GridLanes factors;
    double mean_per_s = 0;
    double now_per_s = 0;
  };
  /// Devices of one kind behind one shield.
  struct Group {
    Group(const SpaceEnvironment& environment, const ExposedDevice& exposed, std::uint64_t seed,
          double acceleration);

    const DeviceProfile* device;
    ExposureRates mode;
    AluminiumShield shield;
    EffectRates rates;
    EffectHazards hazards;
    std::vector<int> satellites;
    std::vector<Watched*> watched;             // by node; null for most
    std::map<OrbitKey, GridLanes> quiet_mean;  // for these
    std::vector<GridLanes> means;              // of kOrbitAverage, by node
    std::map<OrbitKey, GridLanes> highest_of;  // the mean of kOrbitAverage
    std::map<OrbitKey, double> dose_of_rad_yr;
    std::array<double, kGridLanes> expected_before{};  // the last interval
  };

  Group& group_of(const ExposedDevice& exposed);
  CircularOrbit orbit_of(int satellite) const;
  const GridLanes& highest_rates(Group& group, const CircularOrbit& orbit);
  void check_rates(const GridLanes& rates, const GridLanes& factors) const;
  Watched& watch(Group& group, const ExposedDevice& exposed, const CircularOrbit& orbit);
  void add_dose(Group& group, const ExposedDevice& exposed, const CircularOrbit& orbit);
  void advance(Group& group, std::vector<DeviceEffectEvent>& events) const;
  void advance_local(Group& group, std::vector<DeviceEffectEvent>& events) const;

  const SpaceEnvironment& environment_;
  const Ephemeris& ephemeris_;
  std::uint64_t seed_;
  double acceleration_;
  Time next_;
  IonizingDose dose_;
  std::map<GroupKey, std::unique_ptr<Group>> groups_;
  std::map<NodeId, Watched> watched_;
  std::map<NodeId, DoseHistory> histories_;
  std::vector<DeviceEffectEvent> wear_outs_;
  std::vector<Vec3> positions_ecef_m_;
};

}  // namespace orbitmesh
