// The command line of meedoen-indexer: what can be typed, and which command it is.
//
// Threads: one, before any other. Returns the exit code: 0 fine, 1 refused or failed, 2 not understood.
#pragma once

namespace meedoen::indexer {

int RunCommandLine(int argc, char** argv);

}  // namespace meedoen::indexer
