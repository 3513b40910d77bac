#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace orbitmesh {

/// An SQLite database being written. Every failure throws RunError.
class SqliteWriter {
 public:
  /// Creates `file`, which must not exist.
  explicit SqliteWriter(std::filesystem::path file);
  ~SqliteWriter();
  SqliteWriter(const SqliteWriter&) = delete;
  SqliteWriter& operator=(const SqliteWriter&) = delete;

  const std::filesystem::path& file() const { return file_; }
  sqlite3* handle() const { return database_; }

  void execute(const char* sql);
  /// Closes the file. Statements must be gone.
  void close();

  [[noreturn]] void fail() const;

 private:
  std::filesystem::path file_;
  sqlite3* database_ = nullptr;
};

/// A prepared INSERT whose values are given from left to right.
class InsertStatement {
 public:
  /// INSERT INTO `table` with `columns` values.
  InsertStatement(SqliteWriter& writer, std::string_view table, int columns);
  ~InsertStatement();
  InsertStatement(const InsertStatement&) = delete;
  InsertStatement& operator=(const InsertStatement&) = delete;

  InsertStatement& integer(std::int64_t value);
  InsertStatement& integer_or_null(std::optional<std::int64_t> value);
  InsertStatement& real(double value);
  InsertStatement& real_or_null(std::optional<double> value);
  /// `value` must live until insert().
  InsertStatement& text(std::string_view value);
  InsertStatement& null();
  /// Inserts the row and starts the next one.
  void insert();

 private:
  void check(int result);

  SqliteWriter& writer_;
  sqlite3_stmt* statement_ = nullptr;
  int next_ = 1;
};

}  // namespace orbitmesh
