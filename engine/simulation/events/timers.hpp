#pragma once

#include "simulation/block_state.hpp"
#include "simulation/events/agenda.hpp"

#include <span>

namespace casus::simulation {

/// Puts the moments into the agenda at which something changes by itself.
class Timers {
public:
  Timers(const plan::Plan& plan, Agenda& agenda) : plan_(plan), agenda_(agenda) {}

  /// Puts the moments of all timers in, in all lanes, at the start.
  void set_all(const BlockState& state, double day);
  /// Puts those in whose moments may have moved by what happened on the day. A moment that was put there
  /// before stays: looking once more changes nothing.
  void set(const BlockState& state, std::size_t lane, double day, std::span<const plan::TimerId> timers);

private:
  const plan::Plan& plan_;
  Agenda& agenda_;
};

} // namespace casus::simulation
