#include "comparison_examples.hpp"

#include "examples.hpp"

#include <limits>

using namespace casus;

namespace {

LadderDifference rungs() {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  return {"china_to_russia",
          {"economic_lifeline", "dual_use", "deniable_lethal"},
          {0, 365.25, 1095.75},
          {{0, 0, 0}, {0.0004, -0.031, 0.0306}, {0, -0.212, 0.212}},
          {{unknown, unknown, unknown}, {0.001, 0.002, 0.002}, {0.001, 0.003, 0.003}}};
}

Difference lethal_aid(double difference, double se) {
  Difference found;
  found.outcome = "lethal_aid_in_a_year";
  found.difference = difference;
  found.se = se;
  found.ci95 = {difference - 2 * se, difference + 2 * se};
  found.changed = 7'012;
  return found;
}

Difference losses(double difference, double se) {
  Difference found = lethal_aid(difference, se);
  found.outcome = "russian_losses";
  return found;
}

WhatIf whatif(const std::string& file, const Difference& aid, const Difference& loss) {
  WhatIf whatif{file, example_result(), {aid, loss}, {rungs()}};
  whatif.result.scenario = file;
  whatif.result.fingerprint = file;
  return whatif;
}

WhatIf strike() {
  Difference aid = lethal_aid(0.0655, 0.0012);
  aid.relative = RelativeProbability{1.53, {1.51, 1.55}};
  aid.correlation = 0.712;
  aid.variance_ratio = 3.43;
  Difference loss = losses(0.0004, 0.0009);
  loss.correlation = 0.9999;
  loss.variance_ratio = 14'321.2;
  WhatIf found = whatif("nato_strike.yaml", aid, loss);
  found.result.outcomes[0].event->probability = 0.1889;
  found.result.outcomes[0].event->ci95 = {0.1868, 0.191};
  return found;
}

WhatIf rumour() {
  Difference aid = lethal_aid(0, 0);
  aid.ci95 = {-2.8e-5, 2.8e-5};
  aid.changed = 0;
  aid.doubt = "not one trajectory answers differently";
  Difference loss;
  loss.outcome = "russian_losses";
  loss.doubt = "no trajectory of the what-if met its condition";
  WhatIf found = whatif("rumour.yaml", aid, loss);
  found.result.outcomes[1].value->mean.reset();
  return found;
}

WhatIf same() {
  WhatIf found = whatif("same.yaml", lethal_aid(0, 0), losses(0, 0));
  found.result.fingerprint = example_result().fingerprint;
  return found;
}

Effected effect(double value, double margin) { return {value, margin / 2, {value - margin, value + margin}}; }

} // namespace

Comparison example_whatifs() {
  Comparison comparison{example_result(), {rumour(), strike(), same()}, {}};
  comparison.rankings = {
      {"lethal_aid_in_a_year", {{1, effect(0.0655, 0.0024)}, {0, effect(0, 2.8e-5)}, {2, {}}}},
      {"russian_losses", {{1, effect(0.0004, 0.0018)}, {2, {}}, {0, {}}}}};
  return comparison;
}

Explanation example_explanation() {
  Explanation explanation{{example_result(), {strike()}, {}}, {}, {}};
  explanation.groups = {{{"triggers.strike_on_russian_soil.rate", "6 per year", "12 per year", {}}},
                        {{"force strike_on_russian_soil on 2023-09-01", "", "weapon: nato", {}},
                         {"drivers.beijing_alarm.half_life", "12 weeks", "", {}}},
                        {{"drivers.noise.volatility", "1", "2", {}}}};
  const GroupContribution idle{effect(0, 2.8e-5), effect(0, 2.8e-5), effect(0, 2.8e-5), true};
  explanation.outcomes = {{"lethal_aid_in_a_year",
                           {{effect(0.021, 0.0018), effect(0.0255, 0.002), effect(0.0233, 0.0019), false},
                            {effect(0.04, 0.0018), effect(0.0445, 0.002), effect(0.0422, 0.0019), false},
                            idle}},
                          {"russian_losses",
                           {{effect(0.0004, 0.0018), std::nullopt, std::nullopt, false},
                            {effect(-0.012, 0.0021), std::nullopt, std::nullopt, false},
                            idle}}};
  return explanation;
}
