#include "report/data/json.hpp"

#include "report/data/backtest_fields.hpp"
#include "report/data/bench_fields.hpp"
#include "report/data/comparison_fields.hpp"
#include "report/data/fit_fields.hpp"
#include "report/data/indicators_fields.hpp"
#include "report/data/layout.hpp"
#include "report/data/pathways_fields.hpp"
#include "report/data/score_fields.hpp"
#include "report/data/sensitivity_fields.hpp"
#include "report/data/sobol_fields.hpp"
#include "report/data/step_check_fields.hpp"
#include "report/data/trace_fields.hpp"
#include "report/data/tree.hpp"
#include "report/data/tuning_fields.hpp"
#include "report/data/update_fields.hpp"

#include <nlohmann/json.hpp>

namespace casus::report {
namespace {

struct Json {
  using Tree = nlohmann::ordered_json;

  static Tree none() { return nullptr; }
  template <class Value>
  requires std::is_arithmetic_v<Value> || std::is_convertible_v<const Value&, std::string_view>
  static Tree value(const Value& value) { return value; }
  static Tree list() { return Tree::array(); }
  static void add(Tree& list, Tree each) { list.push_back(std::move(each)); }
  static Tree object() { return Tree::object(); }
  static void put(Tree& object, std::string_view key, Tree value) {
    object[std::string(key)] = std::move(value);
  }
};

template <class Finding>
std::string text_of(const Finding& finding) {
  return laid_out(TreeOf<Json>::make(finding, finding));
}

} // namespace

std::string to_json(const Result& result) { return text_of(result); }
std::string to_json(const Comparison& comparison) { return text_of(comparison); }
std::string to_json(const Explanation& explanation) { return text_of(explanation); }
std::string to_json(const Update& update) { return text_of(update); }
std::string to_json(const Indicators& indicators) { return text_of(indicators); }
std::string to_json(const Sensitivity& sensitivity) { return text_of(sensitivity); }
std::string to_json(const SobolResult& result) { return text_of(result); }
std::string to_json(const Fit& fit) { return text_of(fit); }
std::string to_json(const Scores& scores) { return text_of(scores); }
std::string to_json(const Backtest& backtest) { return text_of(backtest); }
std::string to_json(const StepCheck& check) { return text_of(check); }
std::string to_json(const Bench& bench) { return text_of(bench); }

std::string to_json(const Tuning& tuning, const Scenario& scenario) {
  return laid_out(TreeOf<Json>::make(tuning, TuningOf{tuning, scenario}));
}
std::string to_json(const Trace& trace, const Scenario& scenario, const std::string& replay) {
  return laid_out(TreeOf<Json>::make(trace, Story{trace, scenario, replay}));
}

nlohmann::ordered_json as_json(const Pathways& pathways) { return TreeOf<Json>::make(pathways, pathways); }

} // namespace casus::report
