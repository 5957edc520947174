/* SPDX-License-Identifier: MIT
 *
 * arch: picks the one file that knows this machine's registers, calls and instructions.
 * Refuses to compile where there is none, and says what to add.
 */
#if defined(__x86_64__) && !defined(__ILP32__)
#include "arch_x86_64.c"
#include "arch_ia32.c"
#else
#error "cr knows only 64-bit x86: add impl/kernel/arch_NAME.c with everything under 'architecture' in kernel.h and name it here"
#endif
