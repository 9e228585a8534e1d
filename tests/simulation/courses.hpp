#pragma once

// Whole blocks, bit by bit: all that an observer can see of each lane.

#include "simulation/block_simulator.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace casus::test {

/// The bits of one lane, one after the other: its events, its state after each and at every grid point, its
/// end.
using Course = std::vector<std::uint64_t>;

std::vector<Course> courses(const plan::Plan& plan, std::uint64_t seed, const simulation::BlockSpec& spec,
                            const kernels::Kernels& kernels = kernels::best_kernels());

/// Of several blocks, run one after the other by one simulator.
std::vector<std::vector<Course>> courses(const plan::Plan& plan, std::uint64_t seed,
                                         const std::vector<simulation::BlockSpec>& specs);

plan::Plan plan_of(const Scenario& scenario);

struct Named {
  std::string name;
  Scenario scenario;
};

/// Random scenarios, and those of the repository.
std::vector<Named> various_scenarios();

} // namespace casus::test
