#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "wire/message_codec.h"
#include "wire/wire_error.h"

/// Any bytes either decode or give a WireError; what decodes encodes, and stays the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  orbitmesh::Envelope envelope;
  try {
    envelope = orbitmesh::decode(data, size);
  } catch (const orbitmesh::WireError&) {
    return 0;
  }
  const orbitmesh::EncodedMessage bytes = orbitmesh::encode(envelope);
  if (orbitmesh::encode(orbitmesh::decode(bytes)) != bytes) std::abort();
  return 0;
}
