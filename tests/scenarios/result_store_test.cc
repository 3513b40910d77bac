#include "scenarios/result_store.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <optional>

#include "core/error.h"
#include "core/temporary_folder.h"
#include "scenarios/result_store_sqlite.h"
#include "scenarios/run_recorder.h"
#include "tests/scenarios/sample_run.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

/// Every value of the query's result as text, row after row; "NULL" for null.
std::vector<std::string> query(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  std::vector<std::string> values;
  const auto collect = [](void* into, int columns, char** texts, char**) {
    for (int i = 0; i < columns; ++i) {
      static_cast<std::vector<std::string>*>(into)->emplace_back(texts[i] ? texts[i] : "NULL");
    }
    return 0;
  };
  char* error = nullptr;
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), collect, &values, &error), SQLITE_OK) << error;
  sqlite3_free(error);
  sqlite3_close(database);
  return values;
}

/// Fails every write beyond `bytes` of a file, as a full disk would.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : before_handler_(::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limited{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limited);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, before_handler_);
  }

 private:
  void (*before_handler_)(int);
  rlimit before_{};
};

class ResultStoreTest : public ::testing::Test {
 protected:
  void fill(ResultStore& store) {
    const RunRecord run = sample_run_with_content();
    for (const auto& r : run.requests) store.add(r);
    for (const auto& f : run.faults) store.add(f);
    for (const auto& s : run.slots) store.add(s);
    for (const auto& s : run.node_samples) store.add(s);
    for (const auto& s : run.link_samples) store.add(s);
    for (const auto& f : run.flows) store.add(f);
    for (const Outage& outage : sample_outages()) store.add(outage);
    store.add(sample_connection());
    store.add(sample_application());
    AttemptRecord attempt;
    attempt.request = 4;
    attempt.attempt = 1;
    attempt.node = NodeId{1};
    attempt.tier = Tier::kSatellite;
    attempt.cause = FailureCause::kConnectionLost;
    attempt.answer = Answer::kDetected;
    store.add(attempt);
    store.add(std::vector<Metric>{{"a.b", "ms", 1.5, ""}, {"a.c", "1", {}, "not supported"}});
  }
  std::vector<std::string> finished(const std::string& sql) {
    ResultStore store(part_, sample_run().entities);
    fill(store);
    store.finish(results_);
    return query(results_, sql);
  }

  TemporaryFolder temporary_;
  std::filesystem::path part_ = temporary_.path() / "results.sqlite.part";
  std::filesystem::path results_ = temporary_.path() / "results.sqlite";
};

TEST_F(ResultStoreTest, HasTheFinalNameOnlyWhenFinished) {
  ResultStore store(part_, sample_run().entities);
  fill(store);
  EXPECT_FALSE(std::filesystem::exists(results_));
  store.finish(results_);
  EXPECT_TRUE(std::filesystem::exists(results_));
  EXPECT_FALSE(std::filesystem::exists(part_));
  EXPECT_THAT(query(results_, "PRAGMA integrity_check"), ElementsAre("ok"));
}

TEST_F(ResultStoreTest, AbandonedStoreNeverTakesTheFinalName) {
  {
    ResultStore store(part_, sample_run().entities);
    fill(store);
  }
  EXPECT_FALSE(std::filesystem::exists(results_));
  EXPECT_THAT(query(part_, "PRAGMA integrity_check"), ElementsAre("ok"));
}

TEST_F(ResultStoreTest, EveryTableIsStrict) {
  EXPECT_THAT(finished("SELECT name FROM pragma_table_list "
                       "WHERE schema = 'main' AND strict = 1 ORDER BY name"),
              ElementsAre("attempt", "client", "connection_sample", "fault", "flow", "link_sample",
                          "metric", "node", "node_energy", "node_sample", "outage", "request",
                          "slot", "workload"));
}

TEST_F(ResultStoreTest, ConnectionSampleRow) {
  EXPECT_THAT(finished("SELECT * FROM connection_sample"),
              ElementsAre("15000000000", "4", "2", "bulk", "client", "40000000", "240000000",
                          "14480", "1448", "3"));
}

TEST_F(ResultStoreTest, AnApplicationHasWhatItsTracesTold) {
  EXPECT_THAT(finished("SELECT from_id, to_id, packets_sent, packets_received, sent_bytes, "
                       "received_bytes, goodput_bit_s, delay_p50_ns FROM flow "
                       "WHERE kind = 'ns3-application'"),
              ElementsAre("4", "NULL", "7", "NULL", "7000", "NULL", "NULL", "NULL"));
}

TEST_F(ResultStoreTest, RequestRow) {
  EXPECT_THAT(finished("SELECT * FROM request WHERE request_id = 3"),
              ElementsAre("3", "0", "0", "500000000", "900000000", "400000000", "300000000", "late",
                          "none", "satellite", "0", "0", "0", "25000", "0", "1", "misread", "none",
                          "0", "NULL", "0", "1", "NULL", "NULL"));
}

