#include "core/base/crash.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace meedoen {

void NeverDumpMemory() {
  constexpr rlimit kNone = {0, 0};
  ::setrlimit(RLIMIT_CORE, &kNone);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

}  // namespace meedoen
