#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "inference/accelerator_profile.h"
#include "inference/bus_profile.h"
#include "inference/device_profile.h"
#include "inference/model_profile.h"
#include "inference/outcome_table.h"
#include "inference/platform_profile.h"

namespace orbitmesh {

class ConfigValue;

/// The accelerators, models, satellite buses, platforms on the ground and radiation effects that
/// scenarios name. A profile file is TOML with [[accelerator]], [[model]], [[measured]], [[bus]],
/// [[platform]], [[device]] and [[outcome]] tables; see profiles/ for the built-in ones. An
/// [[outcome]] takes the place of one about the same flips in a file before. A [[measured]] table
/// may be about profiles of files before.
class ProfileLibrary {
 public:
  /// The profiles compiled into the program.
  static ProfileLibrary built_in();

  /// Adds the profiles of a file. Throws InputError with the place for a file that
  /// cannot be read, a malformed profile, an accelerator without a peak rate, a name that is
  /// taken already, and a measurement of what is not there or has one.
  void add_file(const std::string& path);
  /// The same for a text; `file_name` stands in the locations.
  void add_text(std::string_view text, const std::string& file_name);

  /// Null for an unknown name. Valid as long as the library is not destroyed.
  const AcceleratorProfile* find_accelerator(std::string_view name) const;
  const ModelProfile* find_model(std::string_view name) const;
  const BusProfile* find_bus(std::string_view name) const;
  const PlatformProfile* find_platform(std::string_view name) const;
  const DeviceProfile* find_device(std::string_view name) const;
  /// What flips do to answers.
  const OutcomeTable& outcomes() const { return outcomes_; }

  /// In alphabetical order.
  std::vector<std::string_view> accelerator_names() const;
  std::vector<std::string_view> model_names() const;
  std::vector<std::string_view> bus_names() const;
  std::vector<std::string_view> platform_names() const;
  std::vector<std::string_view> device_names() const;

 private:
  template <class Profile>
  using Profiles = std::map<std::string, Profile, std::less<>>;

  void add(const ConfigValue& document);
  void add_measured(MeasuredLatency measured);

  Profiles<AcceleratorProfile> accelerators_;
  Profiles<ModelProfile> models_;
  Profiles<BusProfile> buses_;
  Profiles<PlatformProfile> platforms_;
  Profiles<DeviceProfile> devices_;
  OutcomeTable outcomes_;
};

}  // namespace orbitmesh
