/* ud_lanes.h - eight numbers at a time, and functions that are compiled once for machines that have registers that wide and
 * once for the others. Both round in the same way. */
#ifndef SEIMEI_PARSE_UD_LANES_H
#define SEIMEI_PARSE_UD_LANES_H

#include <stdint.h>

typedef float lanes __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t lane_bits __attribute__((vector_size(32), aligned(4), may_alias));
enum { LANES = 8 };

#define INLINE static inline __attribute__((always_inline))
#define lanes_at(p) (*(const lanes *)(const void *)(p))
#define lanes_put(p, x) (*(lanes *)(void *)(p) = *(x))
#define lanes_size(x) ((lanes)((lane_bits)(x) & 0x7FFFFFFF))
#define lanes_soft(x) ((x) / (1.0f + lanes_size(x)))

/* Before a loop over a few registers. */
#define UD_UNROLL _Pragma("GCC unroll 8")

/* Defines name(p) by name##_body(p). */
#if defined(__x86_64__) && defined(__GNUC__)
#define UD_WIDE(name, type)                                                                                            \
  static __attribute__((target("avx2"))) void name##_wide(type p) { name##_body(p); }                                  \
  static void name##_plain(type p) { name##_body(p); }                                                                 \
  void name(type p) {                                                                                                  \
    if (__builtin_cpu_supports("avx2")) name##_wide(p);                                                                \
    else name##_plain(p);                                                                                              \
  }
#else
#define UD_WIDE(name, type)                                                                                            \
  void name(type p) { name##_body(p); }
#endif

#endif
