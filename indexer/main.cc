// meedoen-indexer: the write side. It alone changes the catalogue, embeds activities and makes snapshots.
#include <exception>
#include <iostream>

#include "indexer/cli/command_line.h"

int main(int argc, char** argv) {
  try {
    return meedoen::indexer::RunCommandLine(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "meedoen-indexer: " << error.what() << std::endl;
    return 1;
  }
}