TEST_F(ResultStoreTest, WhatDoesNotExistIsNull) {
  EXPECT_THAT(finished("SELECT outcome, cause, latency_ns, node_id FROM request "
                       "WHERE request_id >= 4"),
              ElementsAre("failed", "timeout", "NULL", "0", "pending", "none", "NULL", "NULL"));
  EXPECT_THAT(query(results_, "SELECT arrived_ns, node_id, cause, answer FROM attempt"),
              ElementsAre("NULL", "1", "connection lost", "detected"));
  EXPECT_THAT(query(results_, "SELECT to_id, elevation_deg FROM slot WHERE at_ns = 42000000000"),
              ElementsAre("NULL", "NULL"));
  EXPECT_THAT(query(results_,
                    "SELECT delay_p50_ns, packets_sent, packets_received, "
                    "retransmissions FROM flow WHERE name <> 'app' ORDER BY name"),
              ElementsAre("NULL", "NULL", "NULL", "0", "40000000", "1000", "980", "NULL",
                          "40000000", "10", "9", "NULL"));
  EXPECT_THAT(query(results_, "SELECT goodput_bit_s FROM flow WHERE name <> 'app' ORDER BY name"),
              ElementsAre("1000000.0", "1000000.0", "NULL"));
  EXPECT_THAT(
      query(results_, "SELECT link, utilisation FROM link_sample WHERE at_ns = 15000000000"),
      ElementsAre("user-up mine", "0.2", "isl", "NULL"));
  EXPECT_THAT(query(results_, "SELECT * FROM metric"),
              ElementsAre("a.b", "ms", "1.5", "NULL", "a.c", "1", "NULL", "not supported"));
}

TEST_F(ResultStoreTest, OutageRows) {
  EXPECT_THAT(finished("SELECT * FROM outage ORDER BY begin_ns LIMIT 2"),
              ElementsAre("10000000000", "30000000000", "storm", "link", "user-up mine", "0",
                          "0.25", "5000000", "0.01", "20000000000", "NULL", "debris", "satellite",
                          "shell-1/0-0", "1", "1.0", "0", "0.0"));
}

TEST_F(ResultStoreTest, FaultRows) {
  EXPECT_THAT(finished("SELECT * FROM fault ORDER BY at_ns LIMIT 2"),
              ElementsAre("1000000000", "0", "seu", "10000000000", "2", "17", "30", "2000000000",
                          "1", "sefi", "62000000000", "NULL", "NULL", "NULL"));
}

TEST_F(ResultStoreTest, HandoversAreTheSlotsWithANewSatellite) {
  EXPECT_THAT(finished("SELECT count(*) FROM slot"), ElementsAre("4"));
  EXPECT_THAT(query(results_, "SELECT at_ns, from_id, to_id FROM handover"),
              ElementsAre("0", "NULL", "0", "12000000000", "0", "1", "42000000000", "1", "NULL"));
}

TEST_F(ResultStoreTest, NamesJoinToRecords) {
  EXPECT_THAT(finished("SELECT c.name, c.group_name, w.name, n.name, n.kind FROM request r "
                       "JOIN client c USING (client_id) "
                       "JOIN workload w ON w.group_id = c.group_id "
                       "  AND w.workload_id = r.workload_id "
                       "JOIN node n USING (node_id) WHERE request_id = 2"),
              ElementsAre("inspector-2", "inspector", "gauge", "shell-1/0/0", "satellite"));
}

TEST_F(ResultStoreTest, KeepsEveryRowAcrossBatches) {
  RunRecord run = empty_sample_run();
  ResultStore store(part_, run.entities);
  RunRecorder recorder(run, &store);
  constexpr std::uint64_t kRows = 50'001;
  for (std::uint64_t i = 0; i < kRows; ++i) {
    recorder.add(sample_request(i, 0, 0, 0, 1, Outcome::kCompleted));
  }
  store.finish(results_);
  EXPECT_THAT(query(results_, "SELECT count(*), min(request_id), max(request_id) FROM request"),
              ElementsAre("50001", "0", "50000"));
  EXPECT_EQ(run.requests.size(), kRows);
}

TEST_F(ResultStoreTest, FullDiskIsOneClearRunErrorAndNoResults) {
  ResultStore store(part_, sample_run().entities);
  const FileSizeLimit limit(500'000);
  const auto write_much = [&] {
    for (std::uint64_t i = 0; i < 200'000; ++i) {
      store.add(sample_request(i, 0, 0, 0, 1, Outcome::kCompleted));
    }
    store.finish(results_);
  };
  EXPECT_THAT(write_much,
              Throws<RunError>(Property(&RunError::what, HasSubstr("results.sqlite.part"))));
  EXPECT_FALSE(std::filesystem::exists(results_));
}

TEST_F(ResultStoreTest, DatabaseThatMayNotGrowSaysTheDiskIsFull) {
  SqliteWriter writer(part_);
  writer.execute("PRAGMA max_page_count = 10");
  writer.execute("CREATE TABLE number (value INTEGER NOT NULL) STRICT");
  const auto write_much = [&] {
    InsertStatement number(writer, "number", 1);
    for (std::int64_t i = 0; i < 100'000; ++i) number.integer(i).insert();
  };
  EXPECT_THAT(write_much,
              Throws<RunError>(
                  Property(&RunError::what, "the disk is full: could not write '" + part_.string() +
                                                "'; make room or choose another --out")));
}

TEST_F(ResultStoreTest, RequestWrittenTwiceIsAnError) {
  ResultStore store(part_, sample_run().entities);
  store.add(sample_request(1, 0, 0, 0, 1, Outcome::kCompleted));
  EXPECT_THROW(store.add(sample_request(1, 0, 0, 0, 1, Outcome::kCompleted)), RunError);
}

TEST_F(ResultStoreTest, RefusesToOverwrite) {
  { ResultStore store(part_, sample_run().entities); }
  EXPECT_THROW(ResultStore(part_, sample_run().entities), RunError);
  EXPECT_THROW(ResultStore(temporary_.path() / "no" / "such", sample_run().entities), RunError);
}

}  // namespace
}  // namespace orbitmesh
