#include "scenarios/section_satellites.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include "core/digest.h"
#include "core/error.h"
#include "core/suggestion.h"
#include "orbit/constellation_presets.h"

namespace orbitmesh {
namespace {

std::vector<std::string_view> given_sources(const ConstellationSection& section) {
  std::vector<std::string_view> given;
  if (section.walker) given.push_back("walker");
  if (section.preset) given.push_back("preset");
  if (section.tle) given.push_back("tle");
  if (section.omm) given.push_back("omm");
  return given;
}

void check_one_source(const ConstellationSection& section) {
  const std::vector<std::string_view> given = given_sources(section);
  if (given.empty()) {
    throw InputError(section.where.section(),
                     fmt::format("the constellation '{}' has no satellites: add one of walker = "
                                 "{{ ... }}, preset = \"...\", tle = \"FILE\" and omm = \"FILE\"",
                                 section.name));
  }
  if (given.size() > 1) {
    throw InputError(section.where.of(given[1]),
                     fmt::format("'{}' and '{}' both say which satellites '{}' has: keep one",
                                 given[0], given[1], section.name));
  }
  if (section.lenient && !section.tle && !section.omm) {
    throw InputError(section.where.of("lenient"),
                     "'lenient' is about bad records of a 'tle' or 'omm' file, and there is none: "
                     "remove it");
  }
}

void check_preset(const ConstellationSection& section) {
  if (find_preset(*section.preset) != nullptr) return;
  const std::vector<std::string_view> known = preset_names();
  throw InputError(section.where.of("preset"),
                   fmt::format("'preset' names '{}', which is not known{}; known: {}",
                               section.preset->substr(0, 60), did_you_mean(*section.preset, known),
                               list_names(known)));
}

/// A path in a file counts from that file's folder; in an override, which has no line, from
/// the working directory.
std::string path_of(const std::string& name, const SourceLocation& where) {
  if (where.line == 0) return name;
  return (std::filesystem::path(where.file).parent_path() / name).string();
}

std::string digest_of_file(const std::string& path) {
  Digest digest;
  std::ifstream in(path, std::ios::binary);
  std::vector<char> block(1 << 16);
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    digest.add(std::string_view(block.data(), static_cast<std::size_t>(in.gcount())));
  }
  if (in.bad()) throw InputError(SourceLocation{path, 0, 0}, "cannot be read");
  return digest.hex();
}

void read_section_catalogue(ConstellationSection& section, Epoch epoch) {
  const std::string_view key = section.tle ? "tle" : "omm";
  const std::string& name = section.tle ? *section.tle : *section.omm;
  const SourceLocation& where = section.where.of(key);
  const std::string path = path_of(name, where);
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    throw InputError(where, fmt::format("'{}' names '{}', but there is no such file", key, path));
  }
  SectionCatalogue read;
  read.catalogue = read_catalogue(
      path, section.tle ? CatalogueFormat::kTle : CatalogueFormat::kOmm,
      section.lenient.value_or(false) ? CatalogueMode::kLenient : CatalogueMode::kStrict);
  read.shells = find_shells(read.catalogue.elements, epoch);
  read.digest = digest_of_file(path);
  section.catalogue = std::make_shared<const SectionCatalogue>(std::move(read));
  if (satellite_count(section) > 0) return;
  throw InputError(where,
                   fmt::format("none of the {} element sets of '{}' has a position at {}",
                               section.catalogue->catalogue.elements.size(), path, epoch.str()));
}

std::vector<WalkerShell> walker_shells(const ConstellationSection& section) {
  if (section.walker) return {section.walker->shell(section.name)};
  std::vector<WalkerShell> shells = preset_shells(*section.preset);
  for (WalkerShell& shell : shells) {
    shell.name = shells.size() == 1 ? section.name : section.name + "/" + shell.name;
  }
  return shells;
}

}  // namespace

void resolve_satellites(ConstellationSection& section, Epoch epoch) {
  check_one_source(section);
  if (section.preset) check_preset(section);
  if (section.tle || section.omm) read_section_catalogue(section, epoch);
}

const SourceLocation& source_location(const ConstellationSection& section) {
  return section.where.of(given_sources(section).front());
}

std::int64_t satellite_count(const ConstellationSection& section) {
  std::int64_t count = 0;
  if (section.catalogue) {
    count = static_cast<std::int64_t>(section.catalogue->catalogue.elements.size());
    for (const CatalogueShells::Remainder& object : section.catalogue->shells.left_out) {
      if (object.why == LeftOut::kNoPosition) --count;
    }
  } else {
    for (const WalkerShell& shell : walker_shells(section)) count += shell.size();
  }
  return count;
}

void add_satellites(const ConstellationSection& section, Constellation& constellation) {
  if (section.catalogue) {
    constellation.add(section.name, section.catalogue->catalogue.elements,
                      section.catalogue->shells);
    return;
  }
  for (const WalkerShell& shell : walker_shells(section)) constellation.add(shell);
}

}  // namespace orbitmesh
