#include "cli/program.hpp"

int main(int argc, char** argv) { return casus::cli::run_program(argc, argv); }
