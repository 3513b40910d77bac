#include "scenarios/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/quantity.h"
#include "core/suggestion.h"
#include "core/text_file.h"
#include "mesh/link_name.h"
#include "orbit/catalogue/csv_rows.h"

namespace orbitmesh {
namespace {

enum Column : std::size_t { kTime, kLink, kState, kRate, kExtraDelay, kLoss, kColumns };
constexpr std::array<std::string_view, kColumns> kNames = {"time_s",     "link",           "state",
                                                           "rate_bit_s", "extra_delay_ms", "loss"};

bool same(const LinkEffect& a, const LinkEffect& b) {
  return a.down == b.down && a.rate_factor == b.rate_factor && a.extra_delay == b.extra_delay &&
         a.loss == b.loss;
}

class TimelineReader {
 public:
  TimelineReader(const std::string& file, const std::string& cause, const Topology& topology)
      : file_(file), cause_(cause), topology_(topology), names_(topology) {}

  std::vector<Outage> read() {
    const std::string text = read_text_file(file_, kMaxTimelineBytes);
    CsvRows rows(text, file_);
    CsvRow row;
    if (!rows.next(row)) throw InputError({file_, 1, 1}, "the file has no header");
    read_header(row);
    for (std::int64_t count = 1; rows.next(row); ++count) {
      if (count > kMaxTimelineRows) {
        fail(row.front(), fmt::format("a timeline has at most {} rows", kMaxTimelineRows));
      }
      read_row(row);
    }
    return std::move(outages_);
  }

 private:
  [[noreturn]] void fail(const CsvField& field, const std::string& why) const {
    throw InputError({file_, field.line, field.column}, why);
  }

  void read_header(const CsvRow& row) {
    const std::vector<std::string_view> known(kNames.begin(), kNames.end());
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto name = std::find(kNames.begin(), kNames.end(), row[i].text);
      if (name == kNames.end()) {
        fail(row[i],
             fmt::format("the column '{}' is not known{}; known: {}", row[i].text.substr(0, 60),
                         did_you_mean(row[i].text, known), list_names(known)));
      }
      std::optional<std::size_t>& place = place_[static_cast<std::size_t>(name - kNames.begin())];
      if (place) fail(row[i], fmt::format("the column '{}' stands twice", row[i].text));
      place = i;
    }
    fields_ = row.size();
    for (const Column column : {kTime, kLink}) {
      if (!place_[column]) {
        fail(row.front(), fmt::format("there is no column '{}'", kNames[column]));
      }
    }
  }

  /// Null for a field that is empty or whose column is missing.
  const CsvField* given(const CsvRow& row, Column column) const {
    if (!place_[column] || row[*place_[column]].text.empty()) return nullptr;
    return &row[*place_[column]];
  }

  const CsvField& required(const CsvRow& row, Column column) const {
    const CsvField* field = given(row, column);
    if (field == nullptr) {
      fail(row[*place_[column]], fmt::format("this row has no {}", kNames[column]));
    }
    return *field;
  }

  template <class Quantity>
  Quantity quantity(const CsvField& field, Column column, std::string_view unit, Quantity least,
                    Quantity most) const {
    Quantity value;
    try {
      value = parse_quantity<Quantity>(field.text + " " + std::string(unit));
    } catch (const InputError& error) {
      fail(field, fmt::format("{}: {}", kNames[column], error.what()));
    }
    if (value < least || most < value) {
      fail(field,
           fmt::format("{} is {}; it must lie between {} and {}", kNames[column],
                       format_quantity(value), format_quantity(least), format_quantity(most)));
    }
    return value;
  }

  double loss(const CsvField& field) const {
    double value = -1;
    const char* end = field.text.data() + field.text.size();
    const auto [stop, error] = std::from_chars(field.text.data(), end, value);
    if (error != std::errc() || stop != end || !(value >= 0 && value <= 1)) {
      fail(field, fmt::format("loss is '{}'; it must be a number between 0 and 1",
                              field.text.substr(0, 60)));
    }
    return value;
  }

  Time time_of(const CsvRow& row) {
    const CsvField& field = required(row, kTime);
    constexpr Duration kMost = Duration::from_s(366 * 86'400);
    const Time at = Time{} + quantity(field, kTime, "s", Duration(), kMost);
    if (at < last_) fail(field, "rows must stand in ascending order of time");
    last_ = at;
    return at;
  }

  LinkId link_of(const CsvRow& row) const {
    const CsvField& field = required(row, kLink);
    const std::optional<LinkId> link = names_.find(field.text);
    if (!link) {
      fail(field, fmt::format("there is no link '{}'{}", field.text.substr(0, 120),
                              names_.suggestion(field.text)));
    }
    return *link;
  }

  LinkEffect changed(LinkEffect effect, const CsvRow& row, LinkId link) const {
    if (const CsvField* state = given(row, kState)) {
      effect.down = state->text == "down";
      if (!effect.down && state->text != "up") {
        fail(*state,
             fmt::format("state is '{}'; it must be up or down", state->text.substr(0, 60)));
      }
    }
    if (const CsvField* field = given(row, kRate)) {
      const BitRate rate = quantity(*field, kRate, "bit/s", kMinLinkRate, kMaxLinkRate);
      effect.rate_factor =
          static_cast<double>(rate.bit_s) / static_cast<double>(topology_.link(link).rate.bit_s);
    }
    if (const CsvField* field = given(row, kExtraDelay)) {
      effect.extra_delay = quantity(*field, kExtraDelay, "ms", Duration(), kMaxExtraDelay);
    }
    if (const CsvField* field = given(row, kLoss)) effect.loss = loss(*field);
    return effect;
  }

  void read_row(const CsvRow& row) {
    if (row.size() != fields_) {
      fail(row.front(), fmt::format("this row has {} fields, the header {}", row.size(), fields_));
    }
    const Time at = time_of(row);
    const LinkId link = link_of(row);
    State& state = states_[link];
    const LinkEffect effect = changed(state.effect, row, link);
    if (same(effect, state.effect)) return;
    if (state.outage) outages_[*state.outage].end = at;
    state.outage.reset();
    state.effect = effect;
    if (same(effect, LinkEffect{})) return;
    state.outage = outages_.size();
    outages_.push_back({cause_,
                        OutageTarget::kLink,
                        link_name(topology_, link),
                        at,
                        Time::max(),
                        effect,
                        {link},
                        {}});
  }

  struct State {
    LinkEffect effect;
    std::optional<std::size_t> outage;  // in force
  };

  const std::string& file_;
  const std::string& cause_;
  const Topology& topology_;
  LinkNames names_;
  std::array<std::optional<std::size_t>, kColumns> place_;  // of each column
  std::size_t fields_ = 0;
  Time last_;
  std::map<LinkId, State> states_;
  std::vector<Outage> outages_;
};

}  // namespace

std::vector<Outage> read_timeline(const std::string& file, const std::string& cause,
                                  const Topology& topology) {
  return TimelineReader(file, cause, topology).read();
}

}  // namespace orbitmesh
