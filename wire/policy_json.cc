#include "wire/policy_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "wire/policy_codec.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMaxDepth = 8;  // a decision has three levels

Json seconds(const std::optional<Duration>& duration) {
  return duration ? Json(duration->seconds()) : Json();
}

Json watts(const std::optional<Power>& power) { return power ? Json(power->si) : Json(); }

Json seconds(const std::vector<Duration>& durations) {
  Json array = Json::array();
  for (const Duration& duration : durations) array.push_back(duration.seconds());
  return array;
}

Json to_json(const PolicyNodeState& state) {
  return {{"draining", state.draining},
          {"charge", state.charge ? Json(*state.charge) : Json()},
          {"age_s", state.age.seconds()}};
}

Json to_json(const PolicyCandidate& candidate) {
  Json json;
  json["node"] = candidate.node.value;
  json["tier"] = to_string(candidate.tier);
  json["path_delay_s"] = seconds(candidate.path_delay);
  json["service_s"] = candidate.service.seconds();
  json["power_w"] = watts(candidate.power);
  json["connection"] = to_string(candidate.connection);
  json["opening_for_s"] = candidate.opening_for.seconds();
  json["reported_wait"] = nullptr;
  if (candidate.reported_wait) {
    json["reported_wait"] = {{"wait_s", candidate.reported_wait->wait.seconds()},
                             {"age_s", candidate.reported_wait->age.seconds()}};
  }
  json["tails_s"] = seconds(candidate.tails);
  json["zone"] = to_string(candidate.zone);
  json["reported_state"] = nullptr;
  if (candidate.reported_state) json["reported_state"] = to_json(*candidate.reported_state);
  return json;
}

Json to_json(const PolicyObservation& observation) {
  Json json;
  json["client"] = observation.client;
  json["workload"] = observation.workload;
  json["request"] = observation.request;
  json["now_s"] = observation.now.seconds();
  json["deadline_s"] = observation.deadline.seconds();
  json["request_bytes"] = observation.request_size.count;
  json["reply_bytes"] = observation.reply_size.count;
  json["uplink_bit_s"] = observation.uplink.bit_s;
  json["downlink_bit_s"] = observation.downlink.bit_s;
  json["handshake_round_trips"] = observation.handshake_round_trips;
  json["local"] = nullptr;
  if (observation.local) {
    json["local"] = {{"queue_wait_s", observation.local->queue_wait.seconds()},
                     {"service_s", observation.local->service.seconds()},
                     {"power_w", watts(observation.local->power)}};
  }
  json["candidates"] = Json::array();
  for (const PolicyCandidate& candidate : observation.candidates) {
    json["candidates"].push_back(to_json(candidate));
  }
  json["cuts"] = Json::array();
  for (const PolicyCut& cut : observation.cuts) {
    json["cuts"].push_back({{"payload_bytes", cut.payload.count}, {"head_s", cut.head.seconds()}});
  }
  return json;
}

Json to_json(const PolicyOutcome& outcome) {
  Json json;
  json["step"] = outcome.step;
  json["client"] = outcome.client;
  json["workload"] = outcome.workload;
  json["request"] = outcome.request;
  json["ending"] = to_string(outcome.ending);
  json["cause"] = outcome.cause;
  json["tier"] = to_string(outcome.tier);
  json["node"] = outcome.node.valid() ? Json(outcome.node.value) : Json();
  json["latency_s"] = outcome.latency.seconds();
  json["queue_wait_s"] = outcome.queue_wait.seconds();
  json["service_s"] = outcome.service.seconds();
  json["energy_j"] = outcome.energy_j ? Json(*outcome.energy_j) : Json();
  json["bytes"] = outcome.bytes.count;
  json["reward"] = outcome.reward;
  return json;
}

[[noreturn]] void refuse(const std::string& field, std::string_view expected, const Json& got) {
  std::string text = got.dump(-1, ' ', true, Json::error_handler_t::replace);
  constexpr std::size_t kShown = 60;
  if (text.size() > kShown) text = text.substr(0, kShown) + "...";
  throw WireError(fmt::format("{} must be {}, not {}", field, expected, text));
}

