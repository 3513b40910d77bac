#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "orbit/catalogue.h"
#include "orbit/catalogue/omm_writer.h"

/// Any text either reads as element sets or gives an InputError; what was read is written in
/// both forms, and read again gives the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace orbitmesh;  // NOLINT(google-build-using-namespace): one function
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = [](std::string_view omm, CatalogueMode mode = CatalogueMode::kStrict) {
    return parse_catalogue(omm, "fuzz.omm", CatalogueFormat::kOmm, mode).elements;
  };
  for (const CatalogueMode mode : {CatalogueMode::kStrict, CatalogueMode::kLenient}) {
    std::vector<ElementSet> elements;
    try {
      elements = read(text, mode);
    } catch (const InputError&) {  // the answer that bad text deserves
      continue;
    }
    const std::string csv = format_omm_csv(elements);
    const std::string json = format_omm_json(elements);
    if (format_omm_csv(read(json)) != csv) std::abort();
    if (format_omm_json(read(csv)) != json) std::abort();
  }
  return 0;
}
