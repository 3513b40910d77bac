#include "inference/profile_library.h"

#include <fmt/format.h>

#include "core/config_reader.h"
#include "core/error.h"
#include "core/suggestion.h"
#include "core/toml_reader.h"
#include "inference/embedded_profiles.h"

namespace orbitmesh {
namespace {

struct ProfileFile {
  std::vector<AcceleratorProfile> accelerators;
  std::vector<ModelProfile> models;
  std::vector<MeasuredLatency> measured;
  std::vector<BusProfile> buses;
  std::vector<PlatformProfile> platforms;
  std::vector<DeviceProfile> devices;
  std::vector<OutcomeSet> outcomes;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("accelerator", accelerators, Spec<AcceleratorProfile>("accelerators, one device each"));
    v.field("model", models, Spec<ModelProfile>("models, the cost of one inference each"));
    v.field("measured", measured,
            Spec<MeasuredLatency>("times that were measured, in place of computed ones"));
    v.field("bus", buses, Spec<BusProfile>("satellite buses"));
    v.field("platform", platforms, Spec<PlatformProfile>("datacenters, cars and robots"));
    v.field("device", devices, Spec<DeviceProfile>("what radiation does to devices"));
    v.field("outcome", outcomes, Spec<OutcomeSet>("what wrong bits do to answers"));
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

void check(const ModelProfile& profile) {
  if (profile.tokens && !profile.decode) {
    throw InputError(profile.where.of("tokens"),
                     fmt::format("model '{}' has 'tokens' and needs 'decode' as well, the steps "
                                 "of an answer",
                                 profile.name));
  }
  if (!profile.layers) return;
  const double whole = profile.flop.value.si;
  const double sum = profile.layers->flop().si;
  if (sum > 0.9 * whole && sum < 1.1 * whole) return;
  throw InputError(profile.layers->where.section(),
                   fmt::format("the layers of '{}' have {:.4g} operations together and 'flop' says "
                               "{:.4g}; they must agree to 10 %",
                               profile.name, sum, whole));
}

void check(const BusProfile&) {}
void check(const PlatformProfile&) {}

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
  insert(buses_, file.buses, "bus");
  insert(platforms_, file.platforms, "platform");
  insert(devices_, file.devices, "device");
  for (MeasuredLatency& measured : file.measured) add_measured(std::move(measured));
  for (OutcomeSet& set : file.outcomes) outcomes_.add(std::move(set));
}

void ProfileLibrary::add_measured(MeasuredLatency measured) {
  check_points(measured);
  const auto model = models_.find(measured.model);
  if (model == models_.end()) {
    throw InputError(measured.where.of("model"),
                     fmt::format("there is no model '{}'{}", measured.model,
                                 did_you_mean(measured.model, model_names())));
  }
  if (find_accelerator(measured.accelerator) == nullptr) {
    throw InputError(measured.where.of("accelerator"),
                     fmt::format("there is no accelerator '{}'{}", measured.accelerator,
                                 did_you_mean(measured.accelerator, accelerator_names())));
  }
  if (model->second.tokens) {
    throw InputError(measured.where.of("model"),
                     fmt::format("'{}' is a language model, whose time depends on the lengths of "
                                 "prompt and answer, not on the batch alone",
                                 measured.model));
  }
  for (const MeasuredLatency& known : model->second.measured) {
    if (known.accelerator != measured.accelerator || known.devices != measured.devices) continue;
    throw InputError(
        measured.where.section(),
        fmt::format("'{}' on {} x '{}' is measured already at {}", measured.model, measured.devices,
                    measured.accelerator, known.where.section().str()));
  }
  model->second.measured.push_back(std::move(measured));
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

const BusProfile* ProfileLibrary::find_bus(std::string_view name) const {
  return find_in(buses_, name);
}

const PlatformProfile* ProfileLibrary::find_platform(std::string_view name) const {
  return find_in(platforms_, name);
}

std::vector<std::string_view> ProfileLibrary::bus_names() const { return names_in(buses_); }

std::vector<std::string_view> ProfileLibrary::platform_names() const {
  return names_in(platforms_);
}

const DeviceProfile* ProfileLibrary::find_device(std::string_view name) const {
  return find_in(devices_, name);
}

std::vector<std::string_view> ProfileLibrary::device_names() const { return names_in(devices_); }

}  // namespace orbitmesh