/// The members of one object of a decision, each read once.
class Fields {
 public:
  Fields(const Json& object, std::string where, std::initializer_list<std::string_view> known)
      : object_(object), where_(std::move(where)) {
    if (!object.is_object()) refuse(where_.empty() ? "the answer" : where_, "an object", object);
    if (!where_.empty()) where_ += '.';
    for (const auto& [key, value] : object.items()) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      throw WireError(fmt::format("{} is no field; there are {}",
                                  bounded_text(where_ + key.substr(0, kMaxNameBytes)),
                                  fmt::join(known, ", ")));
    }
  }

  /// Null for a member that is missing or null.
  const Json* find(const char* key) const {
    const auto found = object_.find(key);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
  }
  std::uint64_t count(const char* key, std::uint64_t max) const {
    const Json* value = find(key);
    const std::string expected = fmt::format("a whole number from 0 to {}", max);
    if (value == nullptr) throw WireError(fmt::format("{}{} is missing", where_, key));
    if (!value->is_number_unsigned() || value->get<std::uint64_t>() > max) {
      refuse(where_ + key, expected, *value);
    }
    return value->get<std::uint64_t>();
  }
  PolicyTier tier() const {
    const Json* value = find("tier");
    if (value == nullptr) throw WireError(where_ + "tier is missing");
    for (const auto& entry : enum_names(PolicyTier{})) {
      if (value->is_string() && value->get_ref<const std::string&>() == entry.name) {
        return entry.value;
      }
    }
    refuse(where_ + "tier", "none, local, satellite or ground", *value);
  }
  NodeId node() const {
    if (find("node") == nullptr) return {};
    return {static_cast<std::uint32_t>(count("node", NodeId::kNone - 1))};
  }
  std::optional<Duration> after() const {
    const Json* value = find("after_s");
    if (value == nullptr) return std::nullopt;
    const double max_s = PolicyDecision::kMaxCopyDelay.seconds();
    const double s = value->is_number() ? value->get<double>() : -1.0;
    if (!(s >= 0.0 && s <= max_s)) {
      refuse(where_ + "after_s", fmt::format("a number from 0 to {}", max_s), *value);
    }
    return Duration::from_seconds(s);
  }

 private:
  const Json& object_;
  std::string where_;
};

std::vector<PolicyCopy> copies_of(const Json& array) {
  if (!array.is_array() || array.size() > PolicyDecision::kMaxFurther) {
    refuse("further", fmt::format("an array of at most {}", PolicyDecision::kMaxFurther), array);
  }
  std::vector<PolicyCopy> copies;
  for (const Json& element : array) {
    const Fields fields(element, fmt::format("further[{}]", copies.size()),
                        {"tier", "node", "after_s"});
    copies.push_back({fields.tier(), fields.node(), fields.after()});
  }
  return copies;
}

}  // namespace

EncodedMessage step_to_json(const PolicyStep& step) {
  Json json;
  json["version"] = kPolicyVersion;
  json["step"] = step.step;
  json["reward"] = step.reward;
  json["terminated"] = step.terminated;
  json["truncated"] = step.truncated;
  json["observation"] = step.observation ? to_json(*step.observation) : Json();
  json["info"]["outcomes"] = Json::array();
  for (const PolicyOutcome& outcome : step.outcomes) {
    json["info"]["outcomes"].push_back(to_json(outcome));
  }
  const std::string text = json.dump();
  return {text.begin(), text.end()};
}

PolicyDecision decision_from_json(const std::uint8_t* data, std::size_t size) {
  const auto bound_depth = [](int depth, Json::parse_event_t, Json&) {
    if (depth > kMaxDepth) throw WireError("the answer is nested too deeply");
    return true;
  };
  const Json json = Json::parse(data, data + size, bound_depth, false);
  if (json.is_discarded()) throw WireError("the answer is no JSON");
  const Fields fields(json, "", {"version", "step", "tier", "node", "further", "quorum", "cut"});
  const std::uint64_t version = fields.count("version", 65'535);
  if (version != kPolicyVersion) {
    throw WireError(fmt::format("version is {}, this program speaks {}", version, kPolicyVersion));
  }
  PolicyDecision decision;
  decision.step = fields.count("step", std::numeric_limits<std::uint64_t>::max());
  decision.tier = fields.tier();
  decision.node = fields.node();
  if (const Json* further = fields.find("further")) decision.further = copies_of(*further);
  if (fields.find("quorum") != nullptr) {
    decision.quorum = static_cast<std::int64_t>(fields.count("quorum", PolicyDecision::kMaxQuorum));
  }
  if (fields.find("cut") != nullptr) {
    decision.cut =
        static_cast<std::int64_t>(fields.count("cut", std::numeric_limits<std::uint32_t>::max()));
  }
  return decision;
}

}  // namespace orbitmesh
