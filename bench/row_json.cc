#include "bench/row_json.h"

#include <nlohmann/json.hpp>

namespace orbitmesh {
namespace {

nlohmann::ordered_json or_null(const std::optional<double>& number) {
  return number ? nlohmann::ordered_json(*number) : nlohmann::ordered_json(nullptr);
}

}  // namespace

std::string rows_to_json(const std::vector<BenchRow>& rows) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const BenchRow& row : rows) {
    list.push_back({{"name", row.name},
                    {"value", or_null(row.value)},
                    {"unit", row.unit},
                    {"reference", or_null(row.reference)},
                    {"ratio", or_null(row.ratio)},
                    {"note", row.note}});
  }
  return nlohmann::ordered_json{{"rows", std::move(list)}}.dump(2);
}

}  // namespace orbitmesh
