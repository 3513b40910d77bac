#include "core/digest.h"

#include <fmt/format.h>
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

Digest::Digest() = default;
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::append(const void* bytes, std::size_t size) {
  if (size > latest_.size() - latest_size_) {
    if (!state_) state_ = std::make_unique<State>();
    XXH3_128bits_update(state_->xxh, latest_.data(), latest_size_);
    latest_size_ = 0;
    if (size > latest_.size()) {
      XXH3_128bits_update(state_->xxh, bytes, size);
      return;
    }
  }
  if (size > 0) std::memcpy(latest_.data() + latest_size_, bytes, size);
  latest_size_ += size;
}

void Digest::add(std::int64_t value) {
  unsigned char bytes[9] = {'i'};
  for (int i = 0; i < 8; ++i) {
    bytes[i + 1] = static_cast<unsigned char>(static_cast<std::uint64_t>(value) >> (8 * i));
  }
  append(bytes, sizeof bytes);
}

void Digest::add(double value) {
  std::int64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  add(std::string_view("d"));
  add(bits);
}

void Digest::add(std::string_view text) {
  add(static_cast<std::int64_t>(text.size()));
  append(text.data(), text.size());
}

std::pair<std::uint64_t, std::uint64_t> Digest::value() const {
  XXH128_hash_t hash;
  if (state_) {
    State whole;
    XXH3_copyState(whole.xxh, state_->xxh);
    XXH3_128bits_update(whole.xxh, latest_.data(), latest_size_);
    hash = XXH3_128bits_digest(whole.xxh);
  } else {
    hash = XXH3_128bits(latest_.data(), latest_size_);
  }
  return {hash.high64, hash.low64};
}

std::string Digest::hex() const {
  const auto [high, low] = value();
  return fmt::format("{:016x}{:016x}", high, low);
}

}  // namespace orbitmesh
