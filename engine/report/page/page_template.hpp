#pragma once

#include <string_view>

namespace casus::report {

/// The report's page, bundled from engine/report/page/script when casus is built: HTML with the gaps
/// {{results}} and {{words}}, each of which takes one JSON document. Empty where casus is built without it
/// (CASUS_PAGE=OFF).
extern const std::string_view page_template;

} // namespace casus::report
