#include "scenarios/result_store.h"

#include <sqlite3.h>

#include <optional>
#include <stdexcept>
#include <utility>

#include "nodes/power/power_bus.h"
#include "scenarios/result_store_schema.h"
#include "scenarios/result_store_sqlite.h"
#include "scenarios/run_folder_io.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kRowsPerTransaction = 20'000;

std::optional<std::int64_t> number(NodeId node) {
  if (!node.valid()) return std::nullopt;
  return static_cast<std::int64_t>(node.value);
}

std::optional<std::int64_t> latency_ns(const RequestRecord& r) {
  if (r.outcome != Outcome::kCompleted && r.outcome != Outcome::kLate) return std::nullopt;
  return (r.ended - r.issued).ns();
}

std::optional<std::int64_t> arrived_ns(const AttemptRecord& a) {
  if (a.arrived == Time{} && a.tier != Tier::kLocal) return std::nullopt;
  return a.arrived.ns();
}

/// A figure that not all rows have.
template <class Value>
std::optional<Value> only_if(bool has_it, Value value) {
  return has_it ? std::optional(value) : std::nullopt;
}

/// Delay of a flow, which only those of single packets have.
std::optional<std::int64_t> delay_ns(const FlowRecord& flow, Duration delay) {
  return only_if(flow.packets_received > 0, delay.ns());
}

std::optional<std::int64_t> ns_of(const std::optional<Duration>& duration) {
  return duration ? std::optional(duration->ns()) : std::nullopt;
}

InsertStatement& add_detail(InsertStatement& row, const ServingDetail& detail) {
  row.integer(detail.setup.ns()).integer(detail.batch);
  return row.integer_or_null(ns_of(detail.ttft)).integer_or_null(ns_of(detail.tpot));
}

/// What is known of a flow's traffic.
struct FlowFigures {
  std::optional<std::int64_t> packets_sent;
  std::optional<std::int64_t> packets_received;
  std::optional<std::int64_t> sent_bytes;
  std::optional<std::int64_t> received_bytes;
  std::optional<double> goodput_bit_s;
};

FlowFigures figures_of(const FlowRecord& flow) {
  FlowFigures figures;
  if (flow.kind != FlowKind::kNs3Application) {
    const bool datagrams = flow.kind != FlowKind::kTcpBulk;
    figures.packets_sent = only_if(datagrams, flow.packets_sent);
    figures.packets_received = only_if(datagrams, flow.packets_received);
    figures.received_bytes = flow.received.count;
    figures.goodput_bit_s = only_if(flow.kind != FlowKind::kPing, flow.goodput_bit_s);
    return figures;
  }
  if (flow.application_sent) {
    figures.packets_sent = flow.application_sent->packets;
    figures.sent_bytes = flow.application_sent->bytes.count;
  }
  if (flow.application_received) {
    figures.packets_received = flow.application_received->packets;
    figures.received_bytes = flow.application_received->bytes.count;
    figures.goodput_bit_s = flow.goodput_bit_s;
  }
  return figures;
}

}  // namespace

/// The statements of the tables that are filled while the run goes on.
struct Inserts {
  explicit Inserts(SqliteWriter& writer)
      : request(writer, "request", 24),
        attempt(writer, "attempt", 16),
        fault(writer, "fault", 7),
        slot(writer, "slot", 10),
        node_sample(writer, "node_sample", 13),
        node_energy(writer, "node_energy", 10),
        link_sample(writer, "link_sample", 14),
        outage(writer, "outage", 9),
        flow(writer, "flow", 15),
        connection_sample(writer, "connection_sample", 10),
        metric(writer, "metric", 4) {}
  InsertStatement request;
  InsertStatement attempt;
  InsertStatement fault;
  InsertStatement slot;
  InsertStatement node_sample;
  InsertStatement node_energy;
  InsertStatement link_sample;
  InsertStatement outage;
  InsertStatement flow;
  InsertStatement connection_sample;
  InsertStatement metric;
};

struct ResultStore::State {
  explicit State(std::filesystem::path part) : writer(std::move(part)) {}

  void count_row() {
    if (++rows_in_transaction < kRowsPerTransaction) return;
    writer.execute("COMMIT; BEGIN");
    rows_in_transaction = 0;
  }

  SqliteWriter writer;
  std::optional<Inserts> inserts;  ///< destroyed before the writer
  std::int64_t rows_in_transaction = 0;
};

