// With g a trial, f its answer and S a score, the derivative of E[g f] / E[g] is (E[g f S] - m E[g S]) /
// E[g], m the mean. Where every trajectory is a trial E[S] is zero, and m E[S] is a control variate; its m,
// taken from the same trajectories, makes the estimate too small by one part in their number, which is put
// right.

#include "sensitivity/score_sums.hpp"
#include "simulation/eigen_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::sensitivity {
namespace {

constexpr std::size_t most_groups = 200;
constexpr std::size_t fewest_groups = 8;
constexpr std::size_t affordable_numbers = 16'000'000;

/// The mean of a score may be so many standard errors from 0, which chance exceeds once in 150,000. A score
/// whose events were never seen is all compensator, and off by far.
constexpr double farthest_from_zero = 4.5;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

GroupSum empty_sum(std::size_t directions) {
  const auto numbers = eigen_index(2 * directions);
  return {0, 0, 0, Eigen::VectorXd::Zero(numbers), Eigen::VectorXd::Zero(numbers)};
}

void add_to(GroupSum& sum, const GroupSum& more) {
  sum.trials += more.trials;
  sum.answers += more.answers;
  sum.squares += more.squares;
  sum.alone += more.alone;
  sum.with_answer += more.with_answer;
}

} // namespace

std::size_t affordable_groups(std::size_t questions, std::size_t directions) {
  const std::size_t numbers = std::max<std::size_t>(1, 4 * questions * directions);
  return std::clamp(affordable_numbers / numbers, fewest_groups, most_groups);
}

ScoreSums::ScoreSums(std::size_t questions, std::size_t directions, std::size_t groups)
    : groups_(groups, std::vector<GroupSum>(questions, empty_sum(directions))),
      totals_(questions, empty_sum(directions)) {}

void ScoreSums::add(std::size_t group, std::size_t question, const GroupSum& sum) {
  add_to(groups_[group][question], sum);
  add_to(totals_[question], sum);
}

double ScoreSums::occupied_groups(std::size_t question) const {
  return static_cast<double>(std::count_if(groups_.begin(), groups_.end(),
                                           [&](const auto& group) { return group[question].trials > 0; }));
}

double ScoreSums::se(std::size_t question, bool is_one_world) const {
  if (!is_one_world) return std::sqrt(covariance(question, question));
  const double variance = totals_[question].squares / trials(question) - mean(question) * mean(question);
  return std::sqrt(std::max(0.0, variance) / trials(question));
}

double ScoreSums::covariance(std::size_t first, std::size_t second) const {
  const double count = std::min(occupied_groups(first), occupied_groups(second));
  if (count < 2) return nothing;
  double products = 0;
  for (const auto& group : groups_)
    products += (group[first].answers - mean(first) * group[first].trials) *
                (group[second].answers - mean(second) * group[second].trials);
  return count / (count - 1) * products / (trials(first) * trials(second));
}

std::vector<Estimate> ScoreSums::derivatives(std::size_t question, bool is_every) const {
  const GroupSum& total = totals_[question];
  const double m = mean(question), n = total.trials, count = occupied_groups(question);
  const double correction = is_every && n > 1 ? n / (n - 1) : 1;
  const double to_variance = count < 2 ? nothing : count / (count - 1) / (n * n);
  const Eigen::VectorXd alone = total.alone / n;
  const Eigen::VectorXd slopes = total.with_answer / n - m * alone;
  Eigen::VectorXd squares = Eigen::VectorXd::Zero(slopes.size()), alone_squares = squares;
  for (const auto& group : groups_) {
    const GroupSum& sum = group[question];
    squares +=
        (sum.with_answer - m * sum.alone - (sum.answers - m * sum.trials) * alone - sum.trials * slopes)
            .cwiseAbs2();
    alone_squares += (sum.alone - sum.trials * alone).cwiseAbs2();
  }
  std::vector<Estimate> result;
  for (Eigen::Index d = 0; d < slopes.size(); ++d) {
    const bool is_off = std::abs(alone(d)) > farthest_from_zero * std::sqrt(to_variance * alone_squares(d));
    result.push_back({correction * slopes(d), std::sqrt(to_variance * squares(d)), !(is_every && is_off)});
  }
  return result;
}

} // namespace casus::sensitivity
