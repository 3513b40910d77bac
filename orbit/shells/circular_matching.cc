#include "orbit/shells/circular_matching.h"

#include <algorithm>
#include <queue>
#include <tuple>

#include "orbit/angles.h"

namespace orbitmesh {
namespace {

struct Point {
  double angle_rad;
  int set;  // 0 or 1
  int index;
};

/// The points that are still free, as a ring in order of angle. The nearest two of
/// different sets are always neighbours on it: whatever lay between them would be nearer
/// to one of the two.
class Ring {
 public:
  explicit Ring(std::vector<Point> points) : points_(std::move(points)) {
    std::sort(points_.begin(), points_.end(), [](const Point& l, const Point& r) {
      return std::tie(l.angle_rad, l.set, l.index) < std::tie(r.angle_rad, r.set, r.index);
    });
    const std::size_t n = points_.size();
    for (std::size_t i = 0; i < n; ++i) {
      next_.push_back((i + 1) % n);
      previous_.push_back((i + n - 1) % n);
    }
    for (std::size_t i = 0; i < n; ++i) offer(i);
  }

  std::vector<std::pair<int, int>> match(double widest_rad) {
    std::vector<std::pair<int, int>> pairs;
    while (!offers_.empty() && offers_.top().gap_rad <= widest_rad) {
      const Offer nearest = offers_.top();
      offers_.pop();
      if (taken_[nearest.left] || taken_[nearest.right]) continue;
      const Point& left = points_[nearest.left];
      const Point& right = points_[nearest.right];
      pairs.push_back(left.set == 0 ? std::make_pair(left.index, right.index)
                                    : std::make_pair(right.index, left.index));
      remove(nearest.left, nearest.right);
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  }

 private:
  struct Offer {
    double gap_rad;
    std::size_t left;
    std::size_t right;

    friend bool operator<(const Offer& a, const Offer& b) {  // the nearest is the greatest
      return std::tie(a.gap_rad, a.left) > std::tie(b.gap_rad, b.left);
    }
  };

  void offer(std::size_t left) {
    const std::size_t right = next_[left];
    if (points_[left].set == points_[right].set) return;
    offers_.push({wrap_two_pi(points_[right].angle_rad - points_[left].angle_rad), left, right});
  }

  void remove(std::size_t left, std::size_t right) {
    taken_[left] = taken_[right] = true;
    const std::size_t before = previous_[left];
    const std::size_t after = next_[right];
    if (taken_[before] || taken_[after]) return;  // the ring is empty
    next_[before] = after;
    previous_[after] = before;
    offer(before);
  }

  std::vector<Point> points_;
  std::vector<std::size_t> next_;
  std::vector<std::size_t> previous_;
  std::vector<char> taken_ = std::vector<char>(points_.size(), 0);
  std::priority_queue<Offer> offers_;
};

}  // namespace

std::vector<std::pair<int, int>> match_on_circle(const std::vector<double>& a_rad,
                                                 const std::vector<double>& b_rad,
                                                 double widest_rad) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < a_rad.size(); ++i)
    points.push_back({a_rad[i], 0, static_cast<int>(i)});
  for (std::size_t i = 0; i < b_rad.size(); ++i)
    points.push_back({b_rad[i], 1, static_cast<int>(i)});
  return Ring(std::move(points)).match(widest_rad);
}

}  // namespace orbitmesh
