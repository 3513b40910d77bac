#include "scenarios/export/chrome_trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/error.h"
#include "scenarios/sqlite_reader.h"

namespace orbitmesh {
namespace {

constexpr const char* kRequests = R"sql(
SELECT r.request_id, r.client_id, w.name, r.issued_ns, r.ended_ns, r.outcome, r.cause,
       r.deadline_ns, r.answer, a.attempt, n.name, a.tier, a.sent_ns, a.arrived_ns, a.ended_ns,
       a.queue_wait_ns, a.service_ns, a.cause
FROM (SELECT * FROM request WHERE issued_ns >= %s AND issued_ns < %s
      ORDER BY issued_ns, request_id LIMIT %s) r
JOIN client c ON c.client_id = r.client_id
JOIN workload w ON w.group_id = c.group_id AND w.workload_id = r.workload_id
LEFT JOIN attempt a ON a.request_id = r.request_id
LEFT JOIN node n ON n.node_id = a.node_id
ORDER BY r.issued_ns, r.request_id, a.attempt
)sql";

// Columns of kRequests.
enum Column {
  kId,
  kClient,
  kWorkload,
  kIssued,
  kEnded,
  kOutcome,
  kCause,
  kDeadline,
  kAnswer,
  kAttempt,
  kNode,
  kTier,
  kSent,
  kArrived,
  kAttemptEnded,
  kWait,
  kService,
  kAttemptCause
};

std::string query(const TraceSelection& selection) {
  std::string sql = kRequests;
  for (const std::int64_t value : {selection.begin.ns(), selection.end.ns(), selection.most}) {
    sql.replace(sql.find("%s"), 2, fmt::format("{}", value));
  }
  return sql;
}

class TraceWriter {
 public:
  explicit TraceWriter(const std::filesystem::path& file) : file_(file), stream_(file) {
    stream_ << "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[";
  }

  void name_process(std::int64_t process, const std::string& name) {
    write({{"ph", "M"}, {"name", "process_name"}, {"pid", process}, {"args", {{"name", name}}}});
  }

  void span(std::int64_t process, std::int64_t lane, const std::string& name, std::int64_t begin_ns,
            std::int64_t end_ns, nlohmann::ordered_json arguments) {
    if (end_ns < begin_ns) return;
    write({{"ph", "X"},
           {"name", name},
           {"pid", process},
           {"tid", lane},
           {"ts", static_cast<double>(begin_ns) / 1000},
           {"dur", static_cast<double>(end_ns - begin_ns) / 1000},
           {"args", std::move(arguments)}});
  }

  void finish() {
    stream_ << "\n]}\n";
    stream_.close();
    if (!stream_) throw RunError(fmt::format("could not write '{}'", file_.string()));
  }

 private:
  void write(const nlohmann::ordered_json& event) {
    stream_ << (first_ ? "\n" : ",\n") << event.dump();
    first_ = false;
  }

  std::filesystem::path file_;
  std::ofstream stream_;
  bool first_ = true;
};

void write_request(TraceWriter& trace, const SelectStatement& row) {
  trace.span(row.integer(kClient), row.integer(kId), row.text(kWorkload), row.integer(kIssued),
             row.integer(kEnded),
             {{"request", row.integer(kId)},
              {"outcome", row.text(kOutcome)},
              {"cause", row.text(kCause)},
              {"deadline_ms", static_cast<double>(row.integer(kDeadline)) / 1e6},
              {"answer", row.text(kAnswer)}});
}

// The way there, the wait, the service and the way back; what did not happen is left out.
void write_attempt(TraceWriter& trace, const SelectStatement& row) {
  if (row.is_null(kAttempt)) return;
  const std::int64_t client = row.integer(kClient);
  const std::int64_t lane = row.integer(kId);
  const std::int64_t sent = row.integer(kSent);
  const std::int64_t ended = row.integer(kAttemptEnded);
  const nlohmann::ordered_json arguments = {{"attempt", row.integer(kAttempt)},
                                            {"node", row.text(kNode)},
                                            {"tier", row.text(kTier)},
                                            {"cause", row.text(kAttemptCause)}};
  const auto arrived = row.integer_or_null(kArrived);
  if (!arrived) {
    trace.span(client, lane, "sent, never arrived", sent, ended, arguments);
    return;
  }
  const std::int64_t start = *arrived + row.integer(kWait);
  const std::int64_t done = start + row.integer(kService);
  trace.span(client, lane, "request on its way", sent, *arrived, arguments);
  trace.span(client, lane, "waiting", *arrived, std::min(start, ended), arguments);
  trace.span(client, lane, "service", start, std::min(done, ended), arguments);
  trace.span(client, lane, "reply on its way", done, ended, arguments);
}

}  // namespace

std::int64_t write_chrome_trace(const std::filesystem::path& database,
                                const std::filesystem::path& file,
                                const TraceSelection& selection) {
  const SqliteReader reader(database);
  SelectStatement clients(reader, "SELECT client_id, name FROM client ORDER BY client_id");
  SelectStatement rows(reader, query(selection));
  TraceWriter trace(file);
  while (clients.next()) trace.name_process(clients.integer(0), clients.text(1));
  std::int64_t requests = 0;
  std::optional<std::int64_t> last;
  while (rows.next()) {
    if (last != rows.integer(kId)) {
      write_request(trace, rows);
      ++requests;
    }
    last = rows.integer(kId);
    write_attempt(trace, rows);
  }
  trace.finish();
  return requests;
}

}  // namespace orbitmesh
