#include "orbit/catalogue.h"

#include "orbit/catalogue/catalogue_builder.h"
#include "orbit/catalogue/compressed_file.h"
#include "orbit/catalogue/omm_reader.h"
#include "orbit/catalogue/tle_reader.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kMaxBytes = std::int64_t{256} << 20;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

}  // namespace

Catalogue read_catalogue(const std::string& file, CatalogueFormat format, CatalogueMode mode) {
  return parse_catalogue(read_compressed_file(file, kMaxBytes), file, format, mode);
}

Catalogue parse_catalogue(std::string_view text, const std::string& source, CatalogueFormat format,
                          CatalogueMode mode) {
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    text.remove_prefix(kByteOrderMark.size());
  }
  CatalogueBuilder catalogue(source, mode);
  if (format == CatalogueFormat::kTle) {
    read_tle(text, catalogue);
  } else {
    read_omm(text, catalogue);
  }
  return catalogue.finish();
}

}  // namespace orbitmesh
