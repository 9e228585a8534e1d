#include "report/text/step_check_text.hpp"

#include "casus/version.hpp"
#include "report/data/json_parts.hpp"
#include "report/data/layout.hpp"

namespace casus::report {

using nlohmann::ordered_json;

std::string to_json(const StepCheck& check) {
  const Result& run = check.run;
  ordered_json document = {{"casus", version},
                           {"scenario", run.scenario},
                           {"fingerprint", run.fingerprint},
                           {"seed", run.seed},
                           {"trajectories", run.trajectories},
                           {"worlds", run.worlds},
                           {"step_days", check.step},
                           {"half_step_days", check.step / 2},
                           {"sufficient_step_days", or_null(check.sufficient)},
                           {"outcomes", ordered_json::object()}};
  for (const StepEffect& effect : check.effects)
    document["outcomes"][effect.outcome] = {{"kind", effect.is_event ? "event" : "value"},
                                            {"answer", or_null(effect.answer)},
                                            {"answer_se", effect.answer_se},
                                            {"difference", or_null(effect.difference)},
                                            {"se", effect.se},
                                            {"ci95", as_json(effect.ci95)},
                                            {"moves", effect.moves}};
  return laid_out(document);
}

} // namespace casus::report
