#include "scenarios/json_schema.h"

#include <nlohmann/json.hpp>

#include "core/schema_writer.h"
#include "scenarios/scenario.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

Json document(SchemaWriter::Presence presence) {
  return Json::parse(SchemaWriter::schema(Scenario{}, presence));
}

Json extending_document() {
  Json schema = document(SchemaWriter::Presence::kAnyMissing);
  schema["properties"]["extends"] = {
      {"type", "string"},
      {"minLength", 1},
      {"description", "scenario file that this one changes, from this one's folder"}};
  schema["required"] = {"extends"};
  return schema;
}

}  // namespace

std::string scenario_json_schema() {
  const Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                       {"title", "orbitmesh scenario"},
                       {"if", {{"required", {"extends"}}}},
                       {"then", {{"$ref", "#/$defs/extending"}}},
                       {"else", {{"$ref", "#/$defs/complete"}}},
                       {"$defs",
                        {{"complete", document(SchemaWriter::Presence::kAsRequired)},
                         {"extending", extending_document()}}}};
  return schema.dump(1) + "\n";
}

}  // namespace orbitmesh
