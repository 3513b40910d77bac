#include "scenarios/catalogue_info.h"

#include <fmt/format.h>

#include "core/units.h"
#include "orbit/constellation_report.h"
#include "orbit/element_age.h"
#include "scenarios/section_satellites.h"

namespace orbitmesh {
namespace {

void add_left_out(const ConstellationReport& report, std::vector<std::string>& remarks) {
  std::string reasons;
  for (const ConstellationReport::LeftOutRow& row : report.left_out) {
    if (row.why == LeftOut::kNoPosition) continue;
    reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", row.objects, to_string(row.why));
  }
  if (report.without_lasers > 0) {
    remarks.push_back(
        fmt::format("{} of {} objects have no place in a shell and fly without "
                    "lasers: {}",
                    report.without_lasers, report.element_sets, reasons));
  }
  if (report.without_position() > 0) {
    remarks.push_back(fmt::format("{} of {} objects have no position at the epoch and are left out",
                                  report.without_position(), report.element_sets));
  }
}

void add_age(const std::vector<ElementSet>& elements, Epoch epoch,
             std::vector<std::string>& remarks) {
  const ElementAge age = element_age(elements, epoch, epoch);
  if (age.old == 0) return;
  remarks.push_back(
      fmt::format("{} of {} element sets are more than 7 days from the epoch, up to "
                  "{:.0f} days",
                  age.old, elements.size(), age.greatest.seconds() / kDay_s));
}

}  // namespace

CatalogueInfo catalogue_info(const ConstellationSection& section, Epoch epoch) {
  const SectionCatalogue& read = *section.catalogue;
  const ConstellationReport report = constellation_report(read.catalogue.elements, read.shells);
  CatalogueInfo info;
  info.constellation = section.name;
  info.file = section.tle ? *section.tle : *section.omm;
  info.digest = read.digest;
  info.element_sets = report.element_sets;
  info.shells = static_cast<std::int64_t>(report.shells.size());
  info.in_grid = report.in_grid;
  info.without_lasers = report.without_lasers;
  info.without_position = report.without_position();
  info.remarks = read.catalogue.remarks;
  if (read.catalogue.rejected > 0) {
    info.remarks.push_back(fmt::format("{} of {} records are bad and left out",
                                       read.catalogue.rejected, read.catalogue.records_read));
  }
  add_left_out(report, info.remarks);
  add_age(read.catalogue.elements, epoch, info.remarks);
  return info;
}

}  // namespace orbitmesh
