#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "orbit/catalogue_shells.h"
#include "orbit/element_set.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"
#include "orbit/plus_grid.h"
#include "orbit/walker.h"

namespace orbitmesh {

/// One satellite's place; all indices count from 0.
struct Satellite {
  int shell = 0;
  int plane = 0;  ///< -1 for an object of a catalogue without a place in a shell
  int slot = 0;
  std::string name;  ///< unique: "shell-1/12-03" (shell / plane - slot, at least two digits)
                     ///< in a Walker shell, "starlink/STARLINK-1008" in a catalogue's
  std::optional<int> launch_year;  ///< where a catalogue tells it
};

/// Satellites that share altitude and inclination, joined by lasers; or the objects of a
/// catalogue that have no place in its shells, with neither.
struct Shell {
  std::string name;
  int first_satellite = 0;
  int size = 0;
  double altitude_m = 0.0;  ///< above the equatorial radius
  double inclination_rad = 0.0;
  int planes = 0;              ///< 0 for objects without a place
  std::vector<IslLink> links;  ///< +Grid, between satellites of the constellation
};

/// Shells as one list of satellites, ordered by shell, plane and slot. The position in
/// this list is the satellite's number in the ephemeris and everywhere else.
class Constellation {
 public:
  Constellation() = default;
  /// Throws InputError as add() does.
  explicit Constellation(const std::vector<WalkerShell>& shells);

  /// Appends one shell, on J2 orbits. Throws InputError for a bad shell, an empty name or
  /// one used twice.
  void add(const WalkerShell& shell);

  /// Appends what find_shells() made of `elements`, under SGP4: one shell for each it found,
  /// named "name/550km-53.0deg", and the objects without a place as a last shell
  /// "name/no-place". Objects without a position at the epoch are not part of it. Throws
  /// InputError for an empty name or one used twice.
  void add(const std::string& name, const std::vector<ElementSet>& elements,
           const CatalogueShells& found);

  int size() const { return static_cast<int>(satellites_.size()); }
  const std::vector<Shell>& shells() const { return shells_; }
  const std::vector<Satellite>& satellites() const { return satellites_; }
  /// Number of a shell's first satellite.
  int first_satellite(int shell) const;
  /// Precondition: a Walker shell.
  int satellite_at(int shell, int plane, int slot) const;

  /// Positions over virtual time whose zero is `epoch`.
  std::unique_ptr<Ephemeris> make_ephemeris(Epoch epoch) const;

 private:
  void begin_shell(const Shell& shell);
  void add_shell(const std::string& name, const std::vector<ElementSet>& elements,
                 const std::vector<std::string>& names, const CatalogueShell& shell);
  void add_objects_without_place(const std::string& name, const std::vector<ElementSet>& elements,
                                 const std::vector<std::string>& names,
                                 const CatalogueShells& found);

  /// Satellites that move under one model, in the order of the list.
  using WalkerPart = std::vector<WalkerShell>;
  using CataloguePart = std::vector<ElementSet>;

  std::vector<Shell> shells_;
  std::vector<Satellite> satellites_;
  std::vector<std::variant<WalkerPart, CataloguePart>> parts_;
};

}  // namespace orbitmesh
