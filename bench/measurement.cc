#include "bench/measurement.h"

#include <array>
#include <nlohmann/json.hpp>

#include "bench/child_process.h"
#include "bench/load_curves.h"
#include "bench/measurements.h"
#include "core/error.h"
#include "core/this_program.h"

namespace orbitmesh {
namespace {

// The slowest measurement takes about 10 s on one core.
constexpr int kTimeLimit_s = 300;

struct Entry {
  const char* name;
  Measurement (*run)(BenchSize);
};

constexpr std::array<Entry, 9> kMeasurements = {{
    {"mesh.hop_rate_10_links.lean", measure_hop_rate_lean},
    {"mesh.hop_rate_10_links.reference", measure_hop_rate_reference},
    {"mesh.setup_6000.lean", measure_setup_lean},
    {"mesh.setup_6000.reference", measure_setup_reference},
    {"mesh.tcp_50x200kB", measure_tcp_50x200kB},
    {"mesh.message_vs_packet", measure_message_50x200kB},
    {"mesh.message_day", measure_message_day},
    {"mesh.hop_rate_100_flows_6000", measure_hop_rate_100_flows_6000},
    {"mesh.udp_100x10Mbps", measure_udp_100x10Mbps},
}};

Measurement parse(const std::string& name, const std::string& line) {
  const nlohmann::json json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
  const auto number = [&](const char* key) {
    if (!json.is_object() || !json.contains(key) || !json[key].is_number()) {
      throw RunError("measurement " + name + ": expected a line of JSON with '" + key +
                     "', the process printed '" + line.substr(0, 200) + "'");
    }
    return json[key].get<double>();
  };
  return {number("value"), number("cpu_s"), number("memory_MB")};
}

}  // namespace

std::vector<std::string> measurement_names() {
  std::vector<std::string> names;
  for (const Entry& entry : kMeasurements) names.emplace_back(entry.name);
  return names;
}

Measurement run_measurement(const std::string& name, BenchSize size) {
  for (const Entry& entry : kMeasurements) {
    if (name == entry.name) return entry.run(size);
  }
  if (is_load_measurement(name)) return measure_load(name, size);
  throw InputError("no measurement is named '" + name + "'");
}

std::string measurement_line(const std::string& name, BenchSize size) {
  const Measurement m = run_measurement(name, size);
  const nlohmann::json json = {{"value", m.value}, {"cpu_s", m.cpu_s}, {"memory_MB", m.memory_MB}};
  return json.dump();
}

Measurement measure_in_process(const std::string& name, BenchSize size) {
  std::vector<std::string> arguments = {"bench", "--measure", name};
  if (size == BenchSize::kTiny) arguments.emplace_back("--tiny");
  return parse(name, output_of_child(this_program(), arguments, kTimeLimit_s));
}

std::vector<Measurement> best_in_process(const std::vector<std::string>& names, BenchSize size) {
  std::vector<Measurement> best(names.size());
  const int repetitions = size == BenchSize::kFull ? kRepetitions : 1;
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Measurement next = measure_in_process(names[i], size);
      if (next.value > best[i].value) best[i] = next;
    }
  }
  return best;
}

}  // namespace orbitmesh
