#include "orbit/catalogue_shells.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/math.h"
#include "core/units.h"
#include "orbit/earth.h"
#include "orbit/sgp4_batch.h"
#include "orbit/shells/dense_groups.h"
#include "orbit/shells/orbital_planes.h"
#include "orbit/shells/plane_links.h"

namespace orbitmesh {
namespace {

constexpr double kDeepSpace_rev_per_day = 1440.0 / 225.0;
constexpr double kMostEccentric = 0.01;
/// Widths of a family of inclinations and of a layer of altitudes in it.
constexpr double kFamilyWidth_deg = 1.0;
constexpr double kLayerWidth_m = 3e3;
/// A layer is kept from this share of its family, and from this number.
constexpr double kLeastShare = 0.03;
constexpr int kFewest = 4;
/// Layers no farther apart than this are one shell when no more than this share of their
/// objects is in planes of both.
constexpr double kLayersApart_m = 6e3;
constexpr double kStrays = 0.1;

const ElementSet& at(const std::vector<ElementSet>& elements, int object) {
  return elements[static_cast<std::size_t>(object)];
}

/// Objects of one altitude, in planes.
struct Layer {
  double altitude_m = 0.0;
  int size = 0;
  std::vector<OrbitalPlane> planes;
};

class ShellFinder {
 public:
  ShellFinder(const std::vector<ElementSet>& elements, Epoch epoch)
      : elements_(elements), why_(elements.size(), LeftOut::kFewAlike), placed_(elements.size()) {
    locate(epoch);
  }

  CatalogueShells find() {
    for (const std::vector<int>& family : families()) add_family(family);
    std::sort(result_.shells.begin(), result_.shells.end(),
              [](const CatalogueShell& a, const CatalogueShell& b) {
                return std::make_tuple(-a.size(), a.altitude_m, a.inclination_rad) <
                       std::make_tuple(-b.size(), b.altitude_m, b.inclination_rad);
              });
    for (std::size_t i = 0; i < elements_.size(); ++i) {
      if (!placed_[i]) result_.left_out.push_back({static_cast<int>(i), why_[i]});
    }
    return std::move(result_);
  }

 private:
  void locate(Epoch epoch) {
    const std::size_t count = elements_.size();
    std::vector<Vec3> r_teme_m(count);
    std::vector<Vec3> v_teme_m_s(count);
    std::vector<Sgp4Error> errors(count);
    Sgp4Batch(elements_).propagate(epoch, r_teme_m.data(), v_teme_m_s.data(), errors.data());
    phases_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      const ElementSet& set = elements_[i];
      if (errors[i] != Sgp4Error::kNone) {
        why_[i] = LeftOut::kNoPosition;
      } else if (set.mean_motion_rev_per_day <= kDeepSpace_rev_per_day) {
        why_[i] = LeftOut::kDeepSpace;
      } else if (set.eccentricity > kMostEccentric) {
        why_[i] = LeftOut::kEccentric;
      } else {
        phases_[i] = orbit_phase(r_teme_m[i], v_teme_m_s[i]);
        candidates_.push_back(static_cast<int>(i));
      }
    }
  }

  /// dense_groups() of a quantity of some objects, as lists of objects.
  template <class Quantity>
  static std::vector<std::vector<int>> groups_of(const std::vector<int>& objects, Quantity quantity,
                                                 double width, int fewest) {
    std::vector<double> values;
    for (const int object : objects) values.push_back(quantity(object));
    std::vector<std::vector<int>> groups = dense_groups(values, width, fewest);
    for (std::vector<int>& group : groups) {
      for (int& i : group) i = objects[static_cast<std::size_t>(i)];
    }
    return groups;
  }

  std::vector<std::vector<int>> families() const {
    return groups_of(
        candidates_, [&](int object) { return at(elements_, object).inclination_deg; },
        kFamilyWidth_deg, kFewest);
  }

  void add_family(const std::vector<int>& family) {
    for (const int object : family)
      why_[static_cast<std::size_t>(object)] = LeftOut::kAwayFromShells;
    const int fewest =
        std::max(kFewest, static_cast<int>(kLeastShare * static_cast<double>(family.size())));
    const auto altitude_m = [&](int object) { return mean_altitude_m(at(elements_, object)); };
    std::vector<Layer> layers;
    for (const auto& objects : groups_of(family, altitude_m, kLayerWidth_m, fewest)) {
      layers.push_back({mean(objects, altitude_m), static_cast<int>(objects.size()),
                        find_planes(phases_, objects)});
    }
    std::sort(layers.begin(), layers.end(),
              [](const Layer& a, const Layer& b) { return a.altitude_m < b.altitude_m; });
    std::size_t begin = 0;
    for (std::size_t end = 1; end <= layers.size(); ++end) {
      if (end < layers.size() && continues(layers, begin, end)) continue;
      add_shell({layers.begin() + static_cast<std::ptrdiff_t>(begin),
                 layers.begin() + static_cast<std::ptrdiff_t>(end)});
      begin = end;
    }
  }

