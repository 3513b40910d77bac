#include "core/digest.h"

#include <xxhash.h>

#include <cstring>
#include <new>

namespace orbitmesh {

struct Digest::State {
  State() : xxh(XXH3_createState()) {
    if (xxh == nullptr) throw std::bad_alloc();
    XXH3_128bits_reset(xxh);
  }
  ~State() { XXH3_freeState(xxh); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  XXH3_state_t* xxh;
};

Digest::Digest() : state_(std::make_unique<State>()) {}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(std::int64_t value) {
  unsigned char bytes[9] = {'i'};
  for (int i = 0; i < 8; ++i) {
    bytes[i + 1] = static_cast<unsigned char>(static_cast<std::uint64_t>(value) >> (8 * i));
  }
  XXH3_128bits_update(state_->xxh, bytes, sizeof bytes);
}

void Digest::add(double value) {
  std::int64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  add(std::string_view("d"));
  add(bits);
}

void Digest::add(std::string_view text) {
  add(static_cast<std::int64_t>(text.size()));
  XXH3_128bits_update(state_->xxh, text.data(), text.size());
}

std::string Digest::hex() const {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state_->xxh));
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : canonical.digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace orbitmesh
