#pragma once

#include "cli/commands/command.hpp"

#include <memory>

namespace casus::cli {

/// `Kind` has its Help as `help`, adds its options to the app that it is made with, around values that it
/// keeps, and does its work in `carry_out`.
template <class Kind>
Command command() {
  return {Kind::help, [](CLI::App& app) -> Work {
            return
                [kind = std::make_shared<Kind>(app)](const Words& words) { return kind->carry_out(words); };
          }};
}

} // namespace casus::cli
