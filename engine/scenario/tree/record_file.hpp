#pragma once

#include "scenario/tree/files.hpp"
#include "scenario/tree/node.hpp"

namespace casus::scenario {

/// The tree of a scenario, or of an overlay, with what has been observed in it, where it names the file that
/// holds that: a YAML file whose section `observed`, or all of it, is the record, or a CSV file of its
/// events. The record takes the place of one on which it is laid, the events that of its events. Tells why a
/// file cannot be read, and then leaves the section out.
NodePtr with_record_file(const NodePtr& tree, Files& files, Problems& problems);

} // namespace casus::scenario
