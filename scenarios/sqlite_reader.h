#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace orbitmesh {

/// An SQLite database opened for reading. Every failure throws InputError with the file.
class SqliteReader {
 public:
  explicit SqliteReader(const std::filesystem::path& file);
  ~SqliteReader();
  SqliteReader(const SqliteReader&) = delete;
  SqliteReader& operator=(const SqliteReader&) = delete;

  sqlite3* handle() const { return database_; }
  /// PRAGMA user_version.
  std::int64_t user_version() const;
  [[noreturn]] void fail() const;

 private:
  std::string file_;
  sqlite3* database_ = nullptr;
};

/// A query whose rows are read one after another; columns count from 0.
class SelectStatement {
 public:
  SelectStatement(const SqliteReader& reader, std::string_view sql);
  ~SelectStatement();
  SelectStatement(const SelectStatement&) = delete;
  SelectStatement& operator=(const SelectStatement&) = delete;

  /// Moves to the next row; false after the last.
  bool next();
  int columns() const;
  std::string column_name(int column) const;
  bool is_null(int column) const;
  bool is_integer(int column) const;
  bool is_real(int column) const;
  std::int64_t integer(int column) const;
  std::optional<std::int64_t> integer_or_null(int column) const;
  double real(int column) const;
  std::optional<double> real_or_null(int column) const;
  std::string text(int column) const;

 private:
  const SqliteReader& reader_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace orbitmesh
