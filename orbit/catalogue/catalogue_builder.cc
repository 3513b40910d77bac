#include "orbit/catalogue/catalogue_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace orbitmesh {
namespace {

constexpr int kRemarksOfAKind = 5;

}  // namespace

CatalogueBuilder::CatalogueBuilder(std::string source, CatalogueMode mode, int max_records)
    : mode_(mode), max_records_(max_records) {
  catalogue_.source = std::move(source);
}

void CatalogueBuilder::count_record() {
  if (++catalogue_.records_read <= max_records_) return;
  throw InputError({catalogue_.source, 0, 0},
                   fmt::format("holds more than the permitted {} records", max_records_));
}

void CatalogueBuilder::reject(const std::string& reason) {
  if (++catalogue_.rejected <= kRemarksOfAKind) catalogue_.remarks.push_back(reason);
}

Catalogue CatalogueBuilder::finish() {
  const int rejected = catalogue_.rejected;
  if (sets_.empty()) {
    std::string why = "holds no element set";
    if (rejected > 0) {
      why += fmt::format(", only {} bad records; the first: {}", rejected, catalogue_.remarks[0]);
    }
    throw InputError({catalogue_.source, 0, 0}, why);
  }
  if (rejected > kRemarksOfAKind) {
    catalogue_.remarks.push_back(fmt::format("bad records left out in all: {}", rejected));
  }
  keep_newest();
  return std::move(catalogue_);
}

void CatalogueBuilder::keep_newest() {
  std::vector<std::size_t> order(sets_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
    if (sets_[a].catalog_number != sets_[b].catalog_number) {
      return sets_[a].catalog_number < sets_[b].catalog_number;
    }
    if (sets_[a].epoch != sets_[b].epoch) return sets_[a].epoch < sets_[b].epoch;
    return a < b;
  });
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    while (last + 1 < order.size() &&
           sets_[order[last + 1]].catalog_number == sets_[order[first]].catalog_number) {
      ++last;
    }
    if (last > first) note_replaced(sets_[order[last]], static_cast<int>(last - first));
    catalogue_.elements.push_back(std::move(sets_[order[last]]));
    first = last + 1;
  }
  if (objects_replaced_ > kRemarksOfAKind) {
    catalogue_.remarks.push_back(
        fmt::format("objects with several element sets in all: {}", objects_replaced_));
  }
}

void CatalogueBuilder::note_replaced(const ElementSet& kept, int count) {
  catalogue_.replaced += count;
  if (++objects_replaced_ > kRemarksOfAKind) return;
  const std::string name = kept.name.empty() ? "" : " (" + kept.name + ")";
  catalogue_.remarks.push_back(fmt::format("object {}{} has {} element sets; the one of {} is kept",
                                           kept.catalog_number, name, count + 1, kept.epoch.str()));
}

}  // namespace orbitmesh
