// A program of another project: loads a scenario and places its satellites.
#include <cstdio>

#include "core/version.h"
#include "scenarios/loader.h"
#include "scenarios/world.h"

int main(int, char** arguments) {
  const orbitmesh::Scenario scenario = orbitmesh::load_scenario(arguments[1]);
  const orbitmesh::World world(scenario);
  std::printf("%s: %d satellites\n", scenario.run.name.c_str(), world.ephemeris().size());
  return 0;
}
