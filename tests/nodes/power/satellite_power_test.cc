#include "nodes/power/satellite_power.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "core/error.h"
#include "core/heap_event_loop.h"
#include "inference/profile_library.h"
#include "nodes/power/solar_geometry.h"
#include "orbit/illumination_intervals.h"
#include "orbit/j2_ephemeris.h"
#include "orbit/sun.h"
#include "tests/nodes/no_records.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

/// One satellite at 550 km and 53 deg with 200 devices of 600 W and an AI1-class bus.
class SatellitePowerTest : public ::testing::Test {
 protected:
  SatellitePowerTest() {
    accelerator_.power = Sourced<Power>{Power{600}, "", Confidence::kGuess};
    accelerator_.reboot_time.value = Duration::from_s(30);
    ServerSetup setup;
    setup.node = NodeId{0};
    setup.accelerator = &accelerator_;
    setup.count = 200;
    setup.models = {&model_};
    server = std::make_unique<Server>(loop, setup);
    energy = std::make_unique<NodeEnergy>(loop, *server, compute_power(accelerator_, 200));
    node_power_.add(*server);
    bus = *ProfileLibrary::built_in().find_bus("spacex-ai1");
  }
  void start() {
    power.add(*server, *energy, bus, options);
    power.start();
  }
  BusSample at_min(double minutes) {
    loop.run_until(Time{} + Duration::from_seconds(60 * minutes));
    return *power.sample(NodeId{0});
  }
  /// The first entry into the umbra [min].
  double first_eclipse_min() const {
    for (const IlluminationInterval& interval :
         illumination_intervals(ephemeris_, epoch_, 0, Time{}, Time{} + Duration::from_s(7200))) {
      if (interval.illumination == Illumination::kUmbra && interval.begin > Time{}) {
        return interval.begin.seconds() / 60;
      }
    }
    throw std::logic_error("no eclipse");
  }

  HeapEventLoop loop;
  BusProfile bus;
  BusOptions options;

 private:
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile model_ = testing::model_of("resident", 10, 2'000'000'000);
  testing::NoRecords records_;
  FaultInjector faults_{loop, records_, 1};
  NodePower node_power_{loop, faults_};
  Epoch epoch_ = parse_epoch("2026-06-01T00:00:00Z");
  J2Ephemeris ephemeris_{epoch_, {{"shell", 550e3, 53 * kDegree, 1, 1, 0, 2 * kPi, 0.0}}};

 protected:
  std::unique_ptr<Server> server;
  std::unique_ptr<NodeEnergy> energy;
  SatellitePower power{loop, ephemeris_, epoch_, node_power_};
};

// Idle, the node draws 18 kW and the bus 3: 21 kW of 8 kWh last 21.7 min of the eclipse.
TEST_F(SatellitePowerTest, ASmallBatterySwitchesTheNodeOffInTheEclipseAndOnAgainInTheLight) {
  start();
  const double entry_min = first_eclipse_min();
  EXPECT_GT(at_min(entry_min - 1).charge_j, 19.9 * 3.6e6);
  const double lasts_min = 8.0 * std::sqrt(0.9) / 21.0 * 60;
  EXPECT_GT(at_min(entry_min + lasts_min - 1).clock_factor, 0.0);
  EXPECT_LT(power.sample(NodeId{0})->clock_factor, 0.5);
  EXPECT_EQ(at_min(entry_min + lasts_min + 1).clock_factor, 0.0);
  EXPECT_FALSE(server->up());
  // A quarter of 8 kWh at 177 kW is there within a minute, and 30 s go by for the reboot.
  EXPECT_FALSE((at_min(entry_min + 35), server->up()));
  EXPECT_TRUE((at_min(entry_min + 38.5), server->up()));
}

// Idle, 18 kW over 0.2 K/kW hold the chips 3.6 K above the radiator, which from 20 degC cools by up
// to 0.06 K/s; with a time constant of 6.7 s they are up to 0.4 K behind.
TEST_F(SatellitePowerTest, SamplesShowRadiatorAndChips) {
  bus.chip_heat_capacity.value = HeatCapacity{36e3};
  start();
  const double time_s = 0.0002 * 36e3 * 500e3 / 536e3;
  const double share = 1.0 - std::exp(-3.0 / time_s);
  const BusSample soon = at_min(0.05);
  EXPECT_GT(*soon.junction_k - *soon.temperature_k, share * 3.6);
  EXPECT_LT(*soon.junction_k - *soon.temperature_k, share * 4.4);
  const BusSample later = at_min(5);
  EXPECT_GT(*later.junction_k - *later.temperature_k, 3.6);
  EXPECT_LT(*later.junction_k - *later.temperature_k, 4.0);
}

TEST_F(SatellitePowerTest, SamplesOfOneNodeShowTheChipsOfThePresentPower) {
  bus.chip_heat_capacity.value = HeatCapacity{0};
  start();
  const BusSample soon = at_min(0.05);
  EXPECT_NEAR(*soon.junction_k - *soon.temperature_k, 3.6, 1e-9);
}

TEST_F(SatellitePowerTest, ANodeWithoutABusHasNoSample) {
  start();
  EXPECT_FALSE(power.sample(NodeId{7}));
}

TEST_F(SatellitePowerTest, RefusesABusThatCannotFeedItsAccelerators) {
  bus.compute.value = Power{10e3};
  EXPECT_THROW(start(), InputError);
}

}  // namespace
}  // namespace orbitmesh
