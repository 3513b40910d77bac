#include "orbit/environment/ionizing_dose.h"

#include <algorithm>

#include "core/math.h"
#include "core/units.h"
#include "orbit/earth.h"
#include "orbit/environment/embedded_tables.h"
#include "orbit/environment/number_table.h"

namespace orbitmesh {
namespace {

constexpr double kTable_yr = 5;
constexpr double kTableHeight_m = 550e3;
constexpr std::size_t kAbove50MeV = 2;  // of kTrappedEnergies_MeV

/// Number of the interval of a rising list that `x` lies in.
std::size_t interval(const std::vector<double>& rising, double x) {
  std::size_t k = 0;
  while (k + 2 < rising.size() && x >= rising[k + 1]) ++k;
  return k;
}

}  // namespace

IonizingDose::IonizingDose(const TrappedProtons& protons) : protons_(protons) {
  const NumberTable table = NumberTable::unpack(embedded_dose());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double inclination_deg = table.at(row, 0);
    if (inclinations_deg_.empty() || inclinations_deg_.back() != inclination_deg) {
      inclinations_deg_.push_back(inclination_deg);
    }
    if (inclinations_deg_.size() == 1) shields_mm_.push_back(table.at(row, 1));
    doses_rad_.push_back(table.at(row, 2));
  }
}

double IonizingDose::row_rad(std::size_t inclination, double shield_mm) const {
  const double* doses = doses_rad_.data() + inclination * shields_mm_.size();
  const double mm = std::clamp(shield_mm, shields_mm_.front(), shields_mm_.back());
  const std::size_t k = interval(shields_mm_, mm);
  const double share =
      math::log(mm / shields_mm_[k]) / math::log(shields_mm_[k + 1] / shields_mm_[k]);
  return doses[k] * math::exp(share * math::log(doses[k + 1] / doses[k]));
}

double IonizingDose::table_rad_per_year(double inclination_deg, double shield_mm) const {
  const std::size_t k = interval(inclinations_deg_, inclination_deg);
  const double share =
      (inclination_deg - inclinations_deg_[k]) / (inclinations_deg_[k + 1] - inclinations_deg_[k]);
  const double low = row_rad(k, shield_mm);
  return (low + share * (row_rad(k + 1, shield_mm) - low)) / kTable_yr;
}

double IonizingDose::mean_above_50MeV(const CircularOrbit& orbit) const {
  double sum = 0;
  const std::vector<GridPoint> places = orbit_places(orbit);
  for (const GridPoint& place : places) {
    GridLanes fluxes;
    protons_.grid().sample(place, fluxes);
    sum += fluxes.at[kAbove50MeV];
  }
  return sum / static_cast<double>(places.size());
}

double IonizingDose::rad_per_year(const CircularOrbit& orbit, const AluminiumShield& shield) const {
  const double at_550km = table_rad_per_year(orbit.inclination_rad / kDegree, shield.mm());
  const double there =
      mean_above_50MeV({kEarthEquatorialRadius_m + kTableHeight_m, orbit.inclination_rad});
  // Orbits near the equator below the belt meet no protons: their height changes nothing.
  return there > 0 ? at_550km * mean_above_50MeV(orbit) / there : at_550km;
}

}  // namespace orbitmesh
