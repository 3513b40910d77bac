#include "scenarios/export/csv_export.h"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "core/csv_field.h"
#include "core/error.h"
#include "scenarios/sqlite_reader.h"

namespace orbitmesh {
namespace {

namespace fs = std::filesystem;

void make_empty_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error) &&
      !(fs::is_directory(folder, error) && fs::is_empty(folder, error))) {
    throw InputError(fmt::format("'{}' exists and is no empty folder", folder.string()));
  }
  fs::create_directories(folder, error);
  if (error) throw InputError(fmt::format("'{}': {}", folder.string(), error.message()));
}

std::vector<std::string> tables_of(const SqliteReader& database) {
  std::vector<std::string> names;
  SelectStatement tables(database,
                         "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name "
                         "NOT LIKE 'sqlite%' ORDER BY name");
  while (tables.next()) names.push_back(tables.text(0));
  return names;
}

std::string field(const SelectStatement& rows, int column) {
  if (rows.is_null(column)) return {};
  if (rows.is_integer(column)) return fmt::format("{}", rows.integer(column));
  if (rows.is_real(column)) return fmt::format("{}", rows.real(column));
  return csv_field(rows.text(column));
}

void export_table(const SqliteReader& database, const std::string& table, const fs::path& file) {
  std::ofstream stream(file, std::ios::binary);
  SelectStatement rows(database, "SELECT * FROM \"" + table + "\"");
  for (int c = 0; c < rows.columns(); ++c) {
    stream << (c == 0 ? "" : ",") << csv_field(rows.column_name(c));
  }
  stream << '\n';
  while (rows.next() && stream) {
    for (int c = 0; c < rows.columns(); ++c) stream << (c == 0 ? "" : ",") << field(rows, c);
    stream << '\n';
  }
  stream.close();
  if (!stream) throw RunError(fmt::format("could not write '{}'", file.string()));
}

}  // namespace

std::vector<std::string> export_csv(const fs::path& database, const fs::path& folder) {
  const SqliteReader reader(database);
  const std::vector<std::string> tables = tables_of(reader);
  make_empty_folder(folder);
  for (const std::string& table : tables) export_table(reader, table, folder / (table + ".csv"));
  return tables;
}

}  // namespace orbitmesh
