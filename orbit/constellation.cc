#include "orbit/constellation.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/error.h"
#include "orbit/catalogue/designator.h"
#include "orbit/composite_ephemeris.h"
#include "orbit/j2_ephemeris.h"
#include "orbit/object_names.h"
#include "orbit/sgp4_ephemeris.h"
#include "orbit/shell_labels.h"

namespace orbitmesh {
namespace {

int digits_for(int count) {
  return std::max(2, static_cast<int>(std::to_string(count - 1).size()));
}

}  // namespace

Constellation::Constellation(const std::vector<WalkerShell>& shells) {
  for (const WalkerShell& shell : shells) add(shell);
}

void Constellation::begin_shell(const Shell& shell) {
  if (shell.name.empty()) throw InputError("a shell has no name");
  const bool taken = std::any_of(shells_.begin(), shells_.end(),
                                 [&](const Shell& s) { return s.name == shell.name; });
  if (taken) throw InputError(fmt::format("two shells are named \"{}\"", shell.name));
  shells_.push_back(shell);
  shells_.back().first_satellite = size();
}

void Constellation::add(const WalkerShell& walker) {
  validate(walker);
  begin_shell({walker.name, 0, walker.size(), walker.altitude_m, walker.inclination_rad,
               walker.planes, plus_grid(walker, size())});
  const int shell = static_cast<int>(shells_.size()) - 1;
  const int plane_digits = digits_for(walker.planes);
  const int slot_digits = digits_for(walker.per_plane);
  for (int plane = 0; plane < walker.planes; ++plane) {
    for (int slot = 0; slot < walker.per_plane; ++slot) {
      satellites_.push_back(
          {shell, plane, slot,
           fmt::format("{}/{:0{}}-{:0{}}", walker.name, plane, plane_digits, slot, slot_digits),
           std::nullopt});
    }
  }
  if (parts_.empty() || !std::holds_alternative<WalkerPart>(parts_.back())) {
    parts_.emplace_back(WalkerPart());
  }
  std::get<WalkerPart>(parts_.back()).push_back(walker);
}

void Constellation::add(const std::string& name, const std::vector<ElementSet>& elements,
                        const CatalogueShells& found) {
  if (name.empty()) throw InputError("a shell has no name");
  std::vector<std::string> names = object_names(elements);
  for (std::string& object : names) object.insert(0, name + "/");
  std::vector<ShellOrbit> orbits;
  for (const CatalogueShell& shell : found.shells) {
    orbits.push_back({shell.altitude_m, shell.inclination_rad});
  }
  const std::vector<std::string> labels = shell_labels(orbits);
  parts_.emplace_back(CataloguePart());
  for (std::size_t s = 0; s < labels.size(); ++s) {
    add_shell(name + "/" + labels[s], elements, names, found.shells[s]);
  }
  add_objects_without_place(name + "/no-place", elements, names, found);
}

void Constellation::add_shell(const std::string& name, const std::vector<ElementSet>& elements,
                              const std::vector<std::string>& names, const CatalogueShell& found) {
  begin_shell({name,
               0,
               found.size(),
               found.altitude_m,
               found.inclination_rad,
               static_cast<int>(found.planes.size()),
               {}});
  Shell& shell = shells_.back();
  std::vector<int> number_of(elements.size(), -1);
  auto& part = std::get<CataloguePart>(parts_.back());
  for (int plane = 0; plane < shell.planes; ++plane) {
    int slot = 0;
    for (const int element : found.planes[static_cast<std::size_t>(plane)].elements) {
      const auto e = static_cast<std::size_t>(element);
      number_of[e] = size();
      satellites_.push_back({static_cast<int>(shells_.size()) - 1, plane, slot++, names[e],
                             launch_year(elements[e].international_designator)});
      part.push_back(elements[e]);
    }
  }
  for (const IslLink& link : found.links) {
    const int a = number_of[static_cast<std::size_t>(link.a)];
    const int b = number_of[static_cast<std::size_t>(link.b)];
    shell.links.push_back({std::min(a, b), std::max(a, b), link.in_plane});
  }
  std::sort(shell.links.begin(), shell.links.end(), [](const IslLink& l, const IslLink& r) {
    return std::tie(l.a, l.b) < std::tie(r.a, r.b);
  });
}

void Constellation::add_objects_without_place(const std::string& name,
                                              const std::vector<ElementSet>& elements,
                                              const std::vector<std::string>& names,
                                              const CatalogueShells& found) {
  begin_shell({name, 0, 0, 0.0, 0.0, 0, {}});
  Shell& shell = shells_.back();
  auto& part = std::get<CataloguePart>(parts_.back());
  for (const CatalogueShells::Remainder& object : found.left_out) {
    if (object.why == LeftOut::kNoPosition) continue;
    const auto e = static_cast<std::size_t>(object.element);
    satellites_.push_back({static_cast<int>(shells_.size()) - 1, -1, shell.size++, names[e],
                           launch_year(elements[e].international_designator)});
    part.push_back(elements[e]);
  }
  if (shell.size == 0) shells_.pop_back();
}

int Constellation::first_satellite(int shell) const {
  return shells_.at(static_cast<std::size_t>(shell)).first_satellite;
}

int Constellation::satellite_at(int shell, int plane, int slot) const {
  const Shell& s = shells_.at(static_cast<std::size_t>(shell));
  return s.first_satellite + plane * (s.size / s.planes) + slot;
}

std::unique_ptr<Ephemeris> Constellation::make_ephemeris(Epoch epoch) const {
  std::vector<std::unique_ptr<Ephemeris>> parts;
  for (const auto& part : parts_) {
    if (const auto* walker = std::get_if<WalkerPart>(&part)) {
      parts.push_back(std::make_unique<J2Ephemeris>(epoch, *walker));
    } else {
      parts.push_back(std::make_unique<Sgp4Ephemeris>(epoch, std::get<CataloguePart>(part)));
    }
  }
  if (parts.size() == 1) return std::move(parts.front());
  return std::make_unique<CompositeEphemeris>(std::move(parts));
}

}  // namespace orbitmesh
