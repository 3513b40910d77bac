#include "orbit/shells/dense_groups.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace orbitmesh {
namespace {

struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t count() const { return end - begin; }
};

Window fullest_window(const std::vector<double>& values, const std::vector<int>& ascending,
                      double width) {
  const auto value = [&](std::size_t i) { return values[static_cast<std::size_t>(ascending[i])]; };
  Window fullest;
  std::size_t end = 0;
  for (std::size_t begin = 0; begin < ascending.size(); ++begin) {
    while (end < ascending.size() && value(end) - value(begin) <= width) ++end;
    if (end - begin > fullest.count()) fullest = {begin, end};
  }
  return fullest;
}

}  // namespace

std::vector<std::vector<int>> dense_groups(const std::vector<double>& values, double width,
                                           int fewest) {
  std::vector<int> left(values.size());
  std::iota(left.begin(), left.end(), 0);
  std::sort(left.begin(), left.end(), [&](int a, int b) {
    return std::make_tuple(values[static_cast<std::size_t>(a)], a) <
           std::make_tuple(values[static_cast<std::size_t>(b)], b);
  });
  std::vector<std::vector<int>> groups;
  while (true) {
    const Window window = fullest_window(values, left, width);
    if (window.count() < static_cast<std::size_t>(fewest)) return groups;
    const auto begin = left.begin() + static_cast<std::ptrdiff_t>(window.begin);
    const auto end = left.begin() + static_cast<std::ptrdiff_t>(window.end);
    groups.emplace_back(begin, end);
    left.erase(begin, end);
  }
}

}  // namespace orbitmesh
