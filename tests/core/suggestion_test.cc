#include "core/suggestion.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

TEST(Suggestion, EditDistanceOfKnownPairs) {
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("planes", "plnaes"), 1u);  // one swap of neighbours
  EXPECT_EQ(edit_distance("Austin", "austin"), 0u);
}

TEST(Suggestion, OffersTheNearestNameOnlyWhenItIsNear) {
  EXPECT_EQ(nearest_name("plnes", {"altitude", "planes", "per_plane"}), "planes");
  EXPECT_EQ(nearest_name("colour", {"altitude", "planes"}), "");
  EXPECT_EQ(nearest_name("x", {"y"}), "");
  EXPECT_EQ(nearest_name(std::string(10'000, 'a'), {"a"}), "");
  EXPECT_EQ(did_you_mean("austn", {"austin"}), ", did you mean 'austin'?");
  EXPECT_EQ(did_you_mean("austn", {}), "");
}

TEST(Suggestion, ListsAreBounded) {
  EXPECT_EQ(list_names({}), "none");
  EXPECT_EQ(list_names({"a", "b"}), "a, b");
  const std::string text = list_names(std::vector<std::string_view>(100, "x"));
  EXPECT_EQ(text.substr(text.size() - 5), ", ...");
  EXPECT_LT(text.size(), 100u);
}

}  // namespace
}  // namespace orbitmesh
