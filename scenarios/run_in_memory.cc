#include "scenarios/run_in_memory.h"

#include <utility>

#include "scenarios/run_recorder.h"

namespace orbitmesh {

RunRecord new_record(const Scenario& scenario, const World& world) {
  RunRecord record;
  record.scenario = scenario.run.name;
  record.seed = static_cast<std::uint64_t>(scenario.run.seed);
  record.entities = world.entities();
  record.hard_handover = scenario.access.handover == HandoverMode::kHard;
  return record;
}

RunRecord run_in_memory(const Scenario& scenario, const World& world, const ProfileLibrary& library,
                        const WorkerPoolOptions& workers, Runner::Hooks hooks) {
  RunRecord record = new_record(scenario, world);
  RunRecorder recorder(record, nullptr);
  Runner(scenario, world, library, recorder, record, workers, std::move(hooks)).run();
  return record;
}

}  // namespace orbitmesh
