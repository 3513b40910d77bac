#include "tests/mesh/ns3/blackout/blackout_run.h"

#include <algorithm>

#include "tests/mesh/message/straight_trains.h"
#include "tests/mesh/ns3/straight_path.h"

namespace orbitmesh {
namespace {

constexpr int kRequests = 140;
constexpr Duration kBlackout = Duration::from_s(2);

template <class Path>
void read_replies(const Path& path, Time end, BlackoutRun& run) {
  for (std::size_t i = 0; i < kRequests; ++i) {
    const bool refused =
        std::find(path.refused.begin(), path.refused.end(), i) != path.refused.end();
    if (refused) {
      ++run.refused;
    } else if (path.replied[i] == Time{}) {
      ++run.lost;
    } else {
      const double since_end_s = (path.replied[i] - end).seconds();
      if (since_end_s >= 0 && (!run.first_reply_s || since_end_s < *run.first_reply_s)) {
        run.first_reply_s = since_end_s;
      }
      if (i > 5) run.oldest_s = std::max(run.oldest_s, path.latency_ms(i) / 1e3);
      if (i >= 20 && i < 40) run.steady_ms += path.latency_ms(i) / 20;
    }
  }
}

template <class Path>
BlackoutRun run_over(const TransportOptions& options, Duration phase) {
  typename Path::Parameters parameters;
  parameters.options = options;
  Path path(parameters);
  path.connect();
  for (int i = 0; i < kRequests; ++i) {
    path.request_at(Time{} + Duration::from_ms(100 * i), Bytes{200'000});
  }
  const Time begin = Time{} + Duration::from_ms(4800) + phase;
  const Time end = begin + kBlackout;
  path.black_out(begin, kBlackout);
  path.loop.run_until(Time{} + Duration::from_s(22));
  BlackoutRun run;
  run.ready_ms = path.ready.at(0).seconds() * 1e3;
  run.first_ms = path.latency_ms(0);
  if (!path.down_at.empty()) run.detected_s = (path.down_at[0] - begin).seconds();
  if (path.ready.size() > 1) run.reconnected_s = (path.ready[1] - end).seconds();
  read_replies(path, end, run);
  return run;
}

}  // namespace

BlackoutRun run_blackout(Fidelity fidelity, const TransportOptions& options, Duration phase) {
  return fidelity == Fidelity::kPacket ? run_over<StraightPath>(options, phase)
                                       : run_over<StraightTrains>(options, phase);
}

}  // namespace orbitmesh
