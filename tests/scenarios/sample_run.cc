#include "tests/scenarios/sample_run.h"

#include <optional>

namespace orbitmesh {
namespace {

Time at_ms(std::int64_t ms) { return Time{} + Duration::from_ms(ms); }

SlotRecord slot(std::int64_t at_s, NodeId from, NodeId to, std::int64_t pause_ms) {
  SlotRecord record;
  record.at = at_ms(1000 * at_s);
  record.terminal = NodeId{3};
  record.from = from;
  record.to = to;
  record.pause = Duration::from_ms(pause_ms);
  record.elevation_deg = to.valid() ? 52.5 : 0.0;
  record.candidates = to.valid() ? 7 : 0;
  return record;
}

LinkSample link_sample(std::int64_t at_s, const char* link, std::optional<double> utilisation) {
  LinkSample sample;
  sample.at = at_ms(1000 * at_s);
  sample.link = link;
  sample.packets = 100;
  sample.sent = Bytes{150'000};
  sample.utilisation = utilisation;
  sample.queue_peak = Bytes{3'000};
  sample.drops_queue = 1;
  sample.drops_cut = 2;
  sample.drops_no_route = 3;
  sample.drops_ttl = 4;
  return sample;
}

FlowRecord flow(const char* name, FlowKind kind, std::int64_t sent, std::int64_t received) {
  FlowRecord record;
  record.name = name;
  record.kind = kind;
  record.start = at_ms(0);
  record.stop = at_ms(10'000);
  record.packets_sent = sent;
  record.packets_received = received;
  record.received = Bytes{1'250'000};
  record.goodput_bit_s = 1e6;
  record.delay_p50 = Duration::from_ms(40);
  record.delay_p99 = Duration::from_ms(90);
  record.delay_max = Duration::from_ms(120);
  return record;
}

AttemptRecord attempt(std::uint64_t request, std::int64_t number, FailureCause cause) {
  AttemptRecord record;
  record.request = request;
  record.attempt = number;
  record.node = NodeId{0};
  record.tier = Tier::kSatellite;
  record.sent = at_ms(100);
  record.arrived = cause == FailureCause::kNone ? at_ms(120) : Time{};
  record.ended = at_ms(150);
  record.cause = cause;
  return record;
}

void add_requests(RunRecord& run) {
  run.requests = {
      sample_request(1, 0, 0, 0, 30, Outcome::kCompleted, Tier::kLocal, NodeId{4}),
      sample_request(2, 1, 0, 100, 80, Outcome::kCompleted),
      sample_request(3, 0, 0, 500, 400, Outcome::kLate),
      sample_request(4, 1, 0, 600, 2'000, Outcome::kFailed),
      sample_request(5, 0, 0, 29'900, 100, Outcome::kPending, Tier::kNone, NodeId{}),
  };
  run.entities.groups[0].workloads[0].issued = 5;
  run.attempts = {fingerprint(attempt(2, 1, FailureCause::kNone)),
                  fingerprint(attempt(4, 1, FailureCause::kConnectionLost)),
                  fingerprint(attempt(4, 2, FailureCause::kTimeout))};
}

void add_content_and_faults(RunRecord& run) {
  run.entities.groups[0].workloads[0].content_model = "digits";
  run.requests[0].answer = Answer::kCorrect;
  run.requests[1].answer = Answer::kCorrupted;
  run.requests[2].answer = Answer::kMisread;
  run.content_models = {{"digits", 0.9754}};
  run.workers = {7, 2};

  run.entities.faults = true;
  run.fault_summary.emplace();
  run.fault_summary->acceleration = 1e6;
  run.fault_summary->of(FaultKind::kSeu) = {2, 2.5e-6};
  run.fault_summary->of(FaultKind::kSefi) = {1, 0.125e-6};
  run.faults = {{at_ms(1'000), NodeId{0}, FaultKind::kSeu, at_ms(10'000), 2, 17, 30},
                {at_ms(2'000), NodeId{1}, FaultKind::kSefi, at_ms(62'000)},
                {at_ms(3'000), NodeId{0}, FaultKind::kSeu, at_ms(10'000), 0, 5, 3}};
}

}  // namespace

RequestRecord sample_request(std::uint64_t id, std::uint32_t client, std::uint32_t workload,
                             std::int64_t issued_ms, std::int64_t latency_ms, Outcome outcome,
                             Tier tier, NodeId node) {
  RequestRecord request;
  request.id = id;
  request.client = client;
  request.workload = workload;
  request.issued = at_ms(issued_ms);
  request.ended = at_ms(issued_ms + latency_ms);
  request.deadline = Duration::from_ms(300);
  request.outcome = outcome;
  request.cause = outcome == Outcome::kFailed ? FailureCause::kTimeout : FailureCause::kNone;
  request.tier = tier;
  request.node = node;
  request.request = Bytes{25'000};
  request.attempts = 1;
  return request;
}

RunRecord empty_sample_run() {
  RunRecord run;
  run.scenario = "remote-mine";
  run.seed = 1;
  run.simulated = Duration::from_s(30);
  run.satellites = 2;
  run.entities.nodes = {{"shell-1/0/0", "satellite"}, {"shell-1/0/1", "satellite"},
                        {"austin", "datacenter"},     {"mine", "terminal"},
                        {"inspector-1", "host"},      {"inspector-2", "host"},
                        {"truck-1", "host"}};
  run.entities.terminals = {NodeId{3}};
  run.entities.groups = {{"inspector", {{"gauge", 0}, {"plan", 0}}}, {"truck", {{"detect", 0}}}};
  run.entities.clients = {{"inspector-1", 0}, {"inspector-2", 0}, {"truck-1", 1}};
  run.entities.flows = {
      {"bulk", FlowKind::kTcpBulk}, {"cbr", FlowKind::kUdpCbr}, {"echo", FlowKind::kPing}};
  return run;
}

RunRecord sample_run() {
  RunRecord run = empty_sample_run();
  add_requests(run);
  run.slots = {slot(0, NodeId{}, NodeId{0}, 0), slot(12, NodeId{0}, NodeId{1}, 56),
               slot(27, NodeId{1}, NodeId{1}, 20), slot(42, NodeId{1}, NodeId{}, 31)};
  run.node_samples = {{at_ms(15'000), NodeId{0}, 2, 0, 0.25, 1},
                      {at_ms(15'000), NodeId{1}, 0, 0, 0.0, 0}};
  run.link_samples = {link_sample(15, "user-up mine", 0.2), link_sample(30, "user-up mine", 0.4),
                      link_sample(15, "isl", {})};
  run.flows = {flow("bulk", FlowKind::kTcpBulk, 0, 0), flow("cbr", FlowKind::kUdpCbr, 1'000, 980),
               flow("echo", FlowKind::kPing, 10, 9)};
  run.wall_s = 0.5;
  return run;
}

RunRecord sample_run_with_content() {
  RunRecord run = sample_run();
  add_content_and_faults(run);
  return run;
}

std::vector<Outage> sample_outages() {
  Outage first;
  first.cause = "storm";
  first.target = "user-up mine";
  first.begin = at_ms(10'000);
  first.end = at_ms(30'000);
  first.effect = {false, 0.25, Duration::from_ms(5), 0.01};
  Outage second = first;
  second.begin = at_ms(40'000);
  second.end = at_ms(60'000);
  Outage dead;
  dead.cause = "debris";
  dead.what = OutageTarget::kSatellite;
  dead.target = "shell-1/0-0";
  dead.begin = at_ms(20'000);
  dead.effect.down = true;
  return {first, second, dead};
}

ConnectionSample sample_connection() {
  ConnectionSample sample;
  sample.at = at_ms(15'000);
  sample.client = NodeId{4};
  sample.server = NodeId{2};
  sample.flow = "bulk";
  sample.srtt = Duration::from_ms(40);
  sample.rto = Duration::from_ms(240);
  sample.cwnd = Bytes{14'480};
  sample.in_flight = Bytes{1'448};
  sample.retransmissions = 3;
  return sample;
}

FlowRecord sample_application() {
  FlowRecord record = flow("app", FlowKind::kNs3Application, 0, 0);
  record.from = NodeId{4};
  record.application_sent = Traffic{7, Bytes{7'000}};
  return record;
}

}  // namespace orbitmesh
