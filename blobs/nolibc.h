/* SPDX-License-Identifier: MIT
 *
 * nolibc: all that a blob has instead of a C library. The door to the kernel, and what compilers
 * call by themselves. Knows nothing of errno, locks, thread-local storage; leaves the FPU alone.
 */
#ifndef CR_NOLIBC_H
#define CR_NOLIBC_H

#include <stddef.h>
#include <stdint.h>
#include <asm/unistd.h>

#if defined(__x86_64__) && !defined(__ILP32__)
/* Result, or -errno. */
static inline long nolibc_call(long nr, long a, long b, long c, long d, long e, long f)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;
	long result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return result;
}

/* A call as 32-bit programs make it. The kernel leaves r8 to r11 undefined. */
static inline long nolibc_call_compat(long nr, uint64_t a, uint64_t b, uint64_t c, uint64_t d,
				      uint64_t e)
{
	long result;

	__asm__ volatile("int $0x80"
			 : "=a"(result)
			 : "a"(nr), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e)
			 : "r8", "r9", "r10", "r11", "memory", "cc");
	return (int32_t)result;
}
#else
#error "no blobs for this architecture yet: add its system call to blobs/nolibc.h"
#endif

/* Arguments of any integer or pointer type; at least one, the rest is 0. */
#define NOLIBC_ARGS(nr, a, b, c, d, e, f, ...) \
	nolibc_call((nr), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))
#define SYS(nr, ...) NOLIBC_ARGS(nr, __VA_ARGS__, 0, 0, 0, 0, 0, 0)

/* Emitted by the compiler for copies of structs. */
__attribute__((unused)) void *memcpy(void *to, const void *from, size_t n)
{
	unsigned char *t = to;
	const unsigned char *f = from;

	while (n--)
		*t++ = *f++;
	return to;
}

__attribute__((unused)) void *memset(void *to, int c, size_t n)
{
	unsigned char *t = to;

	while (n--)
		*t++ = (unsigned char)c;
	return to;
}

#endif
