#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "orbit/constellation.h"
#include "orbit/constellation_presets.h"
#include "orbit/element_set.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"
#include "orbit/plus_grid.h"
#include "orbit/walker.h"

namespace CLI {
class App;
}

namespace orbitmesh {

/// --tle FILE, --omm FILE or --preset NAME, and --lenient.
struct ConstellationOptions {
  std::string tle;
  std::string omm;
  std::string preset;
  bool lenient = false;
};

/// Adds the options, of which exactly one must name the satellites.
void add_constellation_options(CLI::App& verb, ConstellationOptions& options);

/// Adds --satellite, which may be given several times.
void add_satellite_option(CLI::App& verb, std::vector<std::string>& satellites);

/// The satellites that a verb is about, numbered from 0: those of a preset by shell, plane and
/// slot, those of a file by ascending catalogue number.
class ConstellationSource {
 public:
  /// Throws InputError for a file that cannot be used and for an unknown preset. What was left
  /// out of a file is said on standard error.
  explicit ConstellationSource(const ConstellationOptions& options);

  int size() const { return static_cast<int>(names_.size()); }
  /// As object_names() says, or "shell/plane-slot" of a preset.
  const std::string& name(int satellite) const;
  /// Catalogue number as text; `none` for a satellite of a preset.
  std::string catalog_text(int satellite, const char* none) const;
  /// Element sets of a file; empty for a preset.
  const std::vector<ElementSet>& elements() const { return elements_; }
  /// Null for a file.
  const ConstellationPreset* preset() const { return preset_; }
  /// Shells of a preset; empty for a file.
  const std::vector<WalkerShell>& shells() const { return shells_; }
  /// The instant that is meant where none is given: epoch of the newest element set, or
  /// 2026-01-01T00:00:00Z, at which the satellites of a preset stand in their Walker slots.
  Epoch reference_epoch() const { return reference_epoch_; }
  /// Positions over virtual time whose zero is reference_epoch().
  std::unique_ptr<Ephemeris> make_ephemeris() const;
  /// +Grid of every shell; of a file, the shells that find_shells() sees at `epoch`.
  std::vector<IslLink> lasers(Epoch epoch) const;
  /// Numbers of the satellites with these names or catalogue numbers, each once; of all without
  /// any. Throws InputError for one that there is not.
  std::vector<int> select(const std::vector<std::string>& names_or_numbers) const;
  /// Element sets of satellites of a file.
  std::vector<ElementSet> elements_of(const std::vector<int>& satellites) const;
  /// Says on standard error how many of a file's satellites have element sets more than 7 days
  /// from a time between `first` and `last`.
  void report_age(const std::vector<int>& satellites, Epoch first, Epoch last) const;

 private:
  int find(const std::string& name_or_number) const;
  void load_elements(const ConstellationOptions& options);

  std::vector<std::string> names_;
  std::vector<ElementSet> elements_;
  std::vector<WalkerShell> shells_;
  const ConstellationPreset* preset_ = nullptr;
  std::optional<Constellation> walkers_;  ///< of a preset
  Epoch reference_epoch_;
};

}  // namespace orbitmesh
