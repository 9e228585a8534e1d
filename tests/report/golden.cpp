#include "golden.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>

void check_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(CASUS_SOURCE_DIR "/tests/report/golden/") + name;
  const char* update = std::getenv("CASUS_UPDATE_GOLDEN");
  if (update != nullptr && std::string_view(update) == "1") std::ofstream(path) << text;
  std::ostringstream golden;
  golden << std::ifstream(path).rdbuf();
  INFO("CASUS_UPDATE_GOLDEN=1 test_report writes " << path << " anew");
  CHECK(text == golden.str());
}
