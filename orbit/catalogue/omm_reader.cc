#include "orbit/catalogue/omm_reader.h"

#include "orbit/catalogue/omm_csv_reader.h"
#include "orbit/catalogue/omm_json_reader.h"

namespace orbitmesh {

void read_omm(std::string_view text, CatalogueBuilder& catalogue) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const char begin = first == std::string_view::npos ? '\0' : text[first];
  if (begin == '<') {
    throw InputError({catalogue.source(), 0, 0},
                     "is XML or HTML; element sets are read as CSV or JSON");
  }
  if (begin == '[' || begin == '{') {
    read_omm_json(text, catalogue);
  } else {
    read_omm_csv(text, catalogue);
  }
}

}  // namespace orbitmesh
