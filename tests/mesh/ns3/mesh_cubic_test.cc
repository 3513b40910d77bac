#include "mesh/ns3/mesh_cubic.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/mesh/ns3/straight_path.h"

namespace orbitmesh {
namespace {

TEST(X, Steady) {
  StraightPath path;
  path.connect();
  for (int i = 0; i < 100; ++i) path.request_at(Time{} + Duration::from_ms(100 * i), Bytes{200'000});
  path.loop.run_until(Time{} + Duration::from_s(12));
  printf("ready %.3f\n", path.ready[0].seconds()*1e3);
  for (int i : {0,1,2,3,4,5,10,20,50,99}) printf("%d %.3f\n", i, path.latency_ms(i));
}
TEST(X, Idle) {
  for (double rtt : {40}) {
  StraightPath path({BitRate{100'000'000}, Duration::from_seconds(rtt*1e-3), Bytes{1'000'000}});
  path.connect();
  Time t = Time{}+Duration::from_s(1);
  for (int i = 0; i < 10; ++i) { path.request_at(t, Bytes{200'000}); t += Duration::from_ms(100); }
  for (int i = 0; i < 10; ++i) { t += Duration::from_s(1); path.request_at(t, Bytes{200'000}); }
  for (int i = 0; i < 10; ++i) { t += Duration::from_s(2); path.request_at(t, Bytes{200'000}); }
  path.loop.run_until(t + Duration::from_s(2));
  for (size_t i = 0; i < path.issued.size(); ++i) printf("%.0f: %zu %.3f\n", rtt, i, path.latency_ms(i));
  }
}
TEST(X, Idle24) {
  StraightPath path({BitRate{100'000'000}, Duration::from_ms(24), Bytes{1'000'000}});
  path.connect();
  Time t = Time{}+Duration::from_s(1);
  for (int i = 0; i < 10; ++i) { t += Duration::from_s(2); path.request_at(t, Bytes{200'000}); }
  path.loop.run_until(t + Duration::from_s(2));
  for (size_t i = 0; i < path.issued.size(); ++i) printf("%zu %.3f\n",  i, path.latency_ms(i));
}
void blackout(Duration len, int period_ms) {
  StraightPath path;
  path.connect();
  for (int i = 0; i < 300*1000/period_ms; ++i) path.request_at(Time{} + Duration::from_ms(1000+period_ms * i), Bytes{200'000});
  for (int i = 1; i < 60; ++i) path.black_out(Time{}+Duration::from_s(5*i), len);
  path.loop.run_until(Time{} + Duration::from_s(400));
  std::vector<double> l; int lost=0; for (size_t i = 0; i < path.issued.size(); ++i) { if (path.replied[i]==Time{}) ++lost; else l.push_back(path.latency_ms(i)); }
  std::sort(l.begin(), l.end());
  printf("blackout %.1f period %d p50 %.0f p90 %.0f p99 %.0f max %.0f lost %d downs %zu\n", len.seconds(), period_ms, l[l.size()/2], l[l.size()*9/10], l[l.size()*99/100], l.back(), lost, path.downs.size());
}
TEST(X, B5_1) { blackout(Duration::from_ms(500),1000); }
TEST(X, B5_2) { blackout(Duration::from_ms(500),500); }
TEST(X, B5_3) { blackout(Duration::from_ms(500),200); }
TEST(X, B5_4) { blackout(Duration::from_ms(500),100); }
TEST(X, B20_1) { blackout(Duration::from_s(2),1000); }
TEST(X, B20_2) { blackout(Duration::from_s(2),500); }
TEST(X, B20_3) { blackout(Duration::from_s(2),200); }
TEST(X, B20_4) { blackout(Duration::from_s(2),100); }

}  // namespace
}  // namespace orbitmesh
