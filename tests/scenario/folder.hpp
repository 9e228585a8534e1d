#pragma once

#include "casus/scenario.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// A folder of scenario files, removed at the end.
class Folder {
public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  /// Writes a file, and the folder in which it is.
  void write(const std::string& name, const std::string& text) const;
  casus::Scenario load(const std::string& name, const std::vector<std::string>& settings = {}) const;
  /// What is wrong with a file, or its warnings where nothing is. The folder's own path is left out.
  std::vector<std::string> problems_of(const std::string& name,
                                       const std::vector<std::string>& settings = {}) const;
  /// The same with source lines and carets, all in one text.
  std::string told_of(const std::string& name) const;

  std::string without_path(std::string text) const;

private:
  std::filesystem::path path_;
};
