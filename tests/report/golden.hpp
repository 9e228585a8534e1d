#pragma once

#include <string>

/// Compares a text with tests/report/golden/NAME. CASUS_UPDATE_GOLDEN=1 writes the file anew instead: the
/// commit that changes one says why.
void check_golden(const std::string& name, const std::string& text);
