#pragma once

#include "report/data/result_fields.hpp"

#include "casus/compare.hpp"

namespace casus::report {

template <>
inline constexpr auto fields<RelativeProbability> =
    std::tuple{Field{"ratio", &RelativeProbability::ratio}, Field{"ci95", &RelativeProbability::ci95}};

inline constexpr std::tuple difference_estimate{
    Field{"difference", &Difference::difference},
    Field{"se", Where{&Difference::difference, &Difference::se}},
    Bounds{"ci95", Where{&Difference::difference, &Difference::ci95}}};
inline constexpr std::tuple difference_quality{
    Field{"correlation", &Difference::correlation}, Field{"variance_ratio", &Difference::variance_ratio},
    Field{"changed", &Difference::changed}, Field{"doubt", Through{&Difference::doubt, if_not_empty}}};
template <>
inline constexpr auto fields<Difference> =
    std::tuple{Untold{&Difference::outcome}, difference_estimate, Field{"relative", &Difference::relative},
               difference_quality};

template <>
inline constexpr auto fields<LadderDifference> =
    std::tuple{Untold{&LadderDifference::name}, Field{"rungs", &LadderDifference::rungs},
               Field{"day", &LadderDifference::days}, Field{"difference", &LadderDifference::difference},
               Field{"se", &LadderDifference::se}};

template <>
inline constexpr auto fields<Effected> = std::tuple{
    Field{"effect", &Effected::effect}, Field{"se", &Effected::se}, Field{"ci95", &Effected::ci95}};

inline const std::string& whatif_file(const Comparison& comparison, std::size_t place) {
  return comparison.whatifs[place].file;
}
inline const std::string& whatif_file(const Explanation& explanation, std::size_t place) {
  return whatif_file(explanation.comparison, place);
}
template <>
inline constexpr auto fields<Ranked> = std::tuple{
    Field{"whatif", [](const Ranked& ranked, const auto& whole) { return whatif_file(whole, ranked.whatif); },
          &Ranked::whatif},
    Field{"ahead", &Ranked::ahead}};

/// A part of each what-if, under its file's name.
template <class What>
constexpr auto of_each_whatif(What what) {
  return ByName{&Comparison::whatifs, &WhatIf::file, what};
}

template <>
inline constexpr auto fields<Comparison> =
    std::tuple{made_by,
               Field{"baseline", [](const Comparison& comparison) { return Whole{comparison.baseline}; },
                     &Comparison::baseline},
               Field{"whatifs", of_each_whatif([](const WhatIf& whatif) { return Whole{whatif.result}; })},
               Field{"differences", of_each_whatif(ByName{&WhatIf::differences, &Difference::outcome})},
               Field{"ladder_differences", of_each_whatif(ByName{&WhatIf::ladders, &LadderDifference::name})},
               OnlyIf{[](const Comparison& comparison) { return !comparison.rankings.empty(); },
                      Field{"rankings", ByName{&Comparison::rankings, &Ranking::outcome, &Ranking::order}}}};

template <>
inline constexpr auto fields<ScenarioChange> =
    std::tuple{Field{"path", &ScenarioChange::path}, Field{"before", &ScenarioChange::before},
               Field{"after", &ScenarioChange::after}, Untold{&ScenarioChange::place}};

template <>
inline constexpr auto fields<GroupContribution> =
    std::tuple{Field{"alone", &GroupContribution::alone}, Field{"last", &GroupContribution::last},
               Field{"shapley", &GroupContribution::shapley},
               Field{"does_nothing", &GroupContribution::does_nothing}};

template <>
inline constexpr auto fields<Explanation> = std::tuple{
    Inline{&Explanation::comparison},
    Field{"explanation", Group{Field{"groups", &Explanation::groups},
                               Field{"outcomes", ByName{&Explanation::outcomes, &ExplainedOutcome::outcome,
                                                        &ExplainedOutcome::contributions}}}}};

} // namespace casus::report
