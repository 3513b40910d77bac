#include "orbit/environment/solar_particle_event.h"

#include <algorithm>

#include "core/math.h"
#include "core/units.h"
#include "orbit/environment/embedded_tables.h"
#include "orbit/environment/number_table.h"

namespace orbitmesh {
namespace {

/// Mean over the first day of a profile whose peak is 1.
double first_day_mean(double rise_s, double decay_s) {
  if (rise_s >= kDay_s) return 0.5 * kDay_s / rise_s;
  const double fallen = 1 - math::exp(-(kDay_s - rise_s) / decay_s);
  return (0.5 * rise_s + decay_s * fallen) / kDay_s;
}

}  // namespace

double SolarParticleEvent::intensity(Time at) const {
  const double since_s = (at - start).seconds();
  if (since_s <= 0) return 0;
  const double rise_s = rise.seconds();
  const double decay_s = decay.seconds();
  const double profile =
      since_s < rise_s ? since_s / rise_s : math::exp(-(since_s - rise_s) / decay_s);
  return scale * profile / first_day_mean(rise_s, decay_s);
}

WorstDayProtons::WorstDayProtons() {
  constexpr std::size_t kIntegralAt1AU = 3;
  const NumberTable table = NumberTable::unpack(embedded_worst_day_protons());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    log_energies_.push_back(math::log(table.at(row, 0)));
    log_fluxes_.push_back(math::log(table.at(row, kIntegralAt1AU)));
  }
}

double WorstDayProtons::above(double energy_MeV) const {
  const double x = math::log(energy_MeV);
  if (x > log_energies_.back()) return 0;
  const auto next = std::upper_bound(log_energies_.begin() + 1, log_energies_.end() - 1, x);
  const auto k = static_cast<std::size_t>(next - log_energies_.begin());
  const double share = (x - log_energies_[k - 1]) / (log_energies_[k] - log_energies_[k - 1]);
  return math::exp(log_fluxes_[k - 1] + share * (log_fluxes_[k] - log_fluxes_[k - 1]));
}

}  // namespace orbitmesh
