#include "casus/compare.hpp"

#include "analysis/differences.hpp"
#include "tally/precision.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace casus {
namespace {

using analysis::Member;
using analysis::PairedRun;
using analysis::Pairs;

/// The names of files, without their folders where they are told apart so.
std::vector<std::string> names_of(const std::vector<Scenario>& whatifs) {
  std::vector<std::string> names;
  for (const Scenario& whatif : whatifs)
    names.push_back(std::filesystem::path(whatif.file).filename().string());
  const std::vector<std::string> short_names = names;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (std::count(short_names.begin(), short_names.end(), short_names[i]) > 1) names[i] = whatifs[i].file;
  for (const std::string& name : names)
    if (std::count(names.begin(), names.end(), name) > 1)
      throw RunError(
          fmt::format("'{}' is given twice (its results would be too): give each what-if once", name));
  return names;
}

std::vector<Member> members_of(const Scenario& baseline, const std::vector<Scenario>& whatifs) {
  std::vector<Member> members{{std::make_shared<const Scenario>(baseline)}};
  for (const Scenario& whatif : whatifs) members.push_back({std::make_shared<const Scenario>(whatif)});
  return members;
}

/// The pairs of the baseline, member 0, with each what-if, and then of the what-ifs with one another.
Pairs pairs_among(std::size_t whatifs) {
  Pairs pairs;
  for (std::size_t first = 0; first <= whatifs; ++first)
    for (std::size_t second = first + 1; second <= whatifs; ++second) pairs.emplace_back(first, second);
  return pairs;
}

/// Ranks the what-ifs by their difference, the largest first.
std::vector<std::size_t> order_of(const std::vector<WhatIf>& whatifs, std::size_t outcome) {
  std::vector<std::size_t> order;
  for (std::size_t w = 0; w < whatifs.size(); ++w) order.push_back(w);
  const auto key = [&](std::size_t w) {
    const auto& difference = whatifs[w].differences[outcome].difference;
    return std::pair(difference.has_value(), difference.value_or(0));
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) > key(b); });
  return order;
}

Ranking ranking_of(const PairedRun& run, const Pairs& pairs, const std::vector<WhatIf>& whatifs,
                   std::size_t outcome) {
  Ranking ranking{.outcome = run.scenario(0).outcomes[outcome].name};
  const std::vector<std::size_t> order = order_of(whatifs, outcome);
  for (std::size_t place = 0; place < order.size(); ++place) {
    Ranked& ranked = ranking.order.emplace_back(Ranked{.whatif = order[place]});
    if (place + 1 == order.size()) break;
    const std::size_t member = order[place] + 1, next = order[place + 1] + 1;
    const std::pair<std::size_t, std::size_t> both = std::minmax(member, next);
    const auto pair = std::find(pairs.begin(), pairs.end(), both);
    ranked.ahead = run.effect(outcome, {{member, 1}, {next, -1}},
                              run.changed(outcome, static_cast<std::size_t>(pair - pairs.begin())));
  }
  return ranking;
}

Comparison comparison_of(const PairedRun& run, const std::vector<std::string>& names, const Pairs& pairs) {
  Comparison comparison{.baseline = run.result(0)};
  for (std::size_t w = 0; w < names.size(); ++w)
    comparison.whatifs.push_back(analysis::what_if(run, names[w], w, w + 1));
  for (std::size_t outcome = 0; outcome < run.scenario(0).outcomes.size() && names.size() > 1; ++outcome)
    comparison.rankings.push_back(ranking_of(run, pairs, comparison.whatifs, outcome));
  return comparison;
}

double answer_of(const OutcomeResult& outcome) {
  return outcome.event ? outcome.event->probability.value_or(0) : outcome.value->mean.value_or(0);
}

/// Whether all differences of outcomes that are asked for are so sure, in shares of the baseline's answers
/// where shares are asked for; those that cannot be told are left out.
bool is_reached(const Precision& precision, const Comparison& comparison) {
  const auto& outcomes = comparison.baseline.outcomes;
  const auto is_sure = [&](const Difference& difference) {
    const auto outcome = std::find_if(outcomes.begin(), outcomes.end(), [&](const OutcomeResult& each) {
      return each.name == difference.outcome;
    });
    return !difference.difference || outcome == outcomes.end() ||
           !tally::is_asked(precision, {outcome->name, outcome->event.has_value(), outcome->conditional}) ||
           tally::is_narrow(difference.ci95, answer_of(*outcome), precision);
  };
  return std::all_of(comparison.whatifs.begin(), comparison.whatifs.end(), [&](const WhatIf& whatif) {
    return std::all_of(whatif.differences.begin(), whatif.differences.end(), is_sure);
  });
}

} // namespace

Comparison compare(const Scenario& baseline, const std::vector<Scenario>& whatifs,
                   const RunOptions& options) {
  if (whatifs.empty()) throw RunError("there is nothing to compare the baseline with: give a what-if");
  if (options.precision) tally::check(*options.precision, baseline);
  const std::vector<std::string> names = names_of(whatifs);
  const Pairs pairs = pairs_among(whatifs.size());
  PairedRun run(members_of(baseline, whatifs), pairs, options);
  const auto known = [&] { return comparison_of(run, names, pairs); };
  tally::Stages stages;
  if (options.precision) stages.is_enough = [&] { return is_reached(*options.precision, known()); };
  if (options.precision && options.preview) stages.look = [&] { options.preview(known().baseline); };
  run.simulate(stages);
  return known();
}

} // namespace casus
