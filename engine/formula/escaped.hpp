#pragma once

#include <string>
#include <string_view>

namespace casus::formula {

/// The text with whatever could steer a terminal written out: control characters of ASCII as \x1b, those of
/// Unicode as \u009b (the marks that turn the direction of writing among them), and bytes that are no UTF-8
/// as \xff. Those characters of ASCII stay that are `kept`.
std::string escaped(std::string_view text, std::string_view kept = {});

} // namespace casus::formula
