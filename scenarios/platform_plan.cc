#include "scenarios/platform_plan.h"

#include <fmt/format.h>

#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

const PlatformProfile* platform_of(const std::optional<std::string>& name,
                                   const ProfileLibrary& library) {
  return name ? library.find_platform(*name) : nullptr;
}

template <class Section>
void check_platform(const Section& section, PlatformKind kind, const ProfileLibrary& library) {
  if (!section.platform) return;
  const SourceLocation& where = section.where.of("platform");
  const PlatformProfile* platform = library.find_platform(*section.platform);
  if (platform == nullptr) {
    reject_reference(where, "platform", "platform profile", *section.platform,
                     library.platform_names());
  }
  if (platform->kind == kind) return;
  throw InputError(
      where, fmt::format("'{}' is a platform of kind {}; '{}' needs one of kind {}", platform->name,
                         to_string(platform->kind), section.name, to_string(kind)));
}

}  // namespace

void resolve_platforms(Scenario& scenario, const ProfileLibrary& library) {
  for (SiteSection& site : scenario.sites) {
    const PlatformProfile* platform = platform_of(site.platform, library);
    if (platform == nullptr || site.accelerator || site.kind != SiteKind::kDatacenter) continue;
    site.accelerator.emplace();
    site.accelerator->profile = platform->accelerator;
    site.accelerator->count = platform->count.value;
    site.accelerator->models = {"*"};
  }
  for (ClientSection& client : scenario.clients) {
    const PlatformProfile* platform = platform_of(client.platform, library);
    if (platform != nullptr && !client.accelerator) client.accelerator = platform->accelerator;
  }
}

void check_platforms(const Scenario& scenario, const ProfileLibrary& library) {
  for (const SiteSection& site : scenario.sites) {
    if (site.platform && site.kind == SiteKind::kRemote) {
      throw InputError(site.where.of("platform"),
                       fmt::format("'{}' is a remote site; a platform there belongs to its clients "
                                   "([[client]])",
                                   site.name));
    }
    check_platform(site, PlatformKind::kDatacenter, library);
  }
  for (const ClientSection& client : scenario.clients) {
    const bool car = client.kind == ClientKind::kCar;
    check_platform(client, car ? PlatformKind::kCar : PlatformKind::kRobot, library);
  }
}

}  // namespace orbitmesh
