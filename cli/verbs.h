#pragma once

#include <functional>

#include "cli/exit_code.h"

namespace CLI {
class App;
}

namespace orbitmesh {

/// What a verb does once its arguments are parsed.
using VerbAction = std::function<ExitCode()>;

/// Each adds one verb to `app` and, when it was given, puts its action into `action`.
void add_run_verb(CLI::App& app, VerbAction& action);
void add_validate_verb(CLI::App& app, VerbAction& action);
void add_profiles_verb(CLI::App& app, VerbAction& action);
void add_schema_verb(CLI::App& app, VerbAction& action);
void add_bench_verb(CLI::App& app, VerbAction& action);
void add_compare_verb(CLI::App& app, VerbAction& action);
void add_export_verb(CLI::App& app, VerbAction& action);
void add_faults_verb(CLI::App& app, VerbAction& action);
void add_regress_verb(CLI::App& app, VerbAction& action);
void add_report_verb(CLI::App& app, VerbAction& action);
void add_site_verb(CLI::App& app, VerbAction& action);
void add_sweep_verb(CLI::App& app, VerbAction& action);
void add_worker_verb(CLI::App& app, VerbAction& action);
void add_ephemeris_verb(CLI::App& app, VerbAction& action);
void add_passes_verb(CLI::App& app, VerbAction& action);
void add_route_verb(CLI::App& app, VerbAction& action);
void add_constellation_verb(CLI::App& app, VerbAction& action);
void add_models_verb(CLI::App& app, VerbAction& action);
void add_environment_verb(CLI::App& app, VerbAction& action);
void add_doctor_verb(CLI::App& app, VerbAction& action);

}  // namespace orbitmesh
