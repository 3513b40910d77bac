#include "scenarios/sqlite_reader.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/error.h"

namespace orbitmesh {

SqliteReader::SqliteReader(const std::filesystem::path& file) : file_(file.string()) {
  // One thread uses it at a time.
  constexpr int kFlags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
  const int result = sqlite3_open_v2(file_.c_str(), &database_, kFlags, nullptr);
  if (result == SQLITE_OK) return;
  const std::string reason = sqlite3_errstr(result);
  sqlite3_close(database_);
  throw InputError(fmt::format("'{}' cannot be read: {}", file_, reason));
}

SqliteReader::~SqliteReader() { sqlite3_close(database_); }

void SqliteReader::fail() const {
  throw InputError(fmt::format("'{}' cannot be read: {}", file_, sqlite3_errmsg(database_)));
}

std::int64_t SqliteReader::user_version() const {
  SelectStatement query(*this, "PRAGMA user_version");
  return query.next() ? query.integer(0) : 0;
}

SelectStatement::SelectStatement(const SqliteReader& reader, std::string_view sql)
    : reader_(reader) {
  const int result = sqlite3_prepare_v2(reader.handle(), sql.data(), static_cast<int>(sql.size()),
                                        &statement_, nullptr);
  if (result != SQLITE_OK) reader.fail();
}

SelectStatement::~SelectStatement() { sqlite3_finalize(statement_); }

bool SelectStatement::next() {
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) reader_.fail();
  return false;
}

int SelectStatement::columns() const { return sqlite3_column_count(statement_); }

std::string SelectStatement::column_name(int column) const {
  return sqlite3_column_name(statement_, column);
}

bool SelectStatement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

bool SelectStatement::is_integer(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_INTEGER;
}

bool SelectStatement::is_real(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_FLOAT;
}

std::int64_t SelectStatement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::optional<std::int64_t> SelectStatement::integer_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

double SelectStatement::real(int column) const { return sqlite3_column_double(statement_, column); }

std::optional<double> SelectStatement::real_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return real(column);
}

std::string SelectStatement::text(int column) const {
  const unsigned char* text = sqlite3_column_text(statement_, column);
  if (text == nullptr) return {};
  return std::string(reinterpret_cast<const char*>(text),
                     static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

}  // namespace orbitmesh
