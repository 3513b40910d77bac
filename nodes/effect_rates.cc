#include "nodes/effect_rates.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/math.h"
#include "nodes/cross_section.h"
#include "orbit/environment/galactic_protons.h"
#include "orbit/environment/ion_let_spectrum.h"

namespace orbitmesh {
namespace {

static_assert(kMaxDeviceEffects <= kGridLanes);

// Energies behind the shield over which trapped protons are summed up.
constexpr std::size_t kEnergies = 97;
constexpr double kLowest_MeV = 1;
constexpr double kHighest_MeV = 1000;

/// A sum of two longitudes in [-180, 180].
float wrapped_deg(float lon_deg) {
  if (lon_deg > 180) return lon_deg - 360;
  return lon_deg < -180 ? lon_deg + 360 : lon_deg;
}

double energy_MeV(std::size_t i) {
  const double share = static_cast<double>(i) / static_cast<double>(kEnergies - 1);
  return kLowest_MeV * math::exp(share * math::log(kHighest_MeV / kLowest_MeV));
}

/// Sums of sigma x flux over the energies as weights of J(>E) at each: the integral by parts.
/// Energies at which no effect has a weight are left out.
struct FoldWeights {
  struct Step {
    double outside_MeV;
    GridLanes weight;
  };
  std::vector<Step> steps;
};

FoldWeights fold_weights(const DeviceProfile& device, const AluminiumShield& shield) {
  std::array<GridLanes, kEnergies> weights{};
  for (std::size_t e = 0; e < device.effects.size(); ++e) {
    double below = 0;  // mean cross-section of the interval that ends at energy i
    for (std::size_t i = 0; i < kEnergies; ++i) {
      const double here = proton_sigma_cm2(device.effects[e], energy_MeV(i));
      const double next =
          i + 1 < kEnergies ? proton_sigma_cm2(device.effects[e], energy_MeV(i + 1)) : here;
      const double above = 0.5 * (here + next);
      weights[i].at[e] = static_cast<float>(above - below);
      below = above;
    }
  }
  FoldWeights fold;
  for (std::size_t i = 0; i < kEnergies; ++i) {
    const auto& at = weights[i].at;
    const bool any = std::any_of(at.begin(), at.end(), [](float weight) { return weight != 0; });
    if (any) fold.steps.push_back({shield.outside_MeV(energy_MeV(i)), weights[i]});
  }
  return fold;
}

/// int_0.2^1 u sigma(L / u) du: what an ion of one LET does, coming from all directions.
double from_all_sides_cm2(const DeviceEffect& effect, double let) {
  constexpr int kSteps = 64;
  constexpr double kLowest = 0.2;
  double sum = 0;
  for (int i = 0; i < kSteps; ++i) {
    const double u = kLowest + (1 - kLowest) * (i + 0.5) / kSteps;
    sum += u * ion_sigma_cm2(effect, let / u);
  }
  return sum * (1 - kLowest) / kSteps;
}

/// Rates by galactic ions at the nodes of a RigidityTable [1/s].
std::vector<double> fold_ions(const DeviceEffect& effect, double w) {
  std::vector<double> rates(RigidityTable::size());
  if (!effect.heavy_ion) return rates;
  const IonLetSpectrum ions(w);
  const std::vector<double>& lets = ions.lets();
  for (std::size_t l = 0; l < lets.size(); ++l) {
    const bool last = l + 1 == lets.size();
    const double middle = last ? lets[l] : std::sqrt(lets[l] * lets[l + 1]);
    const double sigma_cm2 = from_all_sides_cm2(effect, middle);
    for (std::size_t i = 0; i < rates.size(); ++i) {
      const double cutoff_GV = RigidityTable::node_GV(i);
      const double above = last ? 0.0 : ions.above(l + 1, cutoff_GV);
      rates[i] += sigma_cm2 * std::max(ions.above(l, cutoff_GV) - above, 0.0);
    }
  }
  return rates;
}

}  // namespace

EffectRates::EffectRates(const SpaceEnvironment& environment, const DeviceProfile& device,
                         const AluminiumShield& shield)
    : environment_(environment), trapped_(environment.trapped().grid().heights_km()) {
  fold_trapped(device, shield);
  fold_rays(device, shield);
}

void EffectRates::fold_trapped(const DeviceProfile& device, const AluminiumShield& shield) {
  const FoldWeights fold = fold_weights(device, shield);
  const GeodeticGrid& fluxes = environment_.trapped().grid();
  for (int k = 0; k < fluxes.layers(); ++k) {
    for (int i = 0; i < GeodeticGrid::kLatitudes; ++i) {
      for (int j = 0; j < GeodeticGrid::kLongitudes; ++j) {
        const GridLanes& node = fluxes.node(k, i, j);
        if (node.at[0] <= 0) continue;
        TrappedSpectrum spectrum;
        std::copy_n(node.at.begin(), spectrum.above_cm2_s.size(), spectrum.above_cm2_s.begin());
        std::array<double, kGridLanes> rates{};
        for (const FoldWeights::Step& step : fold.steps) {
          const double above = spectrum.above(step.outside_MeV);
          for (std::size_t e = 0; e < kGridLanes; ++e) rates[e] += step.weight.at[e] * above;
        }
        GridLanes folded;
        for (std::size_t e = 0; e < kGridLanes; ++e) folded.at[e] = static_cast<float>(rates[e]);
        trapped_.set(k, i, j, folded);
      }
    }
  }
}

void EffectRates::fold_rays(const DeviceProfile& device, const AluminiumShield& shield) {
  const double w = gcr_w(environment_.sun().activity);
  for (std::size_t e = 0; e < device.effects.size(); ++e) {
    const DeviceEffect& effect = device.effects[e];
    const auto weight = [&](double outside_MeV) {
      return proton_sigma_cm2(effect, shield.inside_MeV(outside_MeV));
    };
    galactic_.add(e, fold_galactic_protons(weight, w));
    galactic_.add(e, fold_ions(effect, w));
    worst_day_.add(e, fold_worst_day_protons(weight));
  }
}

void EffectRates::at(const GridPoint* places, int count, Time t, GridLanes* out) const {
  const Epoch now = environment_.epoch() + t.since_epoch();
  const auto drift_deg = static_cast<float>(environment_.trapped().drift_deg(now));
  const Magnetosphere state = environment_.magnetosphere(t);
  const auto worst_days = static_cast<float>(environment_.solar_intensity(t));
  for (int i = 0; i < count; ++i) {
    GridPoint place = places[i];
    const float cutoff_GV = environment_.cutoff().rigidity_GV(place, state);
    const float open = unshadowed_share(place.height_km);
    place.lon_deg = wrapped_deg(place.lon_deg + drift_deg);
    trapped_.sample(place, out[i]);
    galactic_.add_to(cutoff_GV, open, out[i]);
    if (worst_days > 0) worst_day_.add_to(cutoff_GV, open * worst_days, out[i]);
  }
}

GridLanes EffectRates::orbit_mean(const CircularOrbit& orbit) const {
  const std::vector<GridPoint> places = orbit_places(orbit);
  std::array<double, kGridLanes> sums{};
  for (const GridPoint& place : places) {
    GridLanes rates;
    trapped_.sample(place, rates);
    galactic_.add_to(environment_.cutoff().rigidity_GV(place, Magnetosphere::kQuiet),
                     unshadowed_share(place.height_km), rates);
    for (std::size_t e = 0; e < kGridLanes; ++e) sums[e] += rates.at[e];
  }
  GridLanes mean;
  for (std::size_t e = 0; e < kGridLanes; ++e) {
    mean.at[e] = static_cast<float>(sums[e] / static_cast<double>(places.size()));
  }
  return mean;
}

GridLanes EffectRates::peak(float height_km) const {
  GridLanes most;
  galactic_.add_to(0, unshadowed_share(height_km), most);
  for (std::size_t e = 0; e < kGridLanes; ++e) most.at[e] += trapped_.peak(e, height_km);
  return most;
}

}  // namespace orbitmesh
