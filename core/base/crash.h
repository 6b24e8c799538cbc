// What a program leaves behind when it crashes: nothing of its memory.
//
// A core file would hold whatever a client said in the calls that were being answered. So the matcher makes none: not
// in a file (RLIMIT_CORE), and not through a collector such as systemd-coredump, which does not look at that limit
// (PR_SET_DUMPABLE). The second also keeps other programs of the same user out of its memory.
//
// Threads: call it first thing in main. Errors: none; both calls only ever give something up. Cost: two system calls.
#pragma once

namespace meedoen {

// For the rest of this process's life.
void NeverDumpMemory();

}  // namespace meedoen
