#include "orbit/constellation.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/error.h"
#include "orbit/j2_ephemeris.h"

namespace orbitmesh {
namespace {

void check_names(const std::vector<WalkerShell>& shells) {
  std::set<std::string> names;
  for (const WalkerShell& shell : shells) {
    if (shell.name.empty()) throw InputError("a shell has no name");
    if (!names.insert(shell.name).second) {
      throw InputError(fmt::format("two shells are named \"{}\"", shell.name));
    }
  }
}

int digits_for(int count) {
  return std::max(2, static_cast<int>(std::to_string(count - 1).size()));
}

}  // namespace

Constellation::Constellation(std::vector<WalkerShell> shells) : shells_(std::move(shells)) {
  check_names(shells_);
  for (int shell = 0; shell < static_cast<int>(shells_.size()); ++shell) add_satellites(shell);
}

void Constellation::add_satellites(int shell) {
  const WalkerShell& walker = shells_[static_cast<std::size_t>(shell)];
  validate(walker);
  first_satellites_.push_back(size());
  const int plane_digits = digits_for(walker.planes);
  const int slot_digits = digits_for(walker.per_plane);
  for (int plane = 0; plane < walker.planes; ++plane) {
    for (int slot = 0; slot < walker.per_plane; ++slot) {
      satellites_.push_back(
          {shell, plane, slot,
           fmt::format("{}/{:0{}}-{:0{}}", walker.name, plane, plane_digits, slot, slot_digits)});
    }
  }
}

int Constellation::first_satellite(int shell) const {
  return first_satellites_.at(static_cast<std::size_t>(shell));
}

int Constellation::satellite_at(int shell, int plane, int slot) const {
  return first_satellite(shell) + plane * shells_[static_cast<std::size_t>(shell)].per_plane + slot;
}

std::unique_ptr<Ephemeris> Constellation::make_ephemeris(Epoch epoch) const {
  return std::make_unique<J2Ephemeris>(epoch, shells_);
}

}  // namespace orbitmesh
