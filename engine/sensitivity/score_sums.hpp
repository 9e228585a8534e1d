#pragma once

#include <Eigen/Core>

#include <vector>

namespace casus::sensitivity {

/// Sums over the trajectories of one group, of one question.
struct GroupSum {
  double trials = 0;
  double answers = 0;
  double squares = 0;          ///< of answers
  Eigen::VectorXd alone;       ///< scores along each number, by value and by logarithm
  Eigen::VectorXd with_answer; ///< answer times those
};

/// A derivative with its standard error.
struct Estimate {
  double value = 0;
  double se = 0;
  bool is_seen = true; ///< the mean of the score is 0, as it must be, as far as its own error tells
};

/// Sums of answers and scores in random groups of whole worlds, or of blocks where there is one world, from
/// which errors are told: Wolter 2007, ch. 2. Its memory does not grow with the trajectories.
class ScoreSums {
public:
  ScoreSums(std::size_t questions, std::size_t directions, std::size_t groups);

  void add(std::size_t group, std::size_t question, const GroupSum& sum);

  std::size_t groups() const { return groups_.size(); }
  double trials(std::size_t question) const { return totals_[question].trials; }
  double answers(std::size_t question) const { return totals_[question].answers; }
  /// The mean of the answers to a question that has trials.
  double mean(std::size_t question) const { return answers(question) / trials(question); }
  /// The mean's standard error: of whole groups, or where there is one world of its independent trajectories.
  double se(std::size_t question, bool is_one_world) const;
  /// The covariance of two questions' means.
  double covariance(std::size_t first, std::size_t second) const;
  /// The derivatives along each number, by value and by logarithm. `is_every` says that every trajectory is a
  /// trial.
  std::vector<Estimate> derivatives(std::size_t question, bool is_every) const;

private:
  double occupied_groups(std::size_t question) const;

  std::vector<std::vector<GroupSum>> groups_; ///< [group][question]
  std::vector<GroupSum> totals_;
};

/// The number of groups: as many as give errors a good number of degrees of freedom and fit into memory.
std::size_t affordable_groups(std::size_t questions, std::size_t directions);

} // namespace casus::sensitivity
