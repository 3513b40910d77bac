#pragma once

#include <memory>
#include <string>
#include <vector>

#include "orbit/ephemeris.h"
#include "orbit/epoch.h"
#include "orbit/walker.h"

namespace orbitmesh {

/// One satellite's place; all indices count from 0.
struct Satellite {
  int shell = 0;
  int plane = 0;
  int slot = 0;
  std::string name;  ///< "shell-1/12-03": shell's name / plane - slot, at least two digits
};

/// Shells as one list of satellites, ordered by shell, plane and slot. The position in
/// this list is the satellite's number in the ephemeris and everywhere else.
class Constellation {
 public:
  /// Throws InputError for a bad shell, an empty shell name or one used twice.
  explicit Constellation(std::vector<WalkerShell> shells);

  int size() const { return static_cast<int>(satellites_.size()); }
  const std::vector<WalkerShell>& shells() const { return shells_; }
  const std::vector<Satellite>& satellites() const { return satellites_; }
  /// Number of the satellite at plane 0, slot 0 of a shell.
  int first_satellite(int shell) const;
  int satellite_at(int shell, int plane, int slot) const;

  /// Positions over virtual time whose zero is `epoch`.
  std::unique_ptr<Ephemeris> make_ephemeris(Epoch epoch) const;

 private:
  void add_satellites(int shell);

  std::vector<WalkerShell> shells_;
  std::vector<int> first_satellites_;
  std::vector<Satellite> satellites_;
};

}  // namespace orbitmesh