namespace {

void insert_entities(SqliteWriter& writer, const RunEntities& entities) {
  InsertStatement node(writer, "node", 3);
  for (std::size_t i = 0; i < entities.nodes.size(); ++i) {
    const NodeInfo& info = entities.nodes[i];
    node.integer(static_cast<std::int64_t>(i)).text(info.name).text(info.kind).insert();
  }
  InsertStatement client(writer, "client", 4);
  for (std::size_t i = 0; i < entities.clients.size(); ++i) {
    const ClientInfo& info = entities.clients[i];
    client.integer(static_cast<std::int64_t>(i)).text(info.name).integer(info.group);
    client.text(entities.groups.at(info.group).name).insert();
  }
  InsertStatement workload(writer, "workload", 3);
  for (std::size_t g = 0; g < entities.groups.size(); ++g) {
    const auto& workloads = entities.groups[g].workloads;
    for (std::size_t w = 0; w < workloads.size(); ++w) {
      workload.integer(static_cast<std::int64_t>(g)).integer(static_cast<std::int64_t>(w));
      workload.text(workloads[w].name).insert();
    }
  }
}

}  // namespace

ResultStore::ResultStore(std::filesystem::path part, const RunEntities& entities)
    : state_(std::make_unique<State>(std::move(part))) {
  SqliteWriter& writer = state_->writer;
  writer.execute("BEGIN");
  writer.execute(("PRAGMA user_version = " + std::to_string(kResultSchemaVersion)).c_str());
  writer.execute(kResultSchema);
  insert_entities(writer, entities);
  writer.execute("COMMIT; BEGIN");
  state_->inserts.emplace(writer);
}

ResultStore::~ResultStore() = default;

void ResultStore::add(const RequestRecord& r) {
  InsertStatement& row = state_->inserts->request;
  row.integer(static_cast<std::int64_t>(r.id)).integer(r.client).integer(r.workload);
  row.integer(r.issued.ns()).integer(r.ended.ns()).integer_or_null(latency_ns(r));
  row.integer(r.deadline.ns()).text(to_string(r.outcome)).text(to_string(r.cause));
  row.text(to_string(r.tier)).integer_or_null(number(r.node)).integer(r.queue_wait.ns());
  row.integer(r.service.ns()).integer(r.request.count).integer(r.reply.count);
  row.integer(r.attempts).text(to_string(r.answer)).text(to_string(r.first_answer));
  row.integer(r.disagreed ? 1 : 0).integer_or_null(ns_of(r.bound));
  add_detail(row, r.detail).insert();
  state_->count_row();
}

void ResultStore::add(const AttemptRecord& a) {
  InsertStatement& row = state_->inserts->attempt;
  row.integer(static_cast<std::int64_t>(a.request)).integer(a.attempt);
  row.integer_or_null(number(a.node)).text(to_string(a.tier)).integer(a.sent.ns());
  row.integer_or_null(arrived_ns(a)).integer(a.ended.ns()).integer(a.queue_wait.ns());
  row.integer(a.service.ns()).text(to_string(a.cause)).text(to_string(a.answer));
  row.integer(a.repeated ? 1 : 0);
  add_detail(row, a.detail).insert();
  state_->count_row();
}

void ResultStore::add(const FaultRecord& f) {
  const auto address = [&](std::int64_t part) {
    return f.kind == FaultKind::kSeu ? std::optional(part) : std::nullopt;
  };
  InsertStatement& row = state_->inserts->fault;
  row.integer(f.at.ns()).integer(f.node.value).text(to_string(f.kind)).integer(f.cleared.ns());
  row.integer_or_null(address(f.tensor)).integer_or_null(address(f.element));
  row.integer_or_null(address(f.bit)).insert();
  state_->count_row();
}

void ResultStore::add(const NodeSample& s) {
  InsertStatement& row = state_->inserts->node_sample;
  row.integer(s.at.ns()).integer(s.node.value).integer(s.served).integer(s.refused);
  row.real(s.busy_share).integer(s.queue_peak);
  const BusSample bus = s.bus.value_or(BusSample{});
  row.real_or_null(only_if(s.bus.has_value(), bus.charge_j));
  row.real_or_null(bus.temperature_k).real_or_null(bus.junction_k);
  row.real_or_null(only_if(s.bus.has_value(), bus.clock_factor));
  const RadiationSample radiation = s.radiation.value_or(RadiationSample{});
  row.real_or_null(only_if(s.radiation.has_value(), radiation.dose_rad));
  row.integer_or_null(only_if(s.radiation.has_value(), radiation.faults));
  row.integer_or_null(only_if(s.radiation.has_value(), std::int64_t{radiation.draining})).insert();
  state_->count_row();
}

