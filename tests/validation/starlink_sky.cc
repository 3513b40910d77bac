#include "tests/validation/starlink_sky.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "orbit/access/serving_choice.h"
#include "orbit/catalogue.h"
#include "orbit/catalogue_shells.h"

namespace orbitmesh {
namespace {

int launch_year(const ElementSet& set) {
  int year = kReferenceLaunchYear;
  const std::string& designator = set.international_designator;
  std::from_chars(designator.data(),
                  designator.data() + std::min<std::size_t>(4, designator.size()), year);
  return year;
}

}  // namespace

std::string measured_data(const std::string& file) {
  return std::string(ORBITMESH_SOURCE_DIR) + "/../shared/data/" + file;
}

HeldEphemeris::HeldEphemeris(std::unique_ptr<Ephemeris> inner)
    : inner_(std::move(inner)), held_(static_cast<std::size_t>(inner_->size())) {}

void HeldEphemeris::positions_ecef_m(Time t, Vec3* out) const {
  if (empty_ || at_ != t) {
    inner_->positions_ecef_m(t, held_.data());
    at_ = t;
    empty_ = false;
  }
  std::copy(held_.begin(), held_.end(), out);
}

StarlinkSky::StarlinkSky(const std::string& file, Epoch begin) : catalogue(file), epoch(begin) {
  const Catalogue read =
      read_catalogue(measured_data(file), CatalogueFormat::kTle, CatalogueMode::kLenient);
  CatalogueShells found = find_shells(read.elements, epoch);
  // On their way up or down they serve nobody.
  found.left_out.clear();
  constellation.add("starlink", read.elements, found);
  ephemeris = std::make_unique<HeldEphemeris>(constellation.make_ephemeris(epoch));
  std::map<std::string, int> years;
  for (const ElementSet& set : read.elements) {
    years[fmt::format("starlink/{}", set.name)] = launch_year(set);
    years[fmt::format("starlink/{} ({})", set.name, set.catalog_number)] = launch_year(set);
  }
  for (const Satellite& satellite : constellation.satellites()) {
    launch_years.push_back(years.at(satellite.name));
  }
}

}  // namespace orbitmesh
