/* SPDX-License-Identifier: MIT
 *
 * Generated from proto/inventory.proto by tool/gen.sh (make gen); do not edit.
 * sources: sha256 24973f97e068bc7200be807011612003c57ec8f0b550da76708c975c8d459882
 * made with: protobuf-c 1.4.1
 */

#include "inventory.pb-c.h"
CR_GEN void   cr__task_kobj_ids_entry__init
                     (Cr__TaskKobjIdsEntry         *message)
{
  static const Cr__TaskKobjIdsEntry init_value = CR__TASK_KOBJ_IDS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__plugins_entry__init
                     (Cr__PluginsEntry         *message)
{
  static const Cr__PluginsEntry init_value = CR__PLUGINS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__inventory_entry__init
                     (Cr__InventoryEntry         *message)
{
  static const Cr__InventoryEntry init_value = CR__INVENTORY_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__pstree_entry__init
                     (Cr__PstreeEntry         *message)
{
  static const Cr__PstreeEntry init_value = CR__PSTREE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cpuinfo_x86_entry__init
                     (Cr__CpuinfoX86Entry         *message)
{
  static const Cr__CpuinfoX86Entry init_value = CR__CPUINFO_X86_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cpuinfo_ppc64_entry__init
                     (Cr__CpuinfoPpc64Entry         *message)
{
  static const Cr__CpuinfoPpc64Entry init_value = CR__CPUINFO_PPC64_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cpuinfo_s390_entry__init
                     (Cr__CpuinfoS390Entry         *message)
{
  static const Cr__CpuinfoS390Entry init_value = CR__CPUINFO_S390_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cpuinfo_entry__init
                     (Cr__CpuinfoEntry         *message)
{
  static const Cr__CpuinfoEntry init_value = CR__CPUINFO_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__dump_stats_entry__init
                     (Cr__DumpStatsEntry         *message)
{
  static const Cr__DumpStatsEntry init_value = CR__DUMP_STATS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__restore_stats_entry__init
                     (Cr__RestoreStatsEntry         *message)
{
  static const Cr__RestoreStatsEntry init_value = CR__RESTORE_STATS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__stats_entry__init
                     (Cr__StatsEntry         *message)
{
  static const Cr__StatsEntry init_value = CR__STATS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__img_streamer_request_entry__init
                     (Cr__ImgStreamerRequestEntry         *message)
{
  static const Cr__ImgStreamerRequestEntry init_value = CR__IMG_STREAMER_REQUEST_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__img_streamer_reply_entry__init
                     (Cr__ImgStreamerReplyEntry         *message)
{
  static const Cr__ImgStreamerReplyEntry init_value = CR__IMG_STREAMER_REPLY_ENTRY__INIT;
  *message = init_value;
}
static const ProtobufCFieldDescriptor cr__task_kobj_ids_entry__field_descriptors[12] =
{
  {
    "vm_id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskKobjIdsEntry, vm_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "files_id",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskKobjIdsEntry, files_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fs_id",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskKobjIdsEntry, fs_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sighand_id",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskKobjIdsEntry, sighand_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pid_ns_id",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskKobjIdsEntry, has_pid_ns_id),
    offsetof(Cr__TaskKobjIdsEntry, pid_ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "net_ns_id",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskKobjIdsEntry, has_net_ns_id),
    offsetof(Cr__TaskKobjIdsEntry, net_ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ipc_ns_id",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskKobjIdsEntry, has_ipc_ns_id),
    offsetof(Cr__TaskKobjIdsEntry, ipc_ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "uts_ns_id",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskKobjIdsEntry, has_uts_ns_id),
    offsetof(Cr__TaskKobjIdsEntry, uts_ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mnt_ns_id",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskKobjIdsEntry, has_mnt_ns_id),
    offsetof(Cr__TaskKobjIdsEntry, mnt_ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "user_ns_id",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskKobjIdsEntry, has_user_ns_id),
    offsetof(Cr__TaskKobjIdsEntry, user_ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cgroup_ns_id",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskKobjIdsEntry, has_cgroup_ns_id),
    offsetof(Cr__TaskKobjIdsEntry, cgroup_ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "time_ns_id",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskKobjIdsEntry, has_time_ns_id),
    offsetof(Cr__TaskKobjIdsEntry, time_ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__task_kobj_ids_entry__field_indices_by_name[] = {
  10,   /* field[10] = cgroup_ns_id */
  1,   /* field[1] = files_id */
  2,   /* field[2] = fs_id */
  6,   /* field[6] = ipc_ns_id */
  8,   /* field[8] = mnt_ns_id */
  5,   /* field[5] = net_ns_id */
  4,   /* field[4] = pid_ns_id */
  3,   /* field[3] = sighand_id */
  11,   /* field[11] = time_ns_id */
  9,   /* field[9] = user_ns_id */
  7,   /* field[7] = uts_ns_id */
  0,   /* field[0] = vm_id */
};
static const ProtobufCIntRange cr__task_kobj_ids_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 12 }
};
CR_GEN const ProtobufCMessageDescriptor cr__task_kobj_ids_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.task_kobj_ids_entry",
  "TaskKobjIdsEntry",
  "Cr__TaskKobjIdsEntry",
  "cr",
  sizeof(Cr__TaskKobjIdsEntry),
  12,
  cr__task_kobj_ids_entry__field_descriptors,
  cr__task_kobj_ids_entry__field_indices_by_name,
  1,  cr__task_kobj_ids_entry__number_ranges,
  (ProtobufCMessageInit) cr__task_kobj_ids_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__plugins_entry__field_descriptors[1] =
{
  {
    "plugins",
    12,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_STRING,
    offsetof(Cr__PluginsEntry, n_plugins),
    offsetof(Cr__PluginsEntry, plugins),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__plugins_entry__field_indices_by_name[] = {
  0,   /* field[0] = plugins */
};
static const ProtobufCIntRange cr__plugins_entry__number_ranges[1 + 1] =
{
  { 12, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__plugins_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.plugins_entry",
  "PluginsEntry",
  "Cr__PluginsEntry",
  "cr",
  sizeof(Cr__PluginsEntry),
  1,
  cr__plugins_entry__field_descriptors,
  cr__plugins_entry__field_indices_by_name,
  1,  cr__plugins_entry__number_ranges,
  (ProtobufCMessageInit) cr__plugins_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__inventory_entry__field_descriptors[13] =
{
  {
    "img_version",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InventoryEntry, img_version),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fdinfo_per_id",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__InventoryEntry, has_fdinfo_per_id),
    offsetof(Cr__InventoryEntry, fdinfo_per_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "root_ids",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__InventoryEntry, root_ids),
    &cr__task_kobj_ids_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ns_per_id",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__InventoryEntry, has_ns_per_id),
    offsetof(Cr__InventoryEntry, ns_per_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "root_cg_set",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__InventoryEntry, has_root_cg_set),
    offsetof(Cr__InventoryEntry, root_cg_set),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "lsmtype",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_ENUM,
    offsetof(Cr__InventoryEntry, has_lsmtype),
    offsetof(Cr__InventoryEntry, lsmtype),
    &cr__lsmtype__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dump_uptime",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__InventoryEntry, has_dump_uptime),
    offsetof(Cr__InventoryEntry, dump_uptime),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pre_dump_mode",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__InventoryEntry, has_pre_dump_mode),
    offsetof(Cr__InventoryEntry, pre_dump_mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tcp_close",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__InventoryEntry, has_tcp_close),
    offsetof(Cr__InventoryEntry, tcp_close),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "network_lock_method",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__InventoryEntry, has_network_lock_method),
    offsetof(Cr__InventoryEntry, network_lock_method),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "plugins_entry",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__InventoryEntry, plugins_entry),
    &cr__plugins_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dump_criu_run_id",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__InventoryEntry, dump_criu_run_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "allow_uprobes",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__InventoryEntry, has_allow_uprobes),
    offsetof(Cr__InventoryEntry, allow_uprobes),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__inventory_entry__field_indices_by_name[] = {
  12,   /* field[12] = allow_uprobes */
  11,   /* field[11] = dump_criu_run_id */
  6,   /* field[6] = dump_uptime */
  1,   /* field[1] = fdinfo_per_id */
  0,   /* field[0] = img_version */
  5,   /* field[5] = lsmtype */
  9,   /* field[9] = network_lock_method */
  3,   /* field[3] = ns_per_id */
  10,   /* field[10] = plugins_entry */
  7,   /* field[7] = pre_dump_mode */
  4,   /* field[4] = root_cg_set */
  2,   /* field[2] = root_ids */
  8,   /* field[8] = tcp_close */
};
static const ProtobufCIntRange cr__inventory_entry__number_ranges[2 + 1] =
{
  { 1, 0 },
  { 8, 6 },
  { 0, 13 }
};
CR_GEN const ProtobufCMessageDescriptor cr__inventory_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.inventory_entry",
  "InventoryEntry",
  "Cr__InventoryEntry",
  "cr",
  sizeof(Cr__InventoryEntry),
  13,
  cr__inventory_entry__field_descriptors,
  cr__inventory_entry__field_indices_by_name,
  2,  cr__inventory_entry__number_ranges,
  (ProtobufCMessageInit) cr__inventory_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__pstree_entry__field_descriptors[5] =
{
  {
    "pid",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PstreeEntry, pid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ppid",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PstreeEntry, ppid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pgid",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PstreeEntry, pgid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sid",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PstreeEntry, sid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "threads",
    5,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__PstreeEntry, n_threads),
    offsetof(Cr__PstreeEntry, threads),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__pstree_entry__field_indices_by_name[] = {
  2,   /* field[2] = pgid */
  0,   /* field[0] = pid */
  1,   /* field[1] = ppid */
  3,   /* field[3] = sid */
  4,   /* field[4] = threads */
};
static const ProtobufCIntRange cr__pstree_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__pstree_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.pstree_entry",
  "PstreeEntry",
  "Cr__PstreeEntry",
  "cr",
  sizeof(Cr__PstreeEntry),
  5,
  cr__pstree_entry__field_descriptors,
  cr__pstree_entry__field_indices_by_name,
  1,  cr__pstree_entry__number_ranges,
  (ProtobufCMessageInit) cr__pstree_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCEnumValue cr__cpuinfo_x86_entry__vendor__enum_values_by_number[3] =
{
  { "UNKNOWN", "CR__CPUINFO_X86_ENTRY__VENDOR__UNKNOWN", 0 },
  { "INTEL", "CR__CPUINFO_X86_ENTRY__VENDOR__INTEL", 1 },
  { "AMD", "CR__CPUINFO_X86_ENTRY__VENDOR__AMD", 2 },
};
static const ProtobufCIntRange cr__cpuinfo_x86_entry__vendor__value_ranges[] = {
{0, 0},{0, 3}
};
static const ProtobufCEnumValueIndex cr__cpuinfo_x86_entry__vendor__enum_values_by_name[3] =
{
  { "AMD", 2 },
  { "INTEL", 1 },
  { "UNKNOWN", 0 },
};
CR_GEN const ProtobufCEnumDescriptor cr__cpuinfo_x86_entry__vendor__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.cpuinfo_x86_entry.vendor",
  "vendor",
  "Cr__CpuinfoX86Entry__Vendor",
  "cr",
  3,
  cr__cpuinfo_x86_entry__vendor__enum_values_by_number,
  3,
  cr__cpuinfo_x86_entry__vendor__enum_values_by_name,
  1,
  cr__cpuinfo_x86_entry__vendor__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
static const ProtobufCFieldDescriptor cr__cpuinfo_x86_entry__field_descriptors[10] =
{
  {
    "vendor_id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_ENUM,
    0,   /* quantifier_offset */
    offsetof(Cr__CpuinfoX86Entry, vendor_id),
    &cr__cpuinfo_x86_entry__vendor__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cpu_family",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CpuinfoX86Entry, cpu_family),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "model",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CpuinfoX86Entry, model),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "stepping",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CpuinfoX86Entry, stepping),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "capability_ver",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CpuinfoX86Entry, capability_ver),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "capability",
    6,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CpuinfoX86Entry, n_capability),
    offsetof(Cr__CpuinfoX86Entry, capability),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "model_id",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CpuinfoX86Entry, model_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "xfeatures_mask",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CpuinfoX86Entry, has_xfeatures_mask),
    offsetof(Cr__CpuinfoX86Entry, xfeatures_mask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "xsave_size",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CpuinfoX86Entry, has_xsave_size),
    offsetof(Cr__CpuinfoX86Entry, xsave_size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "xsave_size_max",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CpuinfoX86Entry, has_xsave_size_max),
    offsetof(Cr__CpuinfoX86Entry, xsave_size_max),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cpuinfo_x86_entry__field_indices_by_name[] = {
  5,   /* field[5] = capability */
  4,   /* field[4] = capability_ver */
  1,   /* field[1] = cpu_family */
  2,   /* field[2] = model */
  6,   /* field[6] = model_id */
  3,   /* field[3] = stepping */
  0,   /* field[0] = vendor_id */
  7,   /* field[7] = xfeatures_mask */
  8,   /* field[8] = xsave_size */
  9,   /* field[9] = xsave_size_max */
};
static const ProtobufCIntRange cr__cpuinfo_x86_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 10 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cpuinfo_x86_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cpuinfo_x86_entry",
  "CpuinfoX86Entry",
  "Cr__CpuinfoX86Entry",
  "cr",
  sizeof(Cr__CpuinfoX86Entry),
  10,
  cr__cpuinfo_x86_entry__field_descriptors,
  cr__cpuinfo_x86_entry__field_indices_by_name,
  1,  cr__cpuinfo_x86_entry__number_ranges,
  (ProtobufCMessageInit) cr__cpuinfo_x86_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCEnumValue cr__cpuinfo_ppc64_entry__endianness__enum_values_by_number[2] =
{
  { "BIGENDIAN", "CR__CPUINFO_PPC64_ENTRY__ENDIANNESS__BIGENDIAN", 0 },
  { "LITTLEENDIAN", "CR__CPUINFO_PPC64_ENTRY__ENDIANNESS__LITTLEENDIAN", 1 },
};
static const ProtobufCIntRange cr__cpuinfo_ppc64_entry__endianness__value_ranges[] = {
{0, 0},{0, 2}
};
static const ProtobufCEnumValueIndex cr__cpuinfo_ppc64_entry__endianness__enum_values_by_name[2] =
{
  { "BIGENDIAN", 0 },
  { "LITTLEENDIAN", 1 },
};
CR_GEN const ProtobufCEnumDescriptor cr__cpuinfo_ppc64_entry__endianness__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.cpuinfo_ppc64_entry.endianness",
  "endianness",
  "Cr__CpuinfoPpc64Entry__Endianness",
  "cr",
  2,
  cr__cpuinfo_ppc64_entry__endianness__enum_values_by_number,
  2,
  cr__cpuinfo_ppc64_entry__endianness__enum_values_by_name,
  1,
  cr__cpuinfo_ppc64_entry__endianness__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
static const ProtobufCFieldDescriptor cr__cpuinfo_ppc64_entry__field_descriptors[2] =
{
  {
    "endian",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_ENUM,
    0,   /* quantifier_offset */
    offsetof(Cr__CpuinfoPpc64Entry, endian),
    &cr__cpuinfo_ppc64_entry__endianness__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "hwcap",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CpuinfoPpc64Entry, n_hwcap),
    offsetof(Cr__CpuinfoPpc64Entry, hwcap),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cpuinfo_ppc64_entry__field_indices_by_name[] = {
  0,   /* field[0] = endian */
  1,   /* field[1] = hwcap */
};
static const ProtobufCIntRange cr__cpuinfo_ppc64_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cpuinfo_ppc64_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cpuinfo_ppc64_entry",
  "CpuinfoPpc64Entry",
  "Cr__CpuinfoPpc64Entry",
  "cr",
  sizeof(Cr__CpuinfoPpc64Entry),
  2,
  cr__cpuinfo_ppc64_entry__field_descriptors,
  cr__cpuinfo_ppc64_entry__field_indices_by_name,
  1,  cr__cpuinfo_ppc64_entry__number_ranges,
  (ProtobufCMessageInit) cr__cpuinfo_ppc64_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cpuinfo_s390_entry__field_descriptors[1] =
{
  {
    "hwcap",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__CpuinfoS390Entry, n_hwcap),
    offsetof(Cr__CpuinfoS390Entry, hwcap),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cpuinfo_s390_entry__field_indices_by_name[] = {
  0,   /* field[0] = hwcap */
};
static const ProtobufCIntRange cr__cpuinfo_s390_entry__number_ranges[1 + 1] =
{
  { 2, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cpuinfo_s390_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cpuinfo_s390_entry",
  "CpuinfoS390Entry",
  "Cr__CpuinfoS390Entry",
  "cr",
  sizeof(Cr__CpuinfoS390Entry),
  1,
  cr__cpuinfo_s390_entry__field_descriptors,
  cr__cpuinfo_s390_entry__field_indices_by_name,
  1,  cr__cpuinfo_s390_entry__number_ranges,
  (ProtobufCMessageInit) cr__cpuinfo_s390_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cpuinfo_entry__field_descriptors[3] =
{
  {
    "x86_entry",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CpuinfoEntry, n_x86_entry),
    offsetof(Cr__CpuinfoEntry, x86_entry),
    &cr__cpuinfo_x86_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ppc64_entry",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CpuinfoEntry, n_ppc64_entry),
    offsetof(Cr__CpuinfoEntry, ppc64_entry),
    &cr__cpuinfo_ppc64_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s390_entry",
    3,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CpuinfoEntry, n_s390_entry),
    offsetof(Cr__CpuinfoEntry, s390_entry),
    &cr__cpuinfo_s390_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cpuinfo_entry__field_indices_by_name[] = {
  1,   /* field[1] = ppc64_entry */
  2,   /* field[2] = s390_entry */
  0,   /* field[0] = x86_entry */
};
static const ProtobufCIntRange cr__cpuinfo_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cpuinfo_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cpuinfo_entry",
  "CpuinfoEntry",
  "Cr__CpuinfoEntry",
  "cr",
  sizeof(Cr__CpuinfoEntry),
  3,
  cr__cpuinfo_entry__field_descriptors,
  cr__cpuinfo_entry__field_indices_by_name,
  1,  cr__cpuinfo_entry__number_ranges,
  (ProtobufCMessageInit) cr__cpuinfo_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__dump_stats_entry__field_descriptors[14] =
{
  {
    "freezing_time",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__DumpStatsEntry, freezing_time),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "frozen_time",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__DumpStatsEntry, frozen_time),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "memdump_time",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__DumpStatsEntry, memdump_time),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "memwrite_time",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__DumpStatsEntry, memwrite_time),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pages_scanned",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__DumpStatsEntry, pages_scanned),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pages_skipped_parent",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__DumpStatsEntry, pages_skipped_parent),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pages_written",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__DumpStatsEntry, pages_written),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "irmap_resolve",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__DumpStatsEntry, has_irmap_resolve),
    offsetof(Cr__DumpStatsEntry, irmap_resolve),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pages_lazy",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__DumpStatsEntry, pages_lazy),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "page_pipes",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__DumpStatsEntry, has_page_pipes),
    offsetof(Cr__DumpStatsEntry, page_pipes),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "page_pipe_bufs",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__DumpStatsEntry, has_page_pipe_bufs),
    offsetof(Cr__DumpStatsEntry, page_pipe_bufs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shpages_scanned",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__DumpStatsEntry, has_shpages_scanned),
    offsetof(Cr__DumpStatsEntry, shpages_scanned),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shpages_skipped_parent",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__DumpStatsEntry, has_shpages_skipped_parent),
    offsetof(Cr__DumpStatsEntry, shpages_skipped_parent),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shpages_written",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__DumpStatsEntry, has_shpages_written),
    offsetof(Cr__DumpStatsEntry, shpages_written),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__dump_stats_entry__field_indices_by_name[] = {
  0,   /* field[0] = freezing_time */
  1,   /* field[1] = frozen_time */
  7,   /* field[7] = irmap_resolve */
  2,   /* field[2] = memdump_time */
  3,   /* field[3] = memwrite_time */
  10,   /* field[10] = page_pipe_bufs */
  9,   /* field[9] = page_pipes */
  8,   /* field[8] = pages_lazy */
  4,   /* field[4] = pages_scanned */
  5,   /* field[5] = pages_skipped_parent */
  6,   /* field[6] = pages_written */
  11,   /* field[11] = shpages_scanned */
  12,   /* field[12] = shpages_skipped_parent */
  13,   /* field[13] = shpages_written */
};
static const ProtobufCIntRange cr__dump_stats_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 14 }
};
CR_GEN const ProtobufCMessageDescriptor cr__dump_stats_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.dump_stats_entry",
  "DumpStatsEntry",
  "Cr__DumpStatsEntry",
  "cr",
  sizeof(Cr__DumpStatsEntry),
  14,
  cr__dump_stats_entry__field_descriptors,
  cr__dump_stats_entry__field_indices_by_name,
  1,  cr__dump_stats_entry__number_ranges,
  (ProtobufCMessageInit) cr__dump_stats_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__restore_stats_entry__field_descriptors[5] =
{
  {
    "pages_compared",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__RestoreStatsEntry, pages_compared),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pages_skipped_cow",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__RestoreStatsEntry, pages_skipped_cow),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "forking_time",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__RestoreStatsEntry, forking_time),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "restore_time",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__RestoreStatsEntry, restore_time),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pages_restored",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__RestoreStatsEntry, has_pages_restored),
    offsetof(Cr__RestoreStatsEntry, pages_restored),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__restore_stats_entry__field_indices_by_name[] = {
  2,   /* field[2] = forking_time */
  0,   /* field[0] = pages_compared */
  4,   /* field[4] = pages_restored */
  1,   /* field[1] = pages_skipped_cow */
  3,   /* field[3] = restore_time */
};
static const ProtobufCIntRange cr__restore_stats_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__restore_stats_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.restore_stats_entry",
  "RestoreStatsEntry",
  "Cr__RestoreStatsEntry",
  "cr",
  sizeof(Cr__RestoreStatsEntry),
  5,
  cr__restore_stats_entry__field_descriptors,
  cr__restore_stats_entry__field_indices_by_name,
  1,  cr__restore_stats_entry__number_ranges,
  (ProtobufCMessageInit) cr__restore_stats_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__stats_entry__field_descriptors[2] =
{
  {
    "dump",
    1,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__StatsEntry, dump),
    &cr__dump_stats_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "restore",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__StatsEntry, restore),
    &cr__restore_stats_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__stats_entry__field_indices_by_name[] = {
  0,   /* field[0] = dump */
  1,   /* field[1] = restore */
};
static const ProtobufCIntRange cr__stats_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__stats_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.stats_entry",
  "StatsEntry",
  "Cr__StatsEntry",
  "cr",
  sizeof(Cr__StatsEntry),
  2,
  cr__stats_entry__field_descriptors,
  cr__stats_entry__field_indices_by_name,
  1,  cr__stats_entry__number_ranges,
  (ProtobufCMessageInit) cr__stats_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__img_streamer_request_entry__field_descriptors[1] =
{
  {
    "filename",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__ImgStreamerRequestEntry, filename),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__img_streamer_request_entry__field_indices_by_name[] = {
  0,   /* field[0] = filename */
};
static const ProtobufCIntRange cr__img_streamer_request_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__img_streamer_request_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.img_streamer_request_entry",
  "ImgStreamerRequestEntry",
  "Cr__ImgStreamerRequestEntry",
  "cr",
  sizeof(Cr__ImgStreamerRequestEntry),
  1,
  cr__img_streamer_request_entry__field_descriptors,
  cr__img_streamer_request_entry__field_indices_by_name,
  1,  cr__img_streamer_request_entry__number_ranges,
  (ProtobufCMessageInit) cr__img_streamer_request_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__img_streamer_reply_entry__field_descriptors[1] =
{
  {
    "exists",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__ImgStreamerReplyEntry, exists),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__img_streamer_reply_entry__field_indices_by_name[] = {
  0,   /* field[0] = exists */
};
static const ProtobufCIntRange cr__img_streamer_reply_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__img_streamer_reply_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.img_streamer_reply_entry",
  "ImgStreamerReplyEntry",
  "Cr__ImgStreamerReplyEntry",
  "cr",
  sizeof(Cr__ImgStreamerReplyEntry),
  1,
  cr__img_streamer_reply_entry__field_descriptors,
  cr__img_streamer_reply_entry__field_indices_by_name,
  1,  cr__img_streamer_reply_entry__number_ranges,
  (ProtobufCMessageInit) cr__img_streamer_reply_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCEnumValue cr__lsmtype__enum_values_by_number[3] =
{
  { "NO_LSM", "CR__LSMTYPE__NO_LSM", 0 },
  { "SELINUX", "CR__LSMTYPE__SELINUX", 1 },
  { "APPARMOR", "CR__LSMTYPE__APPARMOR", 2 },
};
static const ProtobufCIntRange cr__lsmtype__value_ranges[] = {
{0, 0},{0, 3}
};
static const ProtobufCEnumValueIndex cr__lsmtype__enum_values_by_name[3] =
{
  { "APPARMOR", 2 },
  { "NO_LSM", 0 },
  { "SELINUX", 1 },
};
CR_GEN const ProtobufCEnumDescriptor cr__lsmtype__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.lsmtype",
  "lsmtype",
  "Cr__Lsmtype",
  "cr",
  3,
  cr__lsmtype__enum_values_by_number,
  3,
  cr__lsmtype__enum_values_by_name,
  1,
  cr__lsmtype__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