void ResultStore::add(const NodeEnergyRecord& e) {
  InsertStatement& row = state_->inserts->node_energy;
  row.integer(e.node.value)
      .real(e.compute_j)
      .real(e.leased_j)
      .real(e.idle_j)
      .real(e.overhead_j)
      .real(e.body_j);
  const BusSummary bus = e.bus.value_or(BusSummary{});
  const auto of_bus = [&](double value) { return only_if(e.bus.has_value(), value); };
  row.real_or_null(of_bus(bus.mean_clock()));
  row.real_or_null(of_bus(static_cast<double>(bus.knots_off) * PowerBus::kKnot.seconds()));
  row.real_or_null(of_bus(bus.least_charge_j)).real_or_null(of_bus(bus.hottest_junction_k));
  row.insert();
  state_->count_row();
}

void ResultStore::add(const SlotRecord& s) {
  InsertStatement& row = state_->inserts->slot;
  row.integer(s.at.ns()).integer(s.terminal.value).integer_or_null(number(s.from));
  row.integer_or_null(number(s.to)).integer(s.pause.ns());
  row.real_or_null(s.to.valid() ? std::optional(s.elevation_deg) : std::nullopt);
  row.integer(s.candidates).text(to_string(s.cause));
  const std::optional<Geodetic>& location = s.location;
  row.real_or_null(location ? std::optional(location->lat_rad / kDegree) : std::nullopt);
  row.real_or_null(location ? std::optional(location->lon_rad / kDegree) : std::nullopt);
  row.insert();
  state_->count_row();
}

void ResultStore::add(const LinkSample& s) {
  InsertStatement& row = state_->inserts->link_sample;
  row.integer(s.at.ns()).text(s.link).integer(s.packets).integer(s.sent.count);
  row.real_or_null(s.utilisation);
  row.integer_or_null(s.rate ? std::optional(s.rate->bit_s) : std::nullopt);
  row.integer(s.queue_peak.count).integer(s.drops_queue).integer(s.drops_aqm);
  row.integer(s.drops_cut).integer(s.drops_no_route).integer(s.drops_ttl);
  row.integer(s.drops_loss).integer(s.drops_node).insert();
  state_->count_row();
}

void ResultStore::add(const Outage& o) {
  InsertStatement& row = state_->inserts->outage;
  row.integer(o.begin.ns()).integer_or_null(only_if(o.end < Time::max(), o.end.ns()));
  row.text(o.cause).text(to_string(o.what)).text(o.target).integer(o.effect.down ? 1 : 0);
  row.real(o.effect.rate_factor).integer(o.effect.extra_delay.ns()).real(o.effect.loss).insert();
  state_->count_row();
}

void ResultStore::add(const FlowRecord& f) {
  const bool tcp = f.kind == FlowKind::kTcpBulk;
  const FlowFigures figures = figures_of(f);
  InsertStatement& row = state_->inserts->flow;
  row.text(f.name).text(to_string(f.kind)).integer(f.from.value).integer_or_null(number(f.to));
  row.integer(f.start.ns()).integer(f.stop.ns());
  row.integer_or_null(figures.packets_sent).integer_or_null(figures.packets_received);
  row.integer_or_null(figures.sent_bytes).integer_or_null(figures.received_bytes);
  row.real_or_null(figures.goodput_bit_s);
  row.integer_or_null(delay_ns(f, f.delay_p50));
  row.integer_or_null(delay_ns(f, f.delay_p99)).integer_or_null(delay_ns(f, f.delay_max));
  row.integer_or_null(only_if(tcp, f.retransmissions)).insert();
  state_->count_row();
}

void ResultStore::add(const ConnectionSample& s) {
  InsertStatement& row = state_->inserts->connection_sample;
  row.integer(s.at.ns()).integer(s.client.value).integer(s.server.value);
  s.flow.empty() ? row.null() : row.text(s.flow);
  row.text(to_string(s.side)).integer_or_null(only_if(s.srtt > Duration{}, s.srtt.ns()));
  row.integer(s.rto.ns()).integer(s.cwnd.count).integer(s.in_flight.count);
  row.integer(s.retransmissions).insert();
  state_->count_row();
}

void ResultStore::add(const Metric& metric) {
  InsertStatement& row = state_->inserts->metric;
  row.text(metric.name).text(metric.unit).real_or_null(metric.value);
  metric.value ? row.null() : row.text(metric.reason);
  row.insert();
  state_->count_row();
}

void ResultStore::add(const std::vector<Metric>& metrics) {
  for (const Metric& metric : metrics) add(metric);
}

void ResultStore::finish(const std::filesystem::path& results) {
  state_->writer.execute("COMMIT");
  state_->inserts.reset();
  state_->writer.close();
  rename_durably(state_->writer.file(), results);
}

std::string ResultStore::sqlite_version() { return sqlite3_libversion(); }

}  // namespace orbitmesh
