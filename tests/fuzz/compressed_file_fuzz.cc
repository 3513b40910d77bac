#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/error.h"
#include "orbit/catalogue/compressed_file.h"

/// Any bytes either unpack within the bound or give an InputError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::int64_t kMaxBytes = 1 << 20;
  try {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const std::string unpacked = orbitmesh::decompress(bytes, "fuzz.xz", kMaxBytes);
    if (unpacked.size() > kMaxBytes && unpacked != bytes) std::abort();
  } catch (const orbitmesh::InputError&) {  // the answer that bad bytes deserve
  }
  return 0;
}
