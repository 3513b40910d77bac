#include "core/reference_writer.h"

#include <fmt/format.h>

namespace orbitmesh {

std::string ReferenceWriter::shortest(double value) { return fmt::format("{}", value); }

void ReferenceWriter::add_row(std::string_view key, const std::string& type,
                              const std::string& initial, const std::string& range,
                              std::string_view doc, bool required) {
  rows_ += fmt::format("| `{}` | {} | {} | {} | {} |\n", key, type, required ? "required" : initial,
                       range, doc);
}

std::string ReferenceWriter::take_page(std::string_view doc) const {
  std::string page;
  if (!path_.empty()) {
    page += fmt::format(repeated_ ? "## [[{}]]\n\n" : "## [{}]\n\n", path_);
  }
  if (!doc.empty()) {
    std::string sentence(doc);
    if (sentence[0] >= 'a' && sentence[0] <= 'z') sentence[0] += 'A' - 'a';
    page += sentence + ".\n\n";
  }
  if (!rows_.empty()) {
    page += "| key | type | default | range | meaning |\n|---|---|---|---|---|\n" + rows_ + "\n";
  }
  return page + sections_;
}

}  // namespace orbitmesh
