#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "inference/accelerator_profile.h"
#include "inference/model_profile.h"

namespace orbitmesh {

class ConfigValue;

/// The accelerators and models that scenarios name. A profile file is TOML with
/// [[accelerator]] and [[model]] tables; see profiles/ for the built-in ones.
class ProfileLibrary {
 public:
  /// The profiles compiled into the program.
  static ProfileLibrary built_in();

  /// Adds the profiles of a file. Throws InputError with the place for a file that
  /// cannot be read, a malformed profile, an accelerator without a peak rate and a name
  /// that is taken already.
  void add_file(const std::string& path);
  /// The same for a text; `file_name` stands in the locations.
  void add_text(std::string_view text, const std::string& file_name);

  /// Null for an unknown name. Valid as long as the library is not destroyed.
  const AcceleratorProfile* find_accelerator(std::string_view name) const;
  const ModelProfile* find_model(std::string_view name) const;

  /// In alphabetical order.
  std::vector<std::string_view> accelerator_names() const;
  std::vector<std::string_view> model_names() const;

 private:
  template <class Profile>
  using Profiles = std::map<std::string, Profile, std::less<>>;

  void add(const ConfigValue& document);

  Profiles<AcceleratorProfile> accelerators_;
  Profiles<ModelProfile> models_;
};

}  // namespace orbitmesh
