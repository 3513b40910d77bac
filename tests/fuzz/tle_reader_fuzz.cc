#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/error.h"
#include "orbit/catalogue.h"
#include "orbit/catalogue/tle_writer.h"

namespace orbitmesh {
namespace {

std::string written(const Catalogue& catalogue) {
  std::string text;
  for (const ElementSet& set : catalogue.elements) text += format_tle(set);
  return text;
}

}  // namespace
}  // namespace orbitmesh

/// Any text either reads as element sets or gives an InputError; what was read and fits the
/// columns is written, read and written again as the same text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace orbitmesh;  // NOLINT(google-build-using-namespace): one function
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const CatalogueMode mode : {CatalogueMode::kStrict, CatalogueMode::kLenient}) {
    std::string once;
    try {
      once = written(parse_catalogue(text, "fuzz.tle", CatalogueFormat::kTle, mode));
    } catch (const InputError&) {  // the answer that bad text deserves
      continue;
    }
    if (written(parse_catalogue(once, "once", CatalogueFormat::kTle)) != once) std::abort();
  }
  return 0;
}
