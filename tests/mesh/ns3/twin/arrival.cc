#include "tests/mesh/ns3/twin/arrival.h"

#include <charconv>
#include <stdexcept>

namespace orbitmesh::twin {
namespace {

class Numbers {
 public:
  explicit Numbers(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}
  bool at_end() const { return at_ == end_; }
  std::int64_t next() {
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(at_, end_, value);
    if (error != std::errc{} || stop == end_) throw std::runtime_error("not a twin's report");
    at_ = stop + 1;
    return value;
  }

 private:
  const char* at_;
  const char* end_;
};

}  // namespace

std::string to_text(const Report& report) {
  std::string text =
      std::to_string(report.lost_in_cuts) + ' ' + std::to_string(report.lost_in_queues) + ' ' +
      std::to_string(report.user_handovers) + ' ' + std::to_string(report.feeder_changes) + ' ' +
      std::to_string(report.longest_path) + '\n';
  for (const Arrival& arrival : report.arrivals) {
    text += std::to_string(arrival.flow) + ' ' + std::to_string(arrival.number) + ' ' +
            std::to_string(arrival.at_ns) + '\n';
  }
  return text;
}

Report parse_report(std::string_view text) {
  Numbers numbers(text);
  Report report;
  report.lost_in_cuts = numbers.next();
  report.lost_in_queues = numbers.next();
  report.user_handovers = numbers.next();
  report.feeder_changes = numbers.next();
  report.longest_path = numbers.next();
  while (!numbers.at_end()) {
    Arrival arrival;
    arrival.flow = static_cast<int>(numbers.next());
    arrival.number = numbers.next();
    arrival.at_ns = numbers.next();
    report.arrivals.push_back(arrival);
  }
  return report;
}

}  // namespace orbitmesh::twin
