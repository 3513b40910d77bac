#include "cli/constellation_source.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <algorithm>
#include <cstdio>
#include <numeric>
#include <string_view>

#include "core/error.h"
#include "core/suggestion.h"
#include "core/units.h"
#include "orbit/catalogue.h"
#include "orbit/catalogue_shells.h"
#include "orbit/element_age.h"
#include "orbit/object_names.h"
#include "orbit/sgp4_ephemeris.h"

namespace orbitmesh {
namespace {

constexpr const char* kPresetEpoch = "2026-01-01T00:00:00Z";

void say(const std::string& sentence) { std::fprintf(stderr, "orbitmesh: %s\n", sentence.c_str()); }

void report_omissions(const Catalogue& catalogue) {
  if (catalogue.rejected > 0) {
    say(fmt::format("{}: {} of {} records are bad and left out", catalogue.source,
                    catalogue.rejected, catalogue.records_read));
  }
  for (const std::string& remark : catalogue.remarks) say(remark);
}

Epoch newest_epoch(const std::vector<ElementSet>& elements) {
  return std::max_element(
             elements.begin(), elements.end(),
             [](const ElementSet& a, const ElementSet& b) { return a.epoch < b.epoch; })
      ->epoch;
}

}  // namespace

void add_constellation_options(CLI::App& verb, ConstellationOptions& options) {
  CLI::Option_group* source = verb.add_option_group("satellites", "exactly one of");
  source->add_option("--tle", options.tle, "file of two-line element sets (plain, .xz or .gz)")
      ->type_name("FILE");
  source->add_option("--omm", options.omm, "file of orbit mean-elements messages (CSV or JSON)")
      ->type_name("FILE");
  source
      ->add_option("--preset", options.preset,
                   "constellation by name: " + list_names(preset_names()))
      ->type_name("NAME");
  source->require_option(1);
  verb.add_flag("--lenient", options.lenient, "leave bad records of the file out");
}

void add_satellite_option(CLI::App& verb, std::vector<std::string>& satellites) {
  verb.add_option("--satellite", satellites,
                  "name or catalogue number of a satellite, repeatable (default: all)")
      ->allow_extra_args(false);
}

ConstellationSource::ConstellationSource(const ConstellationOptions& options) {
  if (options.preset.empty()) {
    load_elements(options);
    return;
  }
  shells_ = preset_shells(options.preset);
  preset_ = find_preset(options.preset);
  walkers_.emplace(shells_);
  for (const Satellite& satellite : walkers_->satellites()) names_.push_back(satellite.name);
  reference_epoch_ = parse_epoch(kPresetEpoch);
}

void ConstellationSource::load_elements(const ConstellationOptions& options) {
  const bool tle = !options.tle.empty();
  Catalogue catalogue = read_catalogue(
      tle ? options.tle : options.omm, tle ? CatalogueFormat::kTle : CatalogueFormat::kOmm,
      options.lenient ? CatalogueMode::kLenient : CatalogueMode::kStrict);
  report_omissions(catalogue);
  elements_ = std::move(catalogue.elements);
  names_ = object_names(elements_);
  reference_epoch_ = newest_epoch(elements_);
}

const std::string& ConstellationSource::name(int satellite) const {
  return names_[static_cast<std::size_t>(satellite)];
}

std::string ConstellationSource::catalog_text(int satellite, const char* none) const {
  if (elements_.empty()) return none;
  return std::to_string(elements_[static_cast<std::size_t>(satellite)].catalog_number);
}

std::unique_ptr<Ephemeris> ConstellationSource::make_ephemeris() const {
  if (walkers_) return walkers_->make_ephemeris(reference_epoch_);
  return std::make_unique<Sgp4Ephemeris>(reference_epoch_, elements_);
}

std::vector<IslLink> ConstellationSource::lasers(Epoch epoch) const {
  std::vector<IslLink> links;
  const auto append = [&links](const std::vector<IslLink>& more) {
    links.insert(links.end(), more.begin(), more.end());
  };
  if (walkers_) {
    for (const Shell& shell : walkers_->shells()) append(shell.links);
  } else {
    for (const CatalogueShell& shell : find_shells(elements_, epoch).shells) {
      append(shell.links);
    }
  }
  return links;
}

std::vector<int> ConstellationSource::select(
    const std::vector<std::string>& names_or_numbers) const {
  std::vector<int> satellites;
  if (names_or_numbers.empty()) {
    satellites.resize(names_.size());
    std::iota(satellites.begin(), satellites.end(), 0);
  }
  for (const std::string& name : names_or_numbers) {
    const int satellite = find(name);
    const bool repeated =
        std::find(satellites.begin(), satellites.end(), satellite) != satellites.end();
    if (!repeated) satellites.push_back(satellite);
  }
  return satellites;
}

std::vector<ElementSet> ConstellationSource::elements_of(const std::vector<int>& satellites) const {
  std::vector<ElementSet> elements;
  for (const int satellite : satellites) {
    elements.push_back(elements_[static_cast<std::size_t>(satellite)]);
  }
  return elements;
}

void ConstellationSource::report_age(const std::vector<int>& satellites, Epoch first,
                                     Epoch last) const {
  if (elements_.empty()) return;
  const ElementAge age = element_age(elements_of(satellites), first, last);
  if (age.old == 0) return;
  say(fmt::format(
      "{} of {} element sets are more than 7 days from the time asked for, up to {:.0f} "
      "days",
      age.old, satellites.size(), age.greatest.seconds() / kDay_s));
}

int ConstellationSource::find(const std::string& name_or_number) const {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (names_[i] == name_or_number) return static_cast<int>(i);
  }
  for (std::size_t i = 0; i < elements_.size(); ++i) {
    if (std::to_string(elements_[i].catalog_number) == name_or_number) return static_cast<int>(i);
  }
  const std::vector<std::string_view> known(names_.begin(), names_.end());
  throw InputError(fmt::format("--satellite: no satellite has the name or catalogue number '{}'{}",
                               name_or_number, did_you_mean(name_or_number, known)));
}

}  // namespace orbitmesh
