#include "nodes/power/bus_setup.h"

#include <fmt/format.h>

#include <cmath>

#include "core/error.h"
#include "core/quantity.h"

namespace orbitmesh {
namespace {

/// The Sun heats the panel's own share, albedo and infrared both of its sides.
HeatBalance heat_balance(const BusProfile& profile, double radius_m) {
  const double sides_m2 = 2.0 * profile.radiator.value.si;
  const double emissivity = profile.emissivity.value;
  const double absorptivity = profile.absorptivity.value;
  const double earth_view = earth_view_of_upright_plate(radius_m);
  HeatBalance heat;
  heat.capacity_j_k = profile.heat_capacity.value.si;
  heat.emission_w_k4 = emissivity * profile.space_view.value * kStefanBoltzmann_W_m2_K4 * sides_m2;
  heat.sun_w =
      absorptivity * kSolarConstant_W_m2 * profile.radiator.value.si * profile.sun_share.value;
  heat.albedo_w = absorptivity * kSolarConstant_W_m2 * kEarthAlbedo * sides_m2 * earth_view;
  heat.infrared_w = emissivity * kEarthInfrared_W_m2 * sides_m2 * earth_view;
  heat.junction_k_w = profile.junction.value.si;
  // Without a resistance between chips and radiator the two are one mass.
  const double chips_j_k = profile.chip_heat_capacity.value.si;
  (heat.junction_k_w > 0.0 ? heat.chip_capacity_j_k : heat.capacity_j_k) += chips_j_k;
  return heat;
}

Battery battery(const BusProfile& profile, const BusOptions& options) {
  const double way = std::sqrt(profile.round_trip.value);
  return {
      profile.battery.value.si * kBatteryAgeing.share_left(options.age_years, options.full_cycles),
      profile.depth_of_discharge.value, way, way};
}

void check(const BusProfile& profile, const ComputePower& compute) {
  if (!(profile.throttle_begin.value < profile.throttle_end.value)) {
    throw InputError(
        fmt::format("bus '{}': 'throttle_end' is {}; it must be above 'throttle_begin', {}",
                    profile.name, format_quantity(profile.throttle_end.value),
                    format_quantity(profile.throttle_begin.value)));
  }
  const Power least{compute.at(kMinClock)};
  if (!(profile.compute.value < least)) return;
  throw InputError(fmt::format(
      "bus '{}' gives its accelerators {} at most, and they need {} at their least clock; use "
      "fewer accelerators or a larger bus",
      profile.name, format_quantity(profile.compute.value), format_quantity(least)));
}

}  // namespace

BusSetup make_bus_setup(const BusProfile& profile, const BusOptions& options,
                        const ComputePower& compute, double radius_m) {
  check(profile, compute);
  BusSetup setup;
  setup.model.array_w = profile.array.value.si *
                        array_share_left(options.age_years, profile.array_loss_per_year.value);
  setup.model.house_load_w = profile.house_load.value.si;
  setup.model.battery = battery(profile, options);
  setup.model.heat = heat_balance(profile, radius_m);
  setup.initial = {options.initial_charge * setup.model.battery.capacity_j, options.initial_k,
                   options.initial_k};
  setup.compute = compute;
  setup.compute_limit_w = profile.compute.value.si;
  setup.throttle = {profile.throttle_begin.value.si, profile.throttle_end.value.si};
  setup.rule = options.rule;
  setup.pointing = options.pointing;
  return setup;
}

}  // namespace orbitmesh
