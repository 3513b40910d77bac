#include "scenarios/result_store_sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <utility>

#include "core/error.h"

namespace orbitmesh {

SqliteWriter::SqliteWriter(std::filesystem::path file) : file_(std::move(file)) {
  if (std::filesystem::exists(file_)) {
    throw RunError(fmt::format("'{}' exists already", file_.string()));
  }
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  try {
    if (sqlite3_open_v2(file_.c_str(), &database_, kFlags, nullptr) != SQLITE_OK) fail();
    // The file is thrown away unless finish() flushes and renames it, so SQLite need not
    // flush each batch; the journal in memory still undoes a batch that failed.
    execute("PRAGMA journal_mode = MEMORY");
    execute("PRAGMA synchronous = OFF");
    execute("PRAGMA locking_mode = EXCLUSIVE");
  } catch (const RunError&) {
    sqlite3_close_v2(database_);
    throw;
  }
}

SqliteWriter::~SqliteWriter() { sqlite3_close_v2(database_); }

void SqliteWriter::execute(const char* sql) {
  if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

void SqliteWriter::close() {
  if (sqlite3_close(database_) != SQLITE_OK) fail();
  database_ = nullptr;
}

void SqliteWriter::fail() const {
  const int code = database_ == nullptr ? SQLITE_NOMEM : sqlite3_errcode(database_) & 0xff;
  if (code == SQLITE_FULL) {
    throw RunError(
        fmt::format("the disk is full: could not write '{}'; make room or choose "
                    "another --out",
                    file_.string()));
  }
  const char* reason = database_ == nullptr ? "out of memory" : sqlite3_errmsg(database_);
  throw RunError(fmt::format("could not write '{}': {}", file_.string(), reason));
}

InsertStatement::InsertStatement(SqliteWriter& writer, std::string_view table, int columns)
    : writer_(writer) {
  std::string sql = fmt::format("INSERT INTO {} VALUES (?", table);
  for (int i = 1; i < columns; ++i) sql += ", ?";
  sql += ")";
  check(sqlite3_prepare_v3(writer.handle(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement_,
                           nullptr));
}

InsertStatement::~InsertStatement() { sqlite3_finalize(statement_); }

InsertStatement& InsertStatement::integer(std::int64_t value) {
  check(sqlite3_bind_int64(statement_, next_++, value));
  return *this;
}

InsertStatement& InsertStatement::integer_or_null(std::optional<std::int64_t> value) {
  return value ? integer(*value) : null();
}

InsertStatement& InsertStatement::real(double value) {
  check(sqlite3_bind_double(statement_, next_++, value));
  return *this;
}

InsertStatement& InsertStatement::real_or_null(std::optional<double> value) {
  return value ? real(*value) : null();
}

InsertStatement& InsertStatement::text(std::string_view value) {
  check(sqlite3_bind_text64(statement_, next_++, value.data(), value.size(), SQLITE_STATIC,
                            SQLITE_UTF8));
  return *this;
}

InsertStatement& InsertStatement::null() {
  check(sqlite3_bind_null(statement_, next_++));
  return *this;
}

void InsertStatement::insert() {
  if (sqlite3_step(statement_) != SQLITE_DONE) writer_.fail();
  sqlite3_reset(statement_);
  next_ = 1;
}

void InsertStatement::check(int result) {
  if (result != SQLITE_OK) writer_.fail();
}

}  // namespace orbitmesh
