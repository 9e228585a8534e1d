// It stands for the report's page in a build without it (CASUS_PAGE=OFF).
#include "report/page/page_template.hpp"

const std::string_view casus::report::page_template;
