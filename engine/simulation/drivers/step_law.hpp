#pragma once

#include "plan/plan.hpp"
#include "simulation/drivers/flow.hpp"

namespace casus::simulation {

/// The exact law of a group of drivers over a step: of what they become at its end, and of the mean over it
/// that intensities read. With x at the step's begin and two vectors of normals z, w (docs/methods.md, Time):
///   mean = mean_propagator x + mean_shift + mean_noise z + mean_noise_second w
///   end  = propagator x + shift + noise z + noise_second w
/// and the noise of the step up to its middle is middle_noise z + middle_noise_second w.
struct StepLaw {
  StepLaw(const LinearSde& sde, const plan::GroupPlan& group, double length, bool is_refined);

  /// The standard normals of half a step, made of z and w.
  struct HalfNormals {
    Eigen::MatrixXd of_first{}, of_second{};
  };

  LinearSde sde;
  LawSeries series; ///< of the same
  double length;
  bool is_refined;
  Flow flow;
  Moments half;                    ///< of half the step
  Eigen::MatrixXd inverse_of_half; ///< of the root of its covariance
  Eigen::MatrixXd propagator;
  Eigen::VectorXd shift;
  Eigen::MatrixXd mean_noise, mean_noise_second;
  Eigen::MatrixXd noise, noise_second;
  Eigen::MatrixXd middle_noise, middle_noise_second;
  HalfNormals first_half, second_half; ///< of a refined step; of others they are z and w
};

} // namespace casus::simulation
