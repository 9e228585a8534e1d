#pragma once

#include <string>

namespace casus::language {

/// docs/reference.md: every key, function, unit, distribution and verb of the language, in Markdown.
std::string reference_page();

} // namespace casus::language
