#include "orbit/catalogue/omm_csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "orbit/catalogue/csv_rows.h"
#include "orbit/catalogue/element_quantity.h"
#include "orbit/catalogue/omm_record.h"

namespace orbitmesh {
namespace {

/// For each column of the table the field in it, if it is one that is read.
using Header = std::vector<std::optional<OmmField>>;

Header read_header(const CsvRow& row, const std::string& file) {
  Header header;
  for (const CsvField& field : row) {
    const auto name = omm_field(printable_name(field.text));
    if (name && std::find(header.begin(), header.end(), name) != header.end()) {
      throw InputError({file, field.line, field.column},
                       fmt::format("two columns are named {}", omm_field_name(*name)));
    }
    header.push_back(name);
  }
  std::vector<std::string_view> missing;
  for (const OmmField field : kRequiredOmmFields) {
    if (std::find(header.begin(), header.end(), field) == header.end()) {
      missing.push_back(omm_field_name(field));
    }
  }
  if (!missing.empty()) {
    throw InputError(
        {file, row.front().line, 0},
        fmt::format("the header has no column {}; the columns should have CelesTrak's names",
                    fmt::join(missing, ", ")));
  }
  return header;
}

OmmRecord read_record(CsvRow& row, const Header& header, const std::string& file) {
  OmmRecord record;
  record.line = row.front().line;
  if (row.size() != header.size()) {
    throw InputError({file, record.line, 0}, fmt::format("has {} fields, but the header {} columns",
                                                         row.size(), header.size()));
  }
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!header[i] || row[i].text.empty()) continue;
    record[*header[i]] = OmmValue{std::move(row[i].text), row[i].line, row[i].column};
  }
  return record;
}

}  // namespace

void read_omm_csv(std::string_view text, CatalogueBuilder& catalogue) {
  const std::string& file = catalogue.source();
  CsvRows rows(text, file);
  CsvRow row;
  if (!rows.next(row)) return;
  const Header header = read_header(row, file);
  while (rows.next(row)) {
    catalogue.add([&] { return parse_omm_record(read_record(row, header, file), file); });
  }
}

}  // namespace orbitmesh
