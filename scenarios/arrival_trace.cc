#include "scenarios/arrival_trace.h"

#include <string_view>

#include "core/text_file.h"
#include "scenarios/csv_table.h"

namespace orbitmesh {

std::shared_ptr<const std::vector<Duration>> read_arrival_trace(const std::string& file) {
  constexpr std::size_t kTime = 0;
  constexpr Duration kMost = Duration::from_s(31 * 86'400);
  const std::vector<std::string_view> columns = {"time_s"};
  const std::string text = read_text_file(file, kMaxTraceBytes);
  CsvTable table(text, file, columns, kMaxTraceRows);
  auto times = std::make_shared<std::vector<Duration>>();
  while (table.next()) {
    const CsvField& field = table.required(kTime);
    const auto at = table.quantity<Duration>(field, kTime, "s", Duration(), kMost);
    if (!times->empty() && at < times->back()) {
      table.fail(field, "rows must stand in ascending order of time");
    }
    times->push_back(at);
  }
  if (times->empty()) throw InputError({file, 1, 1}, "the trace has no rows");
  return times;
}

}  // namespace orbitmesh
