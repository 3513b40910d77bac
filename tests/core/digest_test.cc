#include "core/digest.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace orbitmesh {
namespace {

template <class... T>
std::string digest_of(const T&... values) {
  Digest digest;
  (digest.add(values), ...);
  return digest.hex();
}

using Int = std::int64_t;
using Text = std::string_view;

TEST(Digest, NothingIsTheHashOfNoBytes) {
  // XXH3 128 bits of the empty input, seed 0 (xxHash's own test vectors).
  EXPECT_EQ(Digest().hex(), "99aa06d3014798d86001c324468d497f");
}

TEST(Digest, ValuesAreFramed) {
  std::set<std::string> seen;
  const auto expect_new = [&](const std::string& hex) {
    EXPECT_EQ(hex.size(), 32u);
    EXPECT_TRUE(seen.insert(hex).second) << hex;
  };
  expect_new(digest_of(Text("ab"), Text("c")));
  expect_new(digest_of(Text("a"), Text("bc")));
  expect_new(digest_of(Text("abc")));
  expect_new(digest_of(Text("abc"), Text("")));
  expect_new(digest_of(Int{1}));
  expect_new(digest_of(1.0));
  expect_new(digest_of(Text("1")));
  expect_new(digest_of(Int{1}, Int{2}));
  expect_new(digest_of(Int{2}, Int{1}));
  expect_new(digest_of(0.0));
  expect_new(digest_of(-0.0));
}

TEST(Digest, HexDoesNotEndTheSequence) {
  Digest digest;
  digest.add(Int{1});
  EXPECT_EQ(digest.hex(), digest.hex());
  digest.add(Int{2});
  EXPECT_EQ(digest.hex(), digest_of(Int{1}, Int{2}));
}

TEST(Digest, DoesNotDependOnHowMuchComesAtATime) {
  // The hash of a text is that of its bytes behind its length, however it is cut into records.
  const std::string text(1000, 'x');
  for (std::size_t size = 0; size <= text.size(); size += 37) {
    Digest one;
    for (int i = 0; i < 60; ++i) one.add(Int{i});
    one.add(Text(text).substr(0, size));
    Digest other;
    for (int i = 0; i < 60; ++i) {
      other.add(Int{i});
      other.hex();
    }
    other.add(Text(text).substr(0, size));
    EXPECT_EQ(one.hex(), other.hex()) << size;
  }
}

TEST(Digest, ValueIsTheNumberThatHexWrites) {
  Digest digest;
  digest.add(Int{42});
  const auto [high, low] = digest.value();
  EXPECT_EQ(fmt::format("{:016x}{:016x}", high, low), digest.hex());
}

// Frozen: baselines store these digests.
TEST(Digest, IsStable) {
  EXPECT_EQ(digest_of(Int{42}, 1.5, Text("orbitmesh")), "a945360aa515c31f2de31bb4cda08f9c");
  Digest longer;
  for (Int i = 0; i < 1000; ++i) longer.add(i);
  longer.add(Text(std::string(700, 'y')));
  EXPECT_EQ(longer.hex(), "1159932d2f265bdb0c35309ddae88933");
}

}  // namespace
}  // namespace orbitmesh
