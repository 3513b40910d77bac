#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <vector>

#include "bench/bench_constellation.h"
#include "bench/rows.h"
#include "bench/stopwatch.h"
#include "core/error.h"
#include "core/units.h"
#include "inference/profile_library.h"
#include "nodes/effect_factors.h"
#include "nodes/power/bus_setup.h"
#include "nodes/power/power_heat_batch.h"
#include "nodes/power/solar_geometry.h"
#include "nodes/radiation_exposure.h"

namespace orbitmesh {
namespace {

constexpr Duration kStep = RadiationExposure::kInterval;
constexpr double kCompute_w = 200;
constexpr std::uint64_t kSeed = 1;
constexpr double kShield_m = 2.54e-3;

WalkerShell shell_10000(BenchSize size) {
  if (size == BenchSize::kTiny) return shell_1584(size);
  return {"bench", 550e3, 53 * kDegree, 100, 100, 1};
}

/// Satellites with one TPU each, on the bus of Starlink V3.
struct Fleet {
  explicit Fleet(BenchSize size)
      : bench(shell_10000(size)),
        environment(bench.epoch, {}),
        device(*library.find_device("tpu-v6e")),
        power(make_bus_setup(*library.find_bus("starlink-v3"), {}, {},
                             shell_10000(size).semi_major_axis_m())) {}

  ExposedDevice exposed(int satellite) const {
    ExposedDevice exposed;
    exposed.node = NodeId{static_cast<std::uint32_t>(satellite)};
    exposed.satellite = satellite;
    exposed.device = &device;
    exposed.shield_m = kShield_m;
    exposed.factors = effect_factors(device, {1, 256'000'000'000, {}});
    return exposed;
  }
  int size() const { return bench.ephemeris->size(); }
  SolarGeometry sun_at(Time t) const {
    return SolarGeometry(sun_position_ecef_m(bench.epoch + t.since_epoch()));
  }

  BenchConstellation bench;
  ProfileLibrary library = ProfileLibrary::built_in();
  SpaceEnvironment environment;
  const DeviceProfile& device;
  BusSetup power;
};

struct Result {
  double steps_s = 0;       ///< satellite-steps a second
  double expected_sdc = 0;  ///< mean number of silent corruptions
  double charge_j = 0;      ///< of all batteries at the end
  double chips_k = 0;       ///< of all chips at the end, added up
  std::size_t events = 0;
};

double sum(const std::vector<double>& values) {
  double total = 0;
  for (const double value : values) total += value;
  return total;
}

Result run_batch(const Fleet& fleet, int steps) {
  RadiationExposure exposure(fleet.environment, *fleet.bench.ephemeris, kSeed, 1);
  for (int i = 0; i < fleet.size(); ++i) exposure.add(fleet.exposed(i));
  PowerHeatBatch batch(fleet.power.model, static_cast<std::size_t>(fleet.size()),
                       fleet.power.initial);
  std::vector<Vec3> positions_ecef_m(static_cast<std::size_t>(fleet.size()));
  Result result;
  const Stopwatch watch;
  for (int s = 0; s < steps; ++s) {
    const Time middle = Time{} + kStep * s + kStep / 2;
    result.events += exposure.advance().size();
    fleet.bench.ephemeris->positions_ecef_m(middle, positions_ecef_m.data());
    const SolarGeometry sun = fleet.sun_at(middle);
    batch.step(
        kStep.seconds(),
        [&](std::size_t i) { return sun.sky(positions_ecef_m[i], {}, ArrayPointing::kTracking); },
        [](std::size_t) { return kCompute_w; });
  }
  result.steps_s = fleet.size() * static_cast<double>(steps) / watch.cpu_s();
  result.expected_sdc = exposure.expected(FaultKind::kSdc, Time{} + kStep * steps);
  result.charge_j = sum(batch.charge_j());
  result.chips_k = sum(batch.chips_k());
  return result;
}

/// The same, everything from the start for each satellite.
Result run_one_at_a_time(const Fleet& fleet, int steps) {
  const EffectRates rates(fleet.environment, fleet.device, AluminiumShield(kShield_m));
  EffectHazards hazards(kSeed, fleet.device, 1);
  std::vector<PowerHeatState> states(static_cast<std::size_t>(fleet.size()), fleet.power.initial);
  for (int i = 0; i < fleet.size(); ++i) {
    const ExposedDevice exposed = fleet.exposed(i);
    hazards.add(exposed.node, exposed.factors);
  }
  std::vector<DeviceEffectEvent> events;
  Result result;
  const Stopwatch watch;
  for (int s = 0; s < steps; ++s) {
    const Time begin = Time{} + kStep * s;
    const Time middle = begin + kStep / 2;
    for (int i = 0; i < fleet.size(); ++i) {
      const Vec3 r_ecef_m = fleet.bench.ephemeris->position_ecef_m(i, middle);
      const GridPoint place = grid_point(ecef_to_geodetic(r_ecef_m));
      GridLanes rate;
      rates.at(&place, 1, middle, &rate);
      hazards.advance(i, 1, begin, kStep, &rate, events);
      power_heat_step(fleet.power.model,
                      fleet.sun_at(middle).sky(r_ecef_m, {}, ArrayPointing::kTracking), kCompute_w,
                      kStep.seconds(), states[static_cast<std::size_t>(i)]);
    }
  }
  result.steps_s = fleet.size() * static_cast<double>(steps) / watch.cpu_s();
  result.expected_sdc = hazards.expected()[0];
  for (const PowerHeatState& state : states) {
    result.charge_j += state.charge_j;
    result.chips_k += state.chips_k;
  }
  result.events = events.size();
  return result;
}

void check_same(const Result& batch, const Result& reference) {
  const auto close = [](double a, double b) { return std::fabs(a - b) <= 1e-3 * std::fabs(b); };
  if (close(batch.expected_sdc, reference.expected_sdc) &&
      close(batch.charge_j, reference.charge_j) && close(batch.chips_k, reference.chips_k)) {
    return;
  }
  throw RunError("nodes.environment: the batch and the satellites one at a time differ");
}

}  // namespace

BenchRow bench_nodes_environment(BenchSize size) {
  const bool full = size == BenchSize::kFull;
  const double before_MB = resident_MB();
  const Fleet fleet(size);
  const Result day = run_batch(fleet, full ? 8640 : 5);
  const double used_MB = resident_MB() - before_MB;
  const int few = full ? 60 : 5;
  const Result reference = run_one_at_a_time(fleet, few);
  check_same(run_batch(fleet, few), reference);
  BenchRow row;
  row.value = day.steps_s;
  row.unit = "satellite-steps/s";
  row.note = fmt::format(
      "radiation, faults, power and heat of {} satellites in steps of 10 s, {:.0f} MB; reference: "
      "one satellite at a time",
      fleet.size(), used_MB);
  compare_with(row, reference.steps_s);
  return row;
}

}  // namespace orbitmesh
