#pragma once

#include "scoring/trajectory_worlds.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace casus::scoring {

/// E|X - y| - E|X - X'| / 2 of a forecast that is these numbers, each as likely: the integral of the squared
/// distance between its distribution function and that of y (Gneiting & Raftery 2007, sec. 4.2).
double crps(std::vector<double> forecast, double observed);

/// Numbers drawn from a forecast.
class ForecastSample {
public:
  /// `answers` as of an AnswerRecord, which hold at least one number.
  ForecastSample(std::span<const double> answers, const TrajectoryWorlds& worlds);

  std::size_t count() const { return sorted_.size(); }
  double mean() const { return mean_; }
  double sd() const;
  /// The share of the numbers below what came, and half of those that equal it.
  double below(double observed) const;
  /// The CRPS of the forecast that they are drawn from, without bias: X and X' are of two trajectories, and
  /// of two worlds where there are several (Ferro 2014, whose fair score this is for one world). Of one
  /// number it is the distance.
  double crps(double observed) const;
  /// What each trajectory adds to the error of the CRPS (its influence function); 0 where it is no trial.
  std::vector<double> crps_addends(double observed) const;

private:
  struct Draw {
    double value; ///< less the first number, so that little cancels
    std::uint64_t trajectory;
  };

  double mean_distance_from(double shifted) const;
  double mean_distance_of_pairs() const;

  std::uint64_t trajectories_;
  TrajectoryWorlds worlds_;
  double shift_ = 0;
  double mean_ = 0;
  std::vector<Draw> sorted_; ///< by value
};

} // namespace casus::scoring
