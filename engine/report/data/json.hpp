#pragma once

#include "casus/backtest.hpp"
#include "casus/bench.hpp"
#include "casus/compare.hpp"
#include "casus/fit.hpp"
#include "casus/indicators.hpp"
#include "casus/pathways.hpp"
#include "casus/result.hpp"
#include "casus/score.hpp"
#include "casus/sensitivity.hpp"
#include "casus/sobol.hpp"
#include "casus/step_check.hpp"
#include "casus/trace.hpp"
#include "casus/tune.hpp"
#include "casus/update.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace casus::report {

/// A finding as one JSON object that ends in a newline, with the keys of its list of fields in their order.
/// What is absent is null, and so is what is not finite. Everything but "performance" is the same to the byte
/// for the same finding.
std::string to_json(const Result& result);
/// What-ifs stand under their files' names.
std::string to_json(const Comparison& comparison);
std::string to_json(const Explanation& explanation);
/// Both results stand below what changes between them.
std::string to_json(const Update& update);
std::string to_json(const Indicators& indicators);
std::string to_json(const Sensitivity& sensitivity);
std::string to_json(const SobolResult& result);
/// Numbers are in the units of the scenario.
std::string to_json(const Tuning& tuning, const Scenario& scenario);
std::string to_json(const Fit& fit);
/// Forecasts stand under their scenarios' files.
std::string to_json(const Scores& scores);
/// Forecasts stand under their dates, those of a date under their outcomes; they hang on nothing that came
/// later.
std::string to_json(const Backtest& backtest);
std::string to_json(const StepCheck& check);
/// `replay` is the command that tells the story again.
std::string to_json(const Trace& trace, const Scenario& scenario, const std::string& replay);
/// A bench is written as Google Benchmark prints one.
std::string to_json(const Bench& bench);

/// A part of the page's document.
nlohmann::ordered_json as_json(const Pathways& pathways);

} // namespace casus::report
