#include "tests/mesh/phy/check_values.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace orbitmesh {
namespace {

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> result;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, ',');) {
    while (!field.empty() && (field.back() == ' ' || field.back() == '\r')) field.pop_back();
    while (!field.empty() && field.front() == ' ') field.erase(0, 1);
    result.push_back(field);
  }
  return result;
}

std::optional<double> number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::vector<CheckRow> read_check_values(const std::string& file) {
  const std::filesystem::path folder = ORBITMESH_SHARED_DATA;
  if (!std::filesystem::exists(folder)) return {};
  std::ifstream in(folder / file);
  if (!in) throw std::runtime_error("no file " + file + " in the folder of check values");
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> columns = fields(line);
  std::vector<CheckRow> rows;
  while (std::getline(in, line)) {
    const std::vector<std::string> cells = fields(line);
    if (cells.empty() || !number(cells.front())) continue;
    CheckRow& row = rows.emplace_back();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto value = i < cells.size() ? number(cells[i]) : std::nullopt;
      if (!value) throw std::runtime_error(file + ": no number in column " + columns[i]);
      row[columns[i]] = *value;
    }
  }
  return rows;
}

}  // namespace orbitmesh
