#include "scenarios/traffic_matrix.h"

#include <fmt/format.h>

#include <string_view>

#include "core/suggestion.h"
#include "core/text_file.h"
#include "scenarios/csv_table.h"

namespace orbitmesh {
namespace {

enum Column : std::size_t { kFrom, kTo, kRate, kKind, kSize };

const std::vector<std::string_view>& columns() {
  static const std::vector<std::string_view> kNames = {"from", "to", "rate_bit_s", "kind",
                                                       "size_bytes"};
  return kNames;
}

TrafficKind kind_of(const CsvTable& table) {
  const CsvField* field = table.given(kKind);
  if (field == nullptr || field->text == to_string(TrafficKind::kUdpCbr)) {
    return TrafficKind::kUdpCbr;
  }
  if (field->text == to_string(TrafficKind::kTcpBulk)) return TrafficKind::kTcpBulk;
  const std::vector<std::string_view> known = {to_string(TrafficKind::kUdpCbr),
                                               to_string(TrafficKind::kTcpBulk)};
  table.fail(*field, fmt::format("kind is '{}'{}; it must be one of: {}", field->text.substr(0, 60),
                                 did_you_mean(field->text, known), list_names(known)));
}

void read_end(const CsvTable& table, Column column, std::optional<std::string>& end,
              SectionLocation& where) {
  const CsvField& field = table.required(column);
  end = field.text;
  where.set_value(columns()[column], table.where(field));
}

/// Rate and size of a datagram; false where there is no traffic.
bool read_datagrams(const CsvTable& table, FlowSection& flow) {
  const CsvField& rate = table.required(kRate);
  flow.rate = table.quantity<BitRate>(rate, kRate, "bit/s", {0}, {100'000'000'000});
  flow.where.set_value("rate", table.where(rate));
  if (const CsvField* size = table.given(kSize)) {
    flow.size = table.quantity<Bytes>(*size, kSize, "B", {16}, {1472});
  }
  return flow.rate->bit_s > 0;
}

void reject_bulk_fields(const CsvTable& table) {
  for (const Column column : {kRate, kSize}) {
    const CsvField* field = table.given(column);
    if (field == nullptr) continue;
    table.fail(*field, fmt::format("{} has no meaning for a tcp-bulk flow; leave it empty",
                                   columns()[column]));
  }
}

FlowSection flow_of_row(const CsvTable& table, const FlowSection& matrix, std::int64_t row) {
  FlowSection flow;
  flow.name = fmt::format("{}-{}", matrix.name, row);
  flow.kind = kind_of(table);
  flow.start = matrix.start;
  flow.stop = matrix.stop;
  flow.where.set_section(table.row_location());
  for (const char* key : {"name", "start", "stop", "tcp"}) {
    if (matrix.where.given(key)) flow.where.set_value(key, matrix.where.of(key));
  }
  read_end(table, kFrom, flow.from, flow.where);
  read_end(table, kTo, flow.to, flow.where);
  return flow;
}

}  // namespace

std::vector<FlowSection> read_traffic_matrix(const std::string& file, const FlowSection& matrix) {
  const std::string text = read_text_file(file, kMaxMatrixBytes);
  CsvTable table(text, file, columns(), kMaxMatrixRows);
  for (const Column column : {kFrom, kTo}) table.require_column(column);
  std::vector<FlowSection> flows;
  for (std::int64_t row = 1; table.next(); ++row) {
    FlowSection flow = flow_of_row(table, matrix, row);
    if (flow.kind == TrafficKind::kTcpBulk) {
      reject_bulk_fields(table);
      flow.tcp = matrix.tcp;
    } else {
      flow.size = matrix.size;
      if (!read_datagrams(table, flow)) continue;
    }
    flows.push_back(std::move(flow));
  }
  return flows;
}

}  // namespace orbitmesh
