#include "inference/profile_library.h"

#include <fmt/format.h>

#include "core/config_reader.h"
#include "core/error.h"
#include "core/toml_reader.h"
#include "inference/embedded_profiles.h"

namespace orbitmesh {
namespace {

struct ProfileFile {
  std::vector<AcceleratorProfile> accelerators;
  std::vector<ModelProfile> models;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("accelerator", accelerators, Spec<AcceleratorProfile>("accelerators, one device each"));
    v.field("model", models, Spec<ModelProfile>("models, the cost of one inference each"));
  }
};

void check(const AcceleratorProfile& profile) {
  const PeakRates& peak = profile.peak;
  if (peak.fp32 || peak.bf16 || peak.fp8 || peak.int8) return;
  throw InputError(profile.where.of("peak"),
                   fmt::format("accelerator '{}' needs a peak rate: one of peak.fp32, peak.bf16, "
                               "peak.fp8, peak.int8",
                               profile.name));
}

void check(const ModelProfile&) {}

template <class Map, class Profile>
void insert(Map& profiles, std::vector<Profile>& added, std::string_view kind) {
  for (Profile& profile : added) {
    check(profile);
    const auto known = profiles.find(profile.name);
    if (known != profiles.end()) {
      throw InputError(profile.where.of("name"),
                       fmt::format("{} '{}' is defined already at {}; choose another name", kind,
                                   profile.name, known->second.where.of("name").str()));
    }
    std::string name = profile.name;
    profiles.emplace(std::move(name), std::move(profile));
  }
}

template <class Map>
auto find_in(const Map& profiles, std::string_view name) -> const typename Map::mapped_type* {
  const auto it = profiles.find(name);
  return it == profiles.end() ? nullptr : &it->second;
}

template <class Map>
std::vector<std::string_view> names_in(const Map& profiles) {
  std::vector<std::string_view> names;
  names.reserve(profiles.size());
  for (const auto& entry : profiles) names.push_back(entry.first);
  return names;
}

}  // namespace

ProfileLibrary ProfileLibrary::built_in() {
  ProfileLibrary library;
  for (const EmbeddedFile& file : embedded_profiles()) {
    library.add_text(file.text, std::string(file.name));
  }
  return library;
}

void ProfileLibrary::add_file(const std::string& path) { add(read_toml_file(path)); }

void ProfileLibrary::add_text(std::string_view text, const std::string& file_name) {
  add(parse_toml(text, file_name));
}

void ProfileLibrary::add(const ConfigValue& document) {
  ProfileFile file;
  read_section(document, file);
  insert(accelerators_, file.accelerators, "accelerator");
  insert(models_, file.models, "model");
}

const AcceleratorProfile* ProfileLibrary::find_accelerator(std::string_view name) const {
  return find_in(accelerators_, name);
}

const ModelProfile* ProfileLibrary::find_model(std::string_view name) const {
  return find_in(models_, name);
}

std::vector<std::string_view> ProfileLibrary::accelerator_names() const {
  return names_in(accelerators_);
}

std::vector<std::string_view> ProfileLibrary::model_names() const { return names_in(models_); }

}  // namespace orbitmesh
