/* SPDX-License-Identifier: MIT
 *
 * Generated from proto/cr.proto by tool/gen.sh (make gen); do not edit.
 * sources: sha256 1c914f0a35746f6b22ed51b146acbcd9082fabcf50602a231ee5c0f4ae587ba8
 * made with: protobuf-c 1.4.1
 */

#include "cr.pb-c.h"
CR_GEN void   cr__cr_thread_entry__init
                     (Cr__CrThreadEntry         *message)
{
  static const Cr__CrThreadEntry init_value = CR__CR_THREAD_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_dispatch_entry__init
                     (Cr__CrDispatchEntry         *message)
{
  static const Cr__CrDispatchEntry init_value = CR__CR_DISPATCH_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_speculation_entry__init
                     (Cr__CrSpeculationEntry         *message)
{
  static const Cr__CrSpeculationEntry init_value = CR__CR_SPECULATION_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_sysv_entry__init
                     (Cr__CrSysvEntry         *message)
{
  static const Cr__CrSysvEntry init_value = CR__CR_SYSV_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_mapping_entry__init
                     (Cr__CrMappingEntry         *message)
{
  static const Cr__CrMappingEntry init_value = CR__CR_MAPPING_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_policy_entry__init
                     (Cr__CrPolicyEntry         *message)
{
  static const Cr__CrPolicyEntry init_value = CR__CR_POLICY_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_memory_entry__init
                     (Cr__CrMemoryEntry         *message)
{
  static const Cr__CrMemoryEntry init_value = CR__CR_MEMORY_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_task_entry__init
                     (Cr__CrTaskEntry         *message)
{
  static const Cr__CrTaskEntry init_value = CR__CR_TASK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_interface_entry__init
                     (Cr__CrInterfaceEntry         *message)
{
  static const Cr__CrInterfaceEntry init_value = CR__CR_INTERFACE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_group_entry__init
                     (Cr__CrGroupEntry         *message)
{
  static const Cr__CrGroupEntry init_value = CR__CR_GROUP_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_option_entry__init
                     (Cr__CrOptionEntry         *message)
{
  static const Cr__CrOptionEntry init_value = CR__CR_OPTION_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_packet_entry__init
                     (Cr__CrPacketEntry         *message)
{
  static const Cr__CrPacketEntry init_value = CR__CR_PACKET_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_unix_entry__init
                     (Cr__CrUnixEntry         *message)
{
  static const Cr__CrUnixEntry init_value = CR__CR_UNIX_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_watch_entry__init
                     (Cr__CrWatchEntry         *message)
{
  static const Cr__CrWatchEntry init_value = CR__CR_WATCH_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_message_entry__init
                     (Cr__CrMessageEntry         *message)
{
  static const Cr__CrMessageEntry init_value = CR__CR_MESSAGE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_queue_entry__init
                     (Cr__CrQueueEntry         *message)
{
  static const Cr__CrQueueEntry init_value = CR__CR_QUEUE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_attribute_entry__init
                     (Cr__CrAttributeEntry         *message)
{
  static const Cr__CrAttributeEntry init_value = CR__CR_ATTRIBUTE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_mark_entry__init
                     (Cr__CrMarkEntry         *message)
{
  static const Cr__CrMarkEntry init_value = CR__CR_MARK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_file_entry__init
                     (Cr__CrFileEntry         *message)
{
  static const Cr__CrFileEntry init_value = CR__CR_FILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_note_entry__init
                     (Cr__CrNoteEntry         *message)
{
  static const Cr__CrNoteEntry init_value = CR__CR_NOTE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_entry__init
                     (Cr__CrEntry         *message)
{
  static const Cr__CrEntry init_value = CR__CR_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_sum_member__init
                     (Cr__CrSumMember         *message)
{
  static const Cr__CrSumMember init_value = CR__CR_SUM_MEMBER__INIT;
  *message = init_value;
}
CR_GEN void   cr__cr_sum_entry__init
                     (Cr__CrSumEntry         *message)
{
  static const Cr__CrSumEntry init_value = CR__CR_SUM_ENTRY__INIT;
  *message = init_value;
}
static const ProtobufCFieldDescriptor cr__cr_thread_entry__field_descriptors[29] =
{
  {
    "tid",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrThreadEntry, tid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "syscall_nr",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_SINT32,
    offsetof(Cr__CrThreadEntry, has_syscall_nr),
    offsetof(Cr__CrThreadEntry, syscall_nr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "restart",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrThreadEntry, has_restart),
    offsetof(Cr__CrThreadEntry, restart),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "remaining_ns",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrThreadEntry, has_remaining_ns),
    offsetof(Cr__CrThreadEntry, remaining_ns),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "args",
    5,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrThreadEntry, n_args),
    offsetof(Cr__CrThreadEntry, args),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "estimated",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrThreadEntry, has_estimated),
    offsetof(Cr__CrThreadEntry, estimated),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "affinity",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__CrThreadEntry, has_affinity),
    offsetof(Cr__CrThreadEntry, affinity),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "timer_slack_ns",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrThreadEntry, has_timer_slack_ns),
    offsetof(Cr__CrThreadEntry, timer_slack_ns),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "reset_on_fork",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrThreadEntry, has_reset_on_fork),
    offsetof(Cr__CrThreadEntry, reset_on_fork),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ip",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrThreadEntry, has_ip),
    offsetof(Cr__CrThreadEntry, ip),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sp",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrThreadEntry, has_sp),
    offsetof(Cr__CrThreadEntry, sp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "io_priority",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrThreadEntry, has_io_priority),
    offsetof(Cr__CrThreadEntry, io_priority),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "runtime_ns",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrThreadEntry, has_runtime_ns),
    offsetof(Cr__CrThreadEntry, runtime_ns),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "deadline_ns",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrThreadEntry, has_deadline_ns),
    offsetof(Cr__CrThreadEntry, deadline_ns),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "period_ns",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrThreadEntry, has_period_ns),
    offsetof(Cr__CrThreadEntry, period_ns),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "xstate",
    16,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__CrThreadEntry, has_xstate),
    offsetof(Cr__CrThreadEntry, xstate),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "speculation",
    17,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrThreadEntry, n_speculation),
    offsetof(Cr__CrThreadEntry, speculation),
    &cr__cr_speculation_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mce_kill",
    18,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrThreadEntry, has_mce_kill),
    offsetof(Cr__CrThreadEntry, mce_kill),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tsc_faults",
    19,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrThreadEntry, has_tsc_faults),
    offsetof(Cr__CrThreadEntry, tsc_faults),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cpuid_faults",
    20,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrThreadEntry, has_cpuid_faults),
    offsetof(Cr__CrThreadEntry, cpuid_faults),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "io_flusher",
    21,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrThreadEntry, has_io_flusher),
    offsetof(Cr__CrThreadEntry, io_flusher),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "memory_mode",
    22,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrThreadEntry, has_memory_mode),
    offsetof(Cr__CrThreadEntry, memory_mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "memory_nodes",
    23,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__CrThreadEntry, has_memory_nodes),
    offsetof(Cr__CrThreadEntry, memory_nodes),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "session_keyring",
    24,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_SINT32,
    offsetof(Cr__CrThreadEntry, has_session_keyring),
    offsetof(Cr__CrThreadEntry, session_keyring),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sched_flags",
    25,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrThreadEntry, has_sched_flags),
    offsetof(Cr__CrThreadEntry, sched_flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "util_min",
    26,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrThreadEntry, has_util_min),
    offsetof(Cr__CrThreadEntry, util_min),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "util_max",
    27,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrThreadEntry, has_util_max),
    offsetof(Cr__CrThreadEntry, util_max),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "slice_ns",
    28,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrThreadEntry, has_slice_ns),
    offsetof(Cr__CrThreadEntry, slice_ns),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dispatch",
    60,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CrThreadEntry, dispatch),
    &cr__cr_dispatch_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_thread_entry__field_indices_by_name[] = {
  6,   /* field[6] = affinity */
  4,   /* field[4] = args */
  19,   /* field[19] = cpuid_faults */
  13,   /* field[13] = deadline_ns */
  28,   /* field[28] = dispatch */
  5,   /* field[5] = estimated */
  20,   /* field[20] = io_flusher */
  11,   /* field[11] = io_priority */
  9,   /* field[9] = ip */
  17,   /* field[17] = mce_kill */
  21,   /* field[21] = memory_mode */
  22,   /* field[22] = memory_nodes */
  14,   /* field[14] = period_ns */
  3,   /* field[3] = remaining_ns */
  8,   /* field[8] = reset_on_fork */
  2,   /* field[2] = restart */
  12,   /* field[12] = runtime_ns */
  24,   /* field[24] = sched_flags */
  23,   /* field[23] = session_keyring */
  27,   /* field[27] = slice_ns */
  10,   /* field[10] = sp */
  16,   /* field[16] = speculation */
  1,   /* field[1] = syscall_nr */
  0,   /* field[0] = tid */
  7,   /* field[7] = timer_slack_ns */
  18,   /* field[18] = tsc_faults */
  26,   /* field[26] = util_max */
  25,   /* field[25] = util_min */
  15,   /* field[15] = xstate */
};
static const ProtobufCIntRange cr__cr_thread_entry__number_ranges[2 + 1] =
{
  { 1, 0 },
  { 60, 28 },
  { 0, 29 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_thread_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_thread_entry",
  "CrThreadEntry",
  "Cr__CrThreadEntry",
  "cr",
  sizeof(Cr__CrThreadEntry),
  29,
  cr__cr_thread_entry__field_descriptors,
  cr__cr_thread_entry__field_indices_by_name,
  2,  cr__cr_thread_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_thread_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_dispatch_entry__field_descriptors[4] =
{
  {
    "mode",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrDispatchEntry, mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "selector",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__CrDispatchEntry, selector),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "offset",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__CrDispatchEntry, offset),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "len",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__CrDispatchEntry, len),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_dispatch_entry__field_indices_by_name[] = {
  3,   /* field[3] = len */
  0,   /* field[0] = mode */
  2,   /* field[2] = offset */
  1,   /* field[1] = selector */
};
static const ProtobufCIntRange cr__cr_dispatch_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_dispatch_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_dispatch_entry",
  "CrDispatchEntry",
  "Cr__CrDispatchEntry",
  "cr",
  sizeof(Cr__CrDispatchEntry),
  4,
  cr__cr_dispatch_entry__field_descriptors,
  cr__cr_dispatch_entry__field_indices_by_name,
  1,  cr__cr_dispatch_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_dispatch_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_speculation_entry__field_descriptors[2] =
{
  {
    "which",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrSpeculationEntry, which),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "control",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrSpeculationEntry, control),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_speculation_entry__field_indices_by_name[] = {
  1,   /* field[1] = control */
  0,   /* field[0] = which */
};
static const ProtobufCIntRange cr__cr_speculation_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_speculation_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_speculation_entry",
  "CrSpeculationEntry",
  "Cr__CrSpeculationEntry",
  "cr",
  sizeof(Cr__CrSpeculationEntry),
  2,
  cr__cr_speculation_entry__field_descriptors,
  cr__cr_speculation_entry__field_indices_by_name,
  1,  cr__cr_speculation_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_speculation_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_sysv_entry__field_descriptors[7] =
{
  {
    "key",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrSysvEntry, key),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ctime",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_SINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__CrSysvEntry, ctime),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "size",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__CrSysvEntry, size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pages",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrSysvEntry, has_pages),
    offsetof(Cr__CrSysvEntry, pages),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mode",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrSysvEntry, has_mode),
    offsetof(Cr__CrSysvEntry, mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "uid",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrSysvEntry, has_uid),
    offsetof(Cr__CrSysvEntry, uid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gid",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrSysvEntry, has_gid),
    offsetof(Cr__CrSysvEntry, gid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_sysv_entry__field_indices_by_name[] = {
  1,   /* field[1] = ctime */
  6,   /* field[6] = gid */
  0,   /* field[0] = key */
  4,   /* field[4] = mode */
  3,   /* field[3] = pages */
  2,   /* field[2] = size */
  5,   /* field[5] = uid */
};
static const ProtobufCIntRange cr__cr_sysv_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 7 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_sysv_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_sysv_entry",
  "CrSysvEntry",
  "Cr__CrSysvEntry",
  "cr",
  sizeof(Cr__CrSysvEntry),
  7,
  cr__cr_sysv_entry__field_descriptors,
  cr__cr_sysv_entry__field_indices_by_name,
  1,  cr__cr_sysv_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_sysv_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_mapping_entry__field_descriptors[6] =
{
  {
    "start",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__CrMappingEntry, start),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "end",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__CrMappingEntry, end),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sealed",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrMappingEntry, has_sealed),
    offsetof(Cr__CrMappingEntry, sealed),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "lock_on_fault",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrMappingEntry, has_lock_on_fault),
    offsetof(Cr__CrMappingEntry, lock_on_fault),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "name",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrMappingEntry, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sysv",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CrMappingEntry, sysv),
    &cr__cr_sysv_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_mapping_entry__field_indices_by_name[] = {
  1,   /* field[1] = end */
  3,   /* field[3] = lock_on_fault */
  4,   /* field[4] = name */
  2,   /* field[2] = sealed */
  0,   /* field[0] = start */
  5,   /* field[5] = sysv */
};
static const ProtobufCIntRange cr__cr_mapping_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 6 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_mapping_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_mapping_entry",
  "CrMappingEntry",
  "Cr__CrMappingEntry",
  "cr",
  sizeof(Cr__CrMappingEntry),
  6,
  cr__cr_mapping_entry__field_descriptors,
  cr__cr_mapping_entry__field_indices_by_name,
  1,  cr__cr_mapping_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_mapping_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_policy_entry__field_descriptors[4] =
{
  {
    "start",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__CrPolicyEntry, start),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "end",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__CrPolicyEntry, end),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mode",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrPolicyEntry, mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "nodes",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BYTES,
    0,   /* quantifier_offset */
    offsetof(Cr__CrPolicyEntry, nodes),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_policy_entry__field_indices_by_name[] = {
  1,   /* field[1] = end */
  2,   /* field[2] = mode */
  3,   /* field[3] = nodes */
  0,   /* field[0] = start */
};
static const ProtobufCIntRange cr__cr_policy_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_policy_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_policy_entry",
  "CrPolicyEntry",
  "Cr__CrPolicyEntry",
  "cr",
  sizeof(Cr__CrPolicyEntry),
  4,
  cr__cr_policy_entry__field_descriptors,
  cr__cr_policy_entry__field_indices_by_name,
  1,  cr__cr_policy_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_policy_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_memory_entry__field_descriptors[3] =
{
  {
    "mappings",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrMemoryEntry, n_mappings),
    offsetof(Cr__CrMemoryEntry, mappings),
    &cr__cr_mapping_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "lock_future",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrMemoryEntry, has_lock_future),
    offsetof(Cr__CrMemoryEntry, lock_future),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "policies",
    3,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrMemoryEntry, n_policies),
    offsetof(Cr__CrMemoryEntry, policies),
    &cr__cr_policy_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_memory_entry__field_indices_by_name[] = {
  1,   /* field[1] = lock_future */
  0,   /* field[0] = mappings */
  2,   /* field[2] = policies */
};
static const ProtobufCIntRange cr__cr_memory_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_memory_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_memory_entry",
  "CrMemoryEntry",
  "Cr__CrMemoryEntry",
  "cr",
  sizeof(Cr__CrMemoryEntry),
  3,
  cr__cr_memory_entry__field_descriptors,
  cr__cr_memory_entry__field_indices_by_name,
  1,  cr__cr_memory_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_memory_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_task_entry__field_descriptors[18] =
{
  {
    "pid",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrTaskEntry, pid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "threads",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrTaskEntry, n_threads),
    offsetof(Cr__CrTaskEntry, threads),
    &cr__cr_thread_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "exit_signal",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrTaskEntry, has_exit_signal),
    offsetof(Cr__CrTaskEntry, exit_signal),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "coredump_filter",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrTaskEntry, has_coredump_filter),
    offsetof(Cr__CrTaskEntry, coredump_filter),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "seccomp_filters",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrTaskEntry, has_seccomp_filters),
    offsetof(Cr__CrTaskEntry, seccomp_filters),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mdwe",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrTaskEntry, has_mdwe),
    offsetof(Cr__CrTaskEntry, mdwe),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "memory_merge",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrTaskEntry, has_memory_merge),
    offsetof(Cr__CrTaskEntry, memory_merge),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "thp_flags",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrTaskEntry, has_thp_flags),
    offsetof(Cr__CrTaskEntry, thp_flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "autogroup_nice",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_SINT32,
    offsetof(Cr__CrTaskEntry, has_autogroup_nice),
    offsetof(Cr__CrTaskEntry, autogroup_nice),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "session_keyring",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_SINT32,
    offsetof(Cr__CrTaskEntry, has_session_keyring),
    offsetof(Cr__CrTaskEntry, session_keyring),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "session_keyring_name",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrTaskEntry, session_keyring_name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "timer_restore_ids",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrTaskEntry, has_timer_restore_ids),
    offsetof(Cr__CrTaskEntry, timer_restore_ids),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "xcomp_permitted",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrTaskEntry, has_xcomp_permitted),
    offsetof(Cr__CrTaskEntry, xcomp_permitted),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "security_label",
    16,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrTaskEntry, security_label),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "memory",
    20,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CrTaskEntry, memory),
    &cr__cr_memory_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "news",
    40,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrTaskEntry, has_news),
    offsetof(Cr__CrTaskEntry, news),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ended_ids",
    41,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrTaskEntry, n_ended_ids),
    offsetof(Cr__CrTaskEntry, ended_ids),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "session_ended",
    42,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrTaskEntry, has_session_ended),
    offsetof(Cr__CrTaskEntry, session_ended),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_task_entry__field_indices_by_name[] = {
  8,   /* field[8] = autogroup_nice */
  3,   /* field[3] = coredump_filter */
  16,   /* field[16] = ended_ids */
  2,   /* field[2] = exit_signal */
  5,   /* field[5] = mdwe */
  14,   /* field[14] = memory */
  6,   /* field[6] = memory_merge */
  15,   /* field[15] = news */
  0,   /* field[0] = pid */
  4,   /* field[4] = seccomp_filters */
  13,   /* field[13] = security_label */
  17,   /* field[17] = session_ended */
  9,   /* field[9] = session_keyring */
  10,   /* field[10] = session_keyring_name */
  7,   /* field[7] = thp_flags */
  1,   /* field[1] = threads */
  11,   /* field[11] = timer_restore_ids */
  12,   /* field[12] = xcomp_permitted */
};
static const ProtobufCIntRange cr__cr_task_entry__number_ranges[4 + 1] =
{
  { 1, 0 },
  { 6, 3 },
  { 20, 14 },
  { 40, 15 },
  { 0, 18 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_task_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_task_entry",
  "CrTaskEntry",
  "Cr__CrTaskEntry",
  "cr",
  sizeof(Cr__CrTaskEntry),
  18,
  cr__cr_task_entry__field_descriptors,
  cr__cr_task_entry__field_indices_by_name,
  4,  cr__cr_task_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_task_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_interface_entry__field_descriptors[2] =
{
  {
    "index",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrInterfaceEntry, index),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "name",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrInterfaceEntry, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_interface_entry__field_indices_by_name[] = {
  0,   /* field[0] = index */
  1,   /* field[1] = name */
};
static const ProtobufCIntRange cr__cr_interface_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_interface_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_interface_entry",
  "CrInterfaceEntry",
  "Cr__CrInterfaceEntry",
  "cr",
  sizeof(Cr__CrInterfaceEntry),
  2,
  cr__cr_interface_entry__field_descriptors,
  cr__cr_interface_entry__field_indices_by_name,
  1,  cr__cr_interface_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_interface_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_group_entry__field_descriptors[4] =
{
  {
    "index",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrGroupEntry, index),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "address",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BYTES,
    0,   /* quantifier_offset */
    offsetof(Cr__CrGroupEntry, address),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "exclude",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrGroupEntry, has_exclude),
    offsetof(Cr__CrGroupEntry, exclude),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sources",
    4,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__CrGroupEntry, n_sources),
    offsetof(Cr__CrGroupEntry, sources),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_group_entry__field_indices_by_name[] = {
  1,   /* field[1] = address */
  2,   /* field[2] = exclude */
  0,   /* field[0] = index */
  3,   /* field[3] = sources */
};
static const ProtobufCIntRange cr__cr_group_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_group_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_group_entry",
  "CrGroupEntry",
  "Cr__CrGroupEntry",
  "cr",
  sizeof(Cr__CrGroupEntry),
  4,
  cr__cr_group_entry__field_descriptors,
  cr__cr_group_entry__field_indices_by_name,
  1,  cr__cr_group_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_group_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_option_entry__field_descriptors[3] =
{
  {
    "level",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrOptionEntry, level),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "name",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrOptionEntry, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "value",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BYTES,
    0,   /* quantifier_offset */
    offsetof(Cr__CrOptionEntry, value),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_option_entry__field_indices_by_name[] = {
  0,   /* field[0] = level */
  1,   /* field[1] = name */
  2,   /* field[2] = value */
};
static const ProtobufCIntRange cr__cr_option_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_option_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_option_entry",
  "CrOptionEntry",
  "Cr__CrOptionEntry",
  "cr",
  sizeof(Cr__CrOptionEntry),
  3,
  cr__cr_option_entry__field_descriptors,
  cr__cr_option_entry__field_indices_by_name,
  1,  cr__cr_option_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_option_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_packet_entry__field_descriptors[5] =
{
  {
    "sender",
    1,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__CrPacketEntry, has_sender),
    offsetof(Cr__CrPacketEntry, sender),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pid",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrPacketEntry, has_pid),
    offsetof(Cr__CrPacketEntry, pid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "uid",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrPacketEntry, has_uid),
    offsetof(Cr__CrPacketEntry, uid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gid",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrPacketEntry, has_gid),
    offsetof(Cr__CrPacketEntry, gid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "urgent",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrPacketEntry, has_urgent),
    offsetof(Cr__CrPacketEntry, urgent),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_packet_entry__field_indices_by_name[] = {
  3,   /* field[3] = gid */
  1,   /* field[1] = pid */
  0,   /* field[0] = sender */
  2,   /* field[2] = uid */
  4,   /* field[4] = urgent */
};
static const ProtobufCIntRange cr__cr_packet_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_packet_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_packet_entry",
  "CrPacketEntry",
  "Cr__CrPacketEntry",
  "cr",
  sizeof(Cr__CrPacketEntry),
  5,
  cr__cr_packet_entry__field_descriptors,
  cr__cr_packet_entry__field_indices_by_name,
  1,  cr__cr_packet_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_packet_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_unix_entry__field_descriptors[7] =
{
  {
    "place",
    1,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrUnixEntry, place),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "peer_name",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__CrUnixEntry, has_peer_name),
    offsetof(Cr__CrUnixEntry, peer_name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "waiting",
    3,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrUnixEntry, n_waiting),
    offsetof(Cr__CrUnixEntry, waiting),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pid",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrUnixEntry, has_pid),
    offsetof(Cr__CrUnixEntry, pid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "uid",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrUnixEntry, has_uid),
    offsetof(Cr__CrUnixEntry, uid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gid",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrUnixEntry, has_gid),
    offsetof(Cr__CrUnixEntry, gid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "packets",
    7,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrUnixEntry, n_packets),
    offsetof(Cr__CrUnixEntry, packets),
    &cr__cr_packet_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_unix_entry__field_indices_by_name[] = {
  5,   /* field[5] = gid */
  6,   /* field[6] = packets */
  1,   /* field[1] = peer_name */
  3,   /* field[3] = pid */
  0,   /* field[0] = place */
  4,   /* field[4] = uid */
  2,   /* field[2] = waiting */
};
static const ProtobufCIntRange cr__cr_unix_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 7 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_unix_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_unix_entry",
  "CrUnixEntry",
  "Cr__CrUnixEntry",
  "cr",
  sizeof(Cr__CrUnixEntry),
  7,
  cr__cr_unix_entry__field_descriptors,
  cr__cr_unix_entry__field_indices_by_name,
  1,  cr__cr_unix_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_unix_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_watch_entry__field_descriptors[3] =
{
  {
    "index",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrWatchEntry, index),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "number",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrWatchEntry, has_number),
    offsetof(Cr__CrWatchEntry, number),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pid",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrWatchEntry, has_pid),
    offsetof(Cr__CrWatchEntry, pid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_watch_entry__field_indices_by_name[] = {
  0,   /* field[0] = index */
  1,   /* field[1] = number */
  2,   /* field[2] = pid */
};
static const ProtobufCIntRange cr__cr_watch_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_watch_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_watch_entry",
  "CrWatchEntry",
  "Cr__CrWatchEntry",
  "cr",
  sizeof(Cr__CrWatchEntry),
  3,
  cr__cr_watch_entry__field_descriptors,
  cr__cr_watch_entry__field_indices_by_name,
  1,  cr__cr_watch_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_watch_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_message_entry__field_descriptors[2] =
{
  {
    "priority",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrMessageEntry, priority),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "data",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BYTES,
    0,   /* quantifier_offset */
    offsetof(Cr__CrMessageEntry, data),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_message_entry__field_indices_by_name[] = {
  1,   /* field[1] = data */
  0,   /* field[0] = priority */
};
static const ProtobufCIntRange cr__cr_message_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_message_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_message_entry",
  "CrMessageEntry",
  "Cr__CrMessageEntry",
  "cr",
  sizeof(Cr__CrMessageEntry),
  2,
  cr__cr_message_entry__field_descriptors,
  cr__cr_message_entry__field_indices_by_name,
  1,  cr__cr_message_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_message_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_queue_entry__field_descriptors[11] =
{
  {
    "max_messages",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrQueueEntry, max_messages),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "message_size",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrQueueEntry, message_size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mode",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrQueueEntry, mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "uid",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrQueueEntry, uid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gid",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrQueueEntry, gid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "unlinked",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrQueueEntry, has_unlinked),
    offsetof(Cr__CrQueueEntry, unlinked),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "outside",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrQueueEntry, has_outside),
    offsetof(Cr__CrQueueEntry, outside),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "messages",
    8,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrQueueEntry, n_messages),
    offsetof(Cr__CrQueueEntry, messages),
    &cr__cr_message_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "notify_pid",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrQueueEntry, has_notify_pid),
    offsetof(Cr__CrQueueEntry, notify_pid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "notify",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrQueueEntry, has_notify),
    offsetof(Cr__CrQueueEntry, notify),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "notify_signo",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrQueueEntry, has_notify_signo),
    offsetof(Cr__CrQueueEntry, notify_signo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_queue_entry__field_indices_by_name[] = {
  4,   /* field[4] = gid */
  0,   /* field[0] = max_messages */
  1,   /* field[1] = message_size */
  7,   /* field[7] = messages */
  2,   /* field[2] = mode */
  9,   /* field[9] = notify */
  8,   /* field[8] = notify_pid */
  10,   /* field[10] = notify_signo */
  6,   /* field[6] = outside */
  3,   /* field[3] = uid */
  5,   /* field[5] = unlinked */
};
static const ProtobufCIntRange cr__cr_queue_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 11 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_queue_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_queue_entry",
  "CrQueueEntry",
  "Cr__CrQueueEntry",
  "cr",
  sizeof(Cr__CrQueueEntry),
  11,
  cr__cr_queue_entry__field_descriptors,
  cr__cr_queue_entry__field_indices_by_name,
  1,  cr__cr_queue_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_queue_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_attribute_entry__field_descriptors[2] =
{
  {
    "name",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrAttributeEntry, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "value",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BYTES,
    0,   /* quantifier_offset */
    offsetof(Cr__CrAttributeEntry, value),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_attribute_entry__field_indices_by_name[] = {
  0,   /* field[0] = name */
  1,   /* field[1] = value */
};
static const ProtobufCIntRange cr__cr_attribute_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_attribute_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_attribute_entry",
  "CrAttributeEntry",
  "Cr__CrAttributeEntry",
  "cr",
  sizeof(Cr__CrAttributeEntry),
  2,
  cr__cr_attribute_entry__field_descriptors,
  cr__cr_attribute_entry__field_indices_by_name,
  1,  cr__cr_attribute_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_attribute_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_mark_entry__field_descriptors[4] =
{
  {
    "flags",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrMarkEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mask",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrMarkEntry, mask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ignored",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrMarkEntry, ignored),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "path",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrMarkEntry, path),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_mark_entry__field_indices_by_name[] = {
  0,   /* field[0] = flags */
  2,   /* field[2] = ignored */
  1,   /* field[1] = mask */
  3,   /* field[3] = path */
};
static const ProtobufCIntRange cr__cr_mark_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_mark_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_mark_entry",
  "CrMarkEntry",
  "Cr__CrMarkEntry",
  "cr",
  sizeof(Cr__CrMarkEntry),
  4,
  cr__cr_mark_entry__field_descriptors,
  cr__cr_mark_entry__field_indices_by_name,
  1,  cr__cr_mark_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_mark_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_file_entry__field_descriptors[33] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrFileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "action",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrFileEntry, has_action),
    offsetof(Cr__CrFileEntry, action),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "name",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrFileEntry, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "kind",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrFileEntry, kind),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "path",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrFileEntry, path),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "embedded",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrFileEntry, has_embedded),
    offsetof(Cr__CrFileEntry, embedded),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dev",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrFileEntry, has_dev),
    offsetof(Cr__CrFileEntry, dev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ino",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrFileEntry, has_ino),
    offsetof(Cr__CrFileEntry, ino),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mtime_ns",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_INT64,
    offsetof(Cr__CrFileEntry, has_mtime_ns),
    offsetof(Cr__CrFileEntry, mtime_ns),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "semaphore",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrFileEntry, has_semaphore),
    offsetof(Cr__CrFileEntry, semaphore),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "reset",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrFileEntry, has_reset),
    offsetof(Cr__CrFileEntry, reset),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "options",
    12,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrFileEntry, n_options),
    offsetof(Cr__CrFileEntry, options),
    &cr__cr_option_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "senders",
    13,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__CrFileEntry, n_senders),
    offsetof(Cr__CrFileEntry, senders),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "parts",
    40,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrFileEntry, n_parts),
    offsetof(Cr__CrFileEntry, parts),
    NULL,
    NULL,
    0 | PROTOBUF_C_FIELD_FLAG_PACKED,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "linked",
    41,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrFileEntry, linked),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rdev",
    42,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CrFileEntry, has_rdev),
    offsetof(Cr__CrFileEntry, rdev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "watches",
    43,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrFileEntry, n_watches),
    offsetof(Cr__CrFileEntry, watches),
    &cr__cr_watch_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "usk",
    60,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CrFileEntry, usk),
    &cr__cr_unix_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "slave_mode",
    80,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrFileEntry, has_slave_mode),
    offsetof(Cr__CrFileEntry, slave_mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "line_ends",
    81,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrFileEntry, n_line_ends),
    offsetof(Cr__CrFileEntry, line_ends),
    NULL,
    NULL,
    0 | PROTOBUF_C_FIELD_FLAG_PACKED,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "stopped",
    82,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrFileEntry, has_stopped),
    offsetof(Cr__CrFileEntry, stopped),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "queue",
    83,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CrFileEntry, queue),
    &cr__cr_queue_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "marks",
    84,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrFileEntry, n_marks),
    offsetof(Cr__CrFileEntry, marks),
    &cr__cr_mark_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "busy_poll",
    85,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__CrFileEntry, has_busy_poll),
    offsetof(Cr__CrFileEntry, busy_poll),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "untouched",
    86,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrFileEntry, has_untouched),
    offsetof(Cr__CrFileEntry, untouched),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "attributes",
    87,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrFileEntry, n_attributes),
    offsetof(Cr__CrFileEntry, attributes),
    &cr__cr_attribute_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "error",
    110,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrFileEntry, has_error),
    offsetof(Cr__CrFileEntry, error),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "waiting",
    111,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrFileEntry, n_waiting),
    offsetof(Cr__CrFileEntry, waiting),
    &cr__inet_sk_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "interfaces",
    120,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrFileEntry, n_interfaces),
    offsetof(Cr__CrFileEntry, interfaces),
    &cr__cr_interface_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "groups",
    121,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrFileEntry, n_groups),
    offsetof(Cr__CrFileEntry, groups),
    &cr__cr_group_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "uid",
    122,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrFileEntry, has_uid),
    offsetof(Cr__CrFileEntry, uid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gid",
    123,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrFileEntry, has_gid),
    offsetof(Cr__CrFileEntry, gid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "secret",
    140,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CrFileEntry, has_secret),
    offsetof(Cr__CrFileEntry, secret),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_file_entry__field_indices_by_name[] = {
  1,   /* field[1] = action */
  25,   /* field[25] = attributes */
  23,   /* field[23] = busy_poll */
  6,   /* field[6] = dev */
  5,   /* field[5] = embedded */
  26,   /* field[26] = error */
  31,   /* field[31] = gid */
  29,   /* field[29] = groups */
  0,   /* field[0] = id */
  7,   /* field[7] = ino */
  28,   /* field[28] = interfaces */
  3,   /* field[3] = kind */
  19,   /* field[19] = line_ends */
  14,   /* field[14] = linked */
  22,   /* field[22] = marks */
  8,   /* field[8] = mtime_ns */
  2,   /* field[2] = name */
  11,   /* field[11] = options */
  13,   /* field[13] = parts */
  4,   /* field[4] = path */
  21,   /* field[21] = queue */
  15,   /* field[15] = rdev */
  10,   /* field[10] = reset */
  32,   /* field[32] = secret */
  9,   /* field[9] = semaphore */
  12,   /* field[12] = senders */
  18,   /* field[18] = slave_mode */
  20,   /* field[20] = stopped */
  30,   /* field[30] = uid */
  24,   /* field[24] = untouched */
  17,   /* field[17] = usk */
  27,   /* field[27] = waiting */
  16,   /* field[16] = watches */
};
static const ProtobufCIntRange cr__cr_file_entry__number_ranges[7 + 1] =
{
  { 1, 0 },
  { 40, 13 },
  { 60, 17 },
  { 80, 18 },
  { 110, 26 },
  { 120, 28 },
  { 140, 32 },
  { 0, 33 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_file_entry",
  "CrFileEntry",
  "Cr__CrFileEntry",
  "cr",
  sizeof(Cr__CrFileEntry),
  33,
  cr__cr_file_entry__field_descriptors,
  cr__cr_file_entry__field_indices_by_name,
  7,  cr__cr_file_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_note_entry__field_descriptors[5] =
{
  {
    "code",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrNoteEntry, code),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pid",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrNoteEntry, has_pid),
    offsetof(Cr__CrNoteEntry, pid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "object",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrNoteEntry, object),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "text",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrNoteEntry, text),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "advice",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrNoteEntry, advice),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_note_entry__field_indices_by_name[] = {
  4,   /* field[4] = advice */
  0,   /* field[0] = code */
  2,   /* field[2] = object */
  1,   /* field[1] = pid */
  3,   /* field[3] = text */
};
static const ProtobufCIntRange cr__cr_note_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_note_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_note_entry",
  "CrNoteEntry",
  "Cr__CrNoteEntry",
  "cr",
  sizeof(Cr__CrNoteEntry),
  5,
  cr__cr_note_entry__field_descriptors,
  cr__cr_note_entry__field_indices_by_name,
  1,  cr__cr_note_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_note_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_entry__field_descriptors[20] =
{
  {
    "version",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrEntry, version),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "writer",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrEntry, writer),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "arch",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrEntry, arch),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "save_id",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BYTES,
    0,   /* quantifier_offset */
    offsetof(Cr__CrEntry, save_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "parent_id",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__CrEntry, has_parent_id),
    offsetof(Cr__CrEntry, parent_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "label",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrEntry, label),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "user_data",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__CrEntry, has_user_data),
    offsetof(Cr__CrEntry, user_data),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "realtime_ns",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_INT64,
    offsetof(Cr__CrEntry, has_realtime_ns),
    offsetof(Cr__CrEntry, realtime_ns),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "monotonic_ns",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_INT64,
    offsetof(Cr__CrEntry, has_monotonic_ns),
    offsetof(Cr__CrEntry, monotonic_ns),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "boottime_ns",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_INT64,
    offsetof(Cr__CrEntry, has_boottime_ns),
    offsetof(Cr__CrEntry, boottime_ns),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "times_loaded",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrEntry, has_times_loaded),
    offsetof(Cr__CrEntry, times_loaded),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "page_size",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrEntry, has_page_size),
    offsetof(Cr__CrEntry, page_size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrEntry, has_flags),
    offsetof(Cr__CrEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tasks",
    14,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrEntry, n_tasks),
    offsetof(Cr__CrEntry, tasks),
    &cr__cr_task_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "files",
    15,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrEntry, n_files),
    offsetof(Cr__CrEntry, files),
    &cr__cr_file_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "degraded",
    16,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrEntry, n_degraded),
    offsetof(Cr__CrEntry, degraded),
    &cr__cr_note_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "parent",
    17,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrEntry, parent),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "kernel",
    18,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrEntry, kernel),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "boot_id",
    19,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__CrEntry, has_boot_id),
    offsetof(Cr__CrEntry, boot_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "features",
    20,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_STRING,
    offsetof(Cr__CrEntry, n_features),
    offsetof(Cr__CrEntry, features),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_entry__field_indices_by_name[] = {
  2,   /* field[2] = arch */
  18,   /* field[18] = boot_id */
  9,   /* field[9] = boottime_ns */
  15,   /* field[15] = degraded */
  19,   /* field[19] = features */
  14,   /* field[14] = files */
  12,   /* field[12] = flags */
  17,   /* field[17] = kernel */
  5,   /* field[5] = label */
  8,   /* field[8] = monotonic_ns */
  11,   /* field[11] = page_size */
  16,   /* field[16] = parent */
  4,   /* field[4] = parent_id */
  7,   /* field[7] = realtime_ns */
  3,   /* field[3] = save_id */
  13,   /* field[13] = tasks */
  10,   /* field[10] = times_loaded */
  6,   /* field[6] = user_data */
  0,   /* field[0] = version */
  1,   /* field[1] = writer */
};
static const ProtobufCIntRange cr__cr_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 20 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_entry",
  "CrEntry",
  "Cr__CrEntry",
  "cr",
  sizeof(Cr__CrEntry),
  20,
  cr__cr_entry__field_descriptors,
  cr__cr_entry__field_indices_by_name,
  1,  cr__cr_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_sum_member__field_descriptors[4] =
{
  {
    "name",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CrSumMember, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "size",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__CrSumMember, size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "crc",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_FIXED32,
    offsetof(Cr__CrSumMember, has_crc),
    offsetof(Cr__CrSumMember, crc),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "page_crcs",
    4,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_FIXED32,
    offsetof(Cr__CrSumMember, n_page_crcs),
    offsetof(Cr__CrSumMember, page_crcs),
    NULL,
    NULL,
    0 | PROTOBUF_C_FIELD_FLAG_PACKED,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_sum_member__field_indices_by_name[] = {
  2,   /* field[2] = crc */
  0,   /* field[0] = name */
  3,   /* field[3] = page_crcs */
  1,   /* field[1] = size */
};
static const ProtobufCIntRange cr__cr_sum_member__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_sum_member__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_sum_member",
  "CrSumMember",
  "Cr__CrSumMember",
  "cr",
  sizeof(Cr__CrSumMember),
  4,
  cr__cr_sum_member__field_descriptors,
  cr__cr_sum_member__field_indices_by_name,
  1,  cr__cr_sum_member__number_ranges,
  (ProtobufCMessageInit) cr__cr_sum_member__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cr_sum_entry__field_descriptors[4] =
{
  {
    "version",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CrSumEntry, version),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "total",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__CrSumEntry, total),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "chunk",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CrSumEntry, has_chunk),
    offsetof(Cr__CrSumEntry, chunk),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "members",
    4,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CrSumEntry, n_members),
    offsetof(Cr__CrSumEntry, members),
    &cr__cr_sum_member__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cr_sum_entry__field_indices_by_name[] = {
  2,   /* field[2] = chunk */
  3,   /* field[3] = members */
  1,   /* field[1] = total */
  0,   /* field[0] = version */
};
static const ProtobufCIntRange cr__cr_sum_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cr_sum_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cr_sum_entry",
  "CrSumEntry",
  "Cr__CrSumEntry",
  "cr",
  sizeof(Cr__CrSumEntry),
  4,
  cr__cr_sum_entry__field_descriptors,
  cr__cr_sum_entry__field_indices_by_name,
  1,  cr__cr_sum_entry__number_ranges,
  (ProtobufCMessageInit) cr__cr_sum_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
