#include "sensitivity/answer_scores.hpp"

#include <algorithm>
#include <utility>

namespace casus::sensitivity {
AnswerScores::AnswerScores(const plan::Plan& plan, const ScorePlan& scores, const std::vector<Asked>& asked,
                           const std::vector<Controls>& controls)
    : AnswerWatcher(plan, asked), where_(scores), controls_(controls) {}

std::vector<std::vector<ScoredAnswer>> AnswerScores::take() { return std::exchange(sums_, {}); }

ScoredAnswer& AnswerScores::sums_of(std::size_t world, std::size_t question) {
  const auto none = Eigen::VectorXd::Zero(eigen_index(where_.asked));
  if (world >= sums_.size())
    sums_.resize(world + 1, std::vector<ScoredAnswer>(asked().size(), {0, 0, 0, none, none}));
  return sums_[world][question];
}

void AnswerScores::add(std::size_t question, std::span<const LaneAnswer> answers, const ScoreRows& scores,
                       const simulation::BlockState& state) {
  for (auto first = answers.begin(); first != answers.end();) {
    const std::size_t world = state.worlds.of(first->lane);
    const auto last = std::find_if(first, answers.end(), [&](const LaneAnswer& answer) {
      return state.worlds.of(answer.lane) != world;
    });
    add(sums_of(world, question), question, {first, last}, scores);
    first = last;
  }
}

void AnswerScores::add(ScoredAnswer& sums, std::size_t question, std::span<const LaneAnswer> answers,
                       const ScoreRows& scores) {
  sums.trials += static_cast<double>(answers.size());
  coefficients_.assign(where_.scores.size(), 0);
  for (const auto& [score, coefficient] : controls_[question]) coefficients_[score] = coefficient;
  controlled_.clear();
  for (const auto& [lane, answer] : answers) {
    sums.answers += answer;
    sums.squares += answer * answer;
    double rest = answer;
    for (const auto& [score, coefficient] : controls_[question]) rest -= coefficient * scores(score, lane);
    controlled_.push_back(rest);
  }
  for (const ScoreId score : Ids<ScoreId>(where_.asked)) add_score(sums, score, answers, scores);
}

void AnswerScores::add_score(ScoredAnswer& sums, ScoreId score, std::span<const LaneAnswer> answers,
                             const ScoreRows& scores) const {
  const double* const row = scores.row(score).data();
  double sum = 0, product = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::size_t lane = answers[i].lane;
    double answer = controlled_[i];
    for (const ScoreId own : where_.clocks_of[score]) answer += coefficients_[own] * scores(own, lane);
    sum += row[lane];
    product += answer * row[lane];
  }
  sums.scores(eigen_index(score.number())) += sum;
  sums.products(eigen_index(score.number())) += product;
}

} // namespace casus::sensitivity