  /// Whether layer `next` belongs to the shell of the layers from `begin` on: it lies just
  /// above and has planes of its own, as where each plane has its altitude.
  static bool continues(const std::vector<Layer>& layers, std::size_t begin, std::size_t next) {
    if (layers[next].altitude_m - layers[next - 1].altitude_m > kLayersApart_m) return false;
    return std::all_of(layers.begin() + static_cast<std::ptrdiff_t>(begin),
                       layers.begin() + static_cast<std::ptrdiff_t>(next),
                       [&](const Layer& below) { return have_own_planes(below, layers[next]); });
  }

  /// Whether planes of the one coincide with planes of the other for strays alone.
  static bool have_own_planes(const Layer& below, const Layer& above) {
    int shared = 0;
    for (const OrbitalPlane& a : below.planes) {
      for (const OrbitalPlane& b : above.planes) {
        if (separation_rad(a.raan_rad, b.raan_rad) >= kPlaneWidth_deg * kDegree) continue;
        shared += static_cast<int>(std::min(a.members.size(), b.members.size()));
      }
    }
    return shared <= kStrays * std::min(below.size, above.size);
  }

  void add_shell(const std::vector<Layer>& layers) {
    std::vector<OrbitalPlane> planes;
    for (const Layer& layer : layers) {
      planes.insert(planes.end(), layer.planes.begin(), layer.planes.end());
    }
    std::sort(planes.begin(), planes.end(), [](const OrbitalPlane& a, const OrbitalPlane& b) {
      return std::tie(a.raan_rad, a.members) < std::tie(b.raan_rad, b.members);
    });
    CatalogueShell shell;
    std::vector<int> objects;
    std::vector<PlanePhases> pattern;
    for (const OrbitalPlane& plane : planes) {
      shell.planes.push_back({plane.raan_rad, plane.members});
      PlanePhases& phases = pattern.emplace_back();
      phases.raan_rad = plane.raan_rad;
      for (const int object : plane.members) {
        objects.push_back(object);
        placed_[static_cast<std::size_t>(object)] = true;
        phases.arguments_of_latitude_rad.push_back(
            phases_[static_cast<std::size_t>(object)].argument_of_latitude_rad);
      }
    }
    shell.altitude_m = mean(objects, [&](int o) { return mean_altitude_m(at(elements_, o)); });
    shell.inclination_rad =
        mean(objects, [&](int o) { return at(elements_, o).inclination_deg * kDegree; });
    shell.links = plane_links({shell.altitude_m, shell.inclination_rad}, planes, phases_);
    shell.pattern = fit_walker(pattern);
    result_.shells.push_back(std::move(shell));
  }

  template <class Quantity>
  static double mean(const std::vector<int>& objects, Quantity quantity) {
    double sum = 0.0;
    for (const int object : objects) sum += quantity(object);
    return sum / static_cast<double>(objects.size());
  }

  const std::vector<ElementSet>& elements_;
  std::vector<OrbitPhase> phases_;  // at the epoch; of candidates only
  std::vector<int> candidates_;
  std::vector<LeftOut> why_;
  std::vector<bool> placed_;
  CatalogueShells result_;
};

}  // namespace

int CatalogueShell::size() const {
  std::size_t count = 0;
  for (const CatalogueShellPlane& plane : planes) count += plane.elements.size();
  return static_cast<int>(count);
}

CatalogueShells find_shells(const std::vector<ElementSet>& elements, Epoch epoch) {
  return ShellFinder(elements, epoch).find();
}

double mean_altitude_m(const ElementSet& elements) {
  const double n_rad_s = elements.mean_motion_rev_per_day * 2 * kPi / kDay_s;
  const double a1_m = math::cbrt(kEarthMu_m3_s2 / (n_rad_s * n_rad_s));
  const double cos_i = math::cos(elements.inclination_deg * kDegree);
  const double eta2 = 1 - elements.eccentricity * elements.eccentricity;
  const double ratio = kEarthEquatorialRadius_m / a1_m;
  const double d1 =
      0.75 * kEarthJ2 * ratio * ratio * (3 * cos_i * cos_i - 1) / (eta2 * std::sqrt(eta2));
  const double a0_m = a1_m * (1 - d1 * (1.0 / 3 + d1 * (1 + d1 * 134.0 / 81)));
  const double d0 = d1 * (a1_m / a0_m) * (a1_m / a0_m);
  return a0_m / (1 - d0) - kEarthEquatorialRadius_m;
}

}  // namespace orbitmesh
