#include "core/rng.h"

#include <cmath>

#include "core/math.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr std::uint64_t kFnvOffset = 0xcbf29ce484222325ULL;
constexpr std::uint64_t kFnvPrime = 0x100000001b3ULL;

std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = kFnvOffset;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kFnvPrime;
  return hash;
}

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): spreads every input bit.
std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }

}  // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> c,
                                        std::array<std::uint32_t, 2> k) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = 0xD2511F53ULL * c[0];
    const std::uint64_t p1 = 0xCD9E8D57ULL * c[2];
    c = {high(p1) ^ c[1] ^ k[0], low(p1), high(p0) ^ c[3] ^ k[1], low(p0)};
    k = {k[0] + 0x9E3779B9U, k[1] + 0xBB67AE85U};
  }
  return c;
}

RngStream::RngStream(std::uint64_t seed, std::string_view name, std::uint64_t index) {
  const std::uint64_t key = mix(mix(mix(seed + 0x9e3779b97f4a7c15ULL) ^ fnv1a(name)) + index);
  key_ = {low(key), high(key)};
}

void RngStream::seek(std::uint64_t k) {
  block_ = k;
  draw_ = 0;
}

std::uint64_t RngStream::next_u64() {
  const auto words = philox4x32({draw_++, 0, low(block_), high(block_)}, key_);
  return (static_cast<std::uint64_t>(words[1]) << 32) | words[0];
}

double RngStream::uniform() { return static_cast<double>(next_u64() >> 11) * 0x1.0p-53; }

std::uint64_t RngStream::below(std::uint64_t n) {
  // Rejecting the incomplete last interval keeps every value equally likely.
  const std::uint64_t limit = UINT64_MAX - (UINT64_MAX % n + 1) % n;
  std::uint64_t x = next_u64();
  while (x > limit) x = next_u64();
  return x % n;
}

double RngStream::exponential(double mean) { return -mean * math::log(1.0 - uniform()); }

double RngStream::normal() {
  const double radius = std::sqrt(-2.0 * math::log(1.0 - uniform()));
  return radius * math::cos(2.0 * kPi * uniform());
}

}  // namespace orbitmesh
