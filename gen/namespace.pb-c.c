/* SPDX-License-Identifier: MIT
 *
 * Generated from proto/namespace.proto by tool/gen.sh (make gen); do not edit.
 * sources: sha256 a4f8f6857f5e0fe4b728b225024a333255793799891a5350d71e268da2899ada
 * made with: protobuf-c 1.4.1
 */

#include "namespace.pb-c.h"
CR_GEN void   cr__pidns_entry__init
                     (Cr__PidnsEntry         *message)
{
  static const Cr__PidnsEntry init_value = CR__PIDNS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__uid_gid_extent__init
                     (Cr__UidGidExtent         *message)
{
  static const Cr__UidGidExtent init_value = CR__UID_GID_EXTENT__INIT;
  *message = init_value;
}
CR_GEN void   cr__userns_entry__init
                     (Cr__UsernsEntry         *message)
{
  static const Cr__UsernsEntry init_value = CR__USERNS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__utsns_entry__init
                     (Cr__UtsnsEntry         *message)
{
  static const Cr__UtsnsEntry init_value = CR__UTSNS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__timespec__init
                     (Cr__Timespec         *message)
{
  static const Cr__Timespec init_value = CR__TIMESPEC__INIT;
  *message = init_value;
}
CR_GEN void   cr__timens_entry__init
                     (Cr__TimensEntry         *message)
{
  static const Cr__TimensEntry init_value = CR__TIMENS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__ipc_desc_entry__init
                     (Cr__IpcDescEntry         *message)
{
  static const Cr__IpcDescEntry init_value = CR__IPC_DESC_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__ipc_msg__init
                     (Cr__IpcMsg         *message)
{
  static const Cr__IpcMsg init_value = CR__IPC_MSG__INIT;
  *message = init_value;
}
CR_GEN void   cr__ipc_msg_entry__init
                     (Cr__IpcMsgEntry         *message)
{
  static const Cr__IpcMsgEntry init_value = CR__IPC_MSG_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__ipc_sem_entry__init
                     (Cr__IpcSemEntry         *message)
{
  static const Cr__IpcSemEntry init_value = CR__IPC_SEM_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__ipc_shm_entry__init
                     (Cr__IpcShmEntry         *message)
{
  static const Cr__IpcShmEntry init_value = CR__IPC_SHM_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__ipc_var_entry__init
                     (Cr__IpcVarEntry         *message)
{
  static const Cr__IpcVarEntry init_value = CR__IPC_VAR_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cgroup_perms__init
                     (Cr__CgroupPerms         *message)
{
  static const Cr__CgroupPerms init_value = CR__CGROUP_PERMS__INIT;
  *message = init_value;
}
CR_GEN void   cr__cgroup_prop_entry__init
                     (Cr__CgroupPropEntry         *message)
{
  static const Cr__CgroupPropEntry init_value = CR__CGROUP_PROP_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cgroup_dir_entry__init
                     (Cr__CgroupDirEntry         *message)
{
  static const Cr__CgroupDirEntry init_value = CR__CGROUP_DIR_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cg_controller_entry__init
                     (Cr__CgControllerEntry         *message)
{
  static const Cr__CgControllerEntry init_value = CR__CG_CONTROLLER_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cg_member_entry__init
                     (Cr__CgMemberEntry         *message)
{
  static const Cr__CgMemberEntry init_value = CR__CG_MEMBER_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cg_set_entry__init
                     (Cr__CgSetEntry         *message)
{
  static const Cr__CgSetEntry init_value = CR__CG_SET_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__cgroup_entry__init
                     (Cr__CgroupEntry         *message)
{
  static const Cr__CgroupEntry init_value = CR__CGROUP_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__mnt_entry__init
                     (Cr__MntEntry         *message)
{
  static const Cr__MntEntry init_value = CR__MNT_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__autofs_entry__init
                     (Cr__AutofsEntry         *message)
{
  static const Cr__AutofsEntry init_value = CR__AUTOFS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__binfmt_misc_entry__init
                     (Cr__BinfmtMiscEntry         *message)
{
  static const Cr__BinfmtMiscEntry init_value = CR__BINFMT_MISC_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__tun_link_entry__init
                     (Cr__TunLinkEntry         *message)
{
  static const Cr__TunLinkEntry init_value = CR__TUN_LINK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__macvlan_link_entry__init
                     (Cr__MacvlanLinkEntry         *message)
{
  static const Cr__MacvlanLinkEntry init_value = CR__MACVLAN_LINK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__sit_entry__init
                     (Cr__SitEntry         *message)
{
  static const Cr__SitEntry init_value = CR__SIT_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__sysctl_entry__init
                     (Cr__SysctlEntry         *message)
{
  static const Cr__SysctlEntry init_value = CR__SYSCTL_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__net_device_entry__init
                     (Cr__NetDeviceEntry         *message)
{
  static const Cr__NetDeviceEntry init_value = CR__NET_DEVICE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__netns_id__init
                     (Cr__NetnsId         *message)
{
  static const Cr__NetnsId init_value = CR__NETNS_ID__INIT;
  *message = init_value;
}
CR_GEN void   cr__netns_entry__init
                     (Cr__NetnsEntry         *message)
{
  static const Cr__NetnsEntry init_value = CR__NETNS_ENTRY__INIT;
  *message = init_value;
}
static const ProtobufCFieldDescriptor cr__pidns_entry__field_descriptors[1] =
{
  {
    "ext_key",
    1,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__PidnsEntry, ext_key),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__pidns_entry__field_indices_by_name[] = {
  0,   /* field[0] = ext_key */
};
static const ProtobufCIntRange cr__pidns_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__pidns_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.pidns_entry",
  "PidnsEntry",
  "Cr__PidnsEntry",
  "cr",
  sizeof(Cr__PidnsEntry),
  1,
  cr__pidns_entry__field_descriptors,
  cr__pidns_entry__field_indices_by_name,
  1,  cr__pidns_entry__number_ranges,
  (ProtobufCMessageInit) cr__pidns_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__uid_gid_extent__field_descriptors[3] =
{
  {
    "first",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UidGidExtent, first),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "lower_first",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UidGidExtent, lower_first),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "count",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UidGidExtent, count),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__uid_gid_extent__field_indices_by_name[] = {
  2,   /* field[2] = count */
  0,   /* field[0] = first */
  1,   /* field[1] = lower_first */
};
static const ProtobufCIntRange cr__uid_gid_extent__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__uid_gid_extent__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.uid_gid_extent",
  "UidGidExtent",
  "Cr__UidGidExtent",
  "cr",
  sizeof(Cr__UidGidExtent),
  3,
  cr__uid_gid_extent__field_descriptors,
  cr__uid_gid_extent__field_indices_by_name,
  1,  cr__uid_gid_extent__number_ranges,
  (ProtobufCMessageInit) cr__uid_gid_extent__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__userns_entry__field_descriptors[2] =
{
  {
    "uid_map",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__UsernsEntry, n_uid_map),
    offsetof(Cr__UsernsEntry, uid_map),
    &cr__uid_gid_extent__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gid_map",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__UsernsEntry, n_gid_map),
    offsetof(Cr__UsernsEntry, gid_map),
    &cr__uid_gid_extent__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__userns_entry__field_indices_by_name[] = {
  1,   /* field[1] = gid_map */
  0,   /* field[0] = uid_map */
};
static const ProtobufCIntRange cr__userns_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__userns_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.userns_entry",
  "UsernsEntry",
  "Cr__UsernsEntry",
  "cr",
  sizeof(Cr__UsernsEntry),
  2,
  cr__userns_entry__field_descriptors,
  cr__userns_entry__field_indices_by_name,
  1,  cr__userns_entry__number_ranges,
  (ProtobufCMessageInit) cr__userns_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__utsns_entry__field_descriptors[2] =
{
  {
    "nodename",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__UtsnsEntry, nodename),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "domainname",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__UtsnsEntry, domainname),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__utsns_entry__field_indices_by_name[] = {
  1,   /* field[1] = domainname */
  0,   /* field[0] = nodename */
};
static const ProtobufCIntRange cr__utsns_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__utsns_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.utsns_entry",
  "UtsnsEntry",
  "Cr__UtsnsEntry",
  "cr",
  sizeof(Cr__UtsnsEntry),
  2,
  cr__utsns_entry__field_descriptors,
  cr__utsns_entry__field_indices_by_name,
  1,  cr__utsns_entry__number_ranges,
  (ProtobufCMessageInit) cr__utsns_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__timespec__field_descriptors[2] =
{
  {
    "tv_sec",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__Timespec, tv_sec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tv_nsec",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__Timespec, tv_nsec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__timespec__field_indices_by_name[] = {
  1,   /* field[1] = tv_nsec */
  0,   /* field[0] = tv_sec */
};
static const ProtobufCIntRange cr__timespec__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__timespec__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.timespec",
  "Timespec",
  "Cr__Timespec",
  "cr",
  sizeof(Cr__Timespec),
  2,
  cr__timespec__field_descriptors,
  cr__timespec__field_indices_by_name,
  1,  cr__timespec__number_ranges,
  (ProtobufCMessageInit) cr__timespec__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__timens_entry__field_descriptors[2] =
{
  {
    "monotonic",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TimensEntry, monotonic),
    &cr__timespec__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "boottime",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TimensEntry, boottime),
    &cr__timespec__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__timens_entry__field_indices_by_name[] = {
  1,   /* field[1] = boottime */
  0,   /* field[0] = monotonic */
};
static const ProtobufCIntRange cr__timens_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__timens_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.timens_entry",
  "TimensEntry",
  "Cr__TimensEntry",
  "cr",
  sizeof(Cr__TimensEntry),
  2,
  cr__timens_entry__field_descriptors,
  cr__timens_entry__field_indices_by_name,
  1,  cr__timens_entry__number_ranges,
  (ProtobufCMessageInit) cr__timens_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__ipc_desc_entry__field_descriptors[7] =
{
  {
    "key",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcDescEntry, key),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "uid",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcDescEntry, uid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gid",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcDescEntry, gid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cuid",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcDescEntry, cuid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cgid",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcDescEntry, cgid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mode",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcDescEntry, mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "id",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcDescEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__ipc_desc_entry__field_indices_by_name[] = {
  4,   /* field[4] = cgid */
  3,   /* field[3] = cuid */
  2,   /* field[2] = gid */
  6,   /* field[6] = id */
  0,   /* field[0] = key */
  5,   /* field[5] = mode */
  1,   /* field[1] = uid */
};
static const ProtobufCIntRange cr__ipc_desc_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 7 }
};
CR_GEN const ProtobufCMessageDescriptor cr__ipc_desc_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.ipc_desc_entry",
  "IpcDescEntry",
  "Cr__IpcDescEntry",
  "cr",
  sizeof(Cr__IpcDescEntry),
  7,
  cr__ipc_desc_entry__field_descriptors,
  cr__ipc_desc_entry__field_indices_by_name,
  1,  cr__ipc_desc_entry__number_ranges,
  (ProtobufCMessageInit) cr__ipc_desc_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__ipc_msg__field_descriptors[2] =
{
  {
    "mtype",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcMsg, mtype),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "msize",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcMsg, msize),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__ipc_msg__field_indices_by_name[] = {
  1,   /* field[1] = msize */
  0,   /* field[0] = mtype */
};
static const ProtobufCIntRange cr__ipc_msg__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__ipc_msg__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.ipc_msg",
  "IpcMsg",
  "Cr__IpcMsg",
  "cr",
  sizeof(Cr__IpcMsg),
  2,
  cr__ipc_msg__field_descriptors,
  cr__ipc_msg__field_indices_by_name,
  1,  cr__ipc_msg__number_ranges,
  (ProtobufCMessageInit) cr__ipc_msg__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__ipc_msg_entry__field_descriptors[3] =
{
  {
    "desc",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcMsgEntry, desc),
    &cr__ipc_desc_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "qbytes",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcMsgEntry, qbytes),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "qnum",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcMsgEntry, qnum),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__ipc_msg_entry__field_indices_by_name[] = {
  0,   /* field[0] = desc */
  1,   /* field[1] = qbytes */
  2,   /* field[2] = qnum */
};
static const ProtobufCIntRange cr__ipc_msg_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__ipc_msg_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.ipc_msg_entry",
  "IpcMsgEntry",
  "Cr__IpcMsgEntry",
  "cr",
  sizeof(Cr__IpcMsgEntry),
  3,
  cr__ipc_msg_entry__field_descriptors,
  cr__ipc_msg_entry__field_indices_by_name,
  1,  cr__ipc_msg_entry__number_ranges,
  (ProtobufCMessageInit) cr__ipc_msg_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__ipc_sem_entry__field_descriptors[2] =
{
  {
    "desc",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcSemEntry, desc),
    &cr__ipc_desc_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "nsems",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcSemEntry, nsems),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__ipc_sem_entry__field_indices_by_name[] = {
  0,   /* field[0] = desc */
  1,   /* field[1] = nsems */
};
static const ProtobufCIntRange cr__ipc_sem_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__ipc_sem_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.ipc_sem_entry",
  "IpcSemEntry",
  "Cr__IpcSemEntry",
  "cr",
  sizeof(Cr__IpcSemEntry),
  2,
  cr__ipc_sem_entry__field_descriptors,
  cr__ipc_sem_entry__field_indices_by_name,
  1,  cr__ipc_sem_entry__number_ranges,
  (ProtobufCMessageInit) cr__ipc_sem_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__ipc_shm_entry__field_descriptors[4] =
{
  {
    "desc",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcShmEntry, desc),
    &cr__ipc_desc_entry__descriptor,
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
    offsetof(Cr__IpcShmEntry, size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "in_pagemaps",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__IpcShmEntry, has_in_pagemaps),
    offsetof(Cr__IpcShmEntry, in_pagemaps),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "hugetlb_flag",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__IpcShmEntry, has_hugetlb_flag),
    offsetof(Cr__IpcShmEntry, hugetlb_flag),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__ipc_shm_entry__field_indices_by_name[] = {
  0,   /* field[0] = desc */
  3,   /* field[3] = hugetlb_flag */
  2,   /* field[2] = in_pagemaps */
  1,   /* field[1] = size */
};
static const ProtobufCIntRange cr__ipc_shm_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__ipc_shm_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.ipc_shm_entry",
  "IpcShmEntry",
  "Cr__IpcShmEntry",
  "cr",
  sizeof(Cr__IpcShmEntry),
  4,
  cr__ipc_shm_entry__field_descriptors,
  cr__ipc_shm_entry__field_indices_by_name,
  1,  cr__ipc_shm_entry__number_ranges,
  (ProtobufCMessageInit) cr__ipc_shm_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__ipc_var_entry__field_descriptors[17] =
{
  {
    "sem_ctls",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__IpcVarEntry, n_sem_ctls),
    offsetof(Cr__IpcVarEntry, sem_ctls),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "msg_ctlmax",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcVarEntry, msg_ctlmax),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "msg_ctlmnb",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcVarEntry, msg_ctlmnb),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "msg_ctlmni",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcVarEntry, msg_ctlmni),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "auto_msgmni",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcVarEntry, auto_msgmni),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shm_ctlmax",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcVarEntry, shm_ctlmax),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shm_ctlall",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcVarEntry, shm_ctlall),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shm_ctlmni",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcVarEntry, shm_ctlmni),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shm_rmid_forced",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcVarEntry, shm_rmid_forced),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mq_queues_max",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcVarEntry, mq_queues_max),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mq_msg_max",
    11,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcVarEntry, mq_msg_max),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mq_msgsize_max",
    12,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IpcVarEntry, mq_msgsize_max),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mq_msg_default",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__IpcVarEntry, has_mq_msg_default),
    offsetof(Cr__IpcVarEntry, mq_msg_default),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mq_msgsize_default",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__IpcVarEntry, has_mq_msgsize_default),
    offsetof(Cr__IpcVarEntry, mq_msgsize_default),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "msg_next_id",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__IpcVarEntry, has_msg_next_id),
    offsetof(Cr__IpcVarEntry, msg_next_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sem_next_id",
    16,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__IpcVarEntry, has_sem_next_id),
    offsetof(Cr__IpcVarEntry, sem_next_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shm_next_id",
    17,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__IpcVarEntry, has_shm_next_id),
    offsetof(Cr__IpcVarEntry, shm_next_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__ipc_var_entry__field_indices_by_name[] = {
  4,   /* field[4] = auto_msgmni */
  12,   /* field[12] = mq_msg_default */
  10,   /* field[10] = mq_msg_max */
  13,   /* field[13] = mq_msgsize_default */
  11,   /* field[11] = mq_msgsize_max */
  9,   /* field[9] = mq_queues_max */
  1,   /* field[1] = msg_ctlmax */
  2,   /* field[2] = msg_ctlmnb */
  3,   /* field[3] = msg_ctlmni */
  14,   /* field[14] = msg_next_id */
  0,   /* field[0] = sem_ctls */
  15,   /* field[15] = sem_next_id */
  6,   /* field[6] = shm_ctlall */
  5,   /* field[5] = shm_ctlmax */
  7,   /* field[7] = shm_ctlmni */
  16,   /* field[16] = shm_next_id */
  8,   /* field[8] = shm_rmid_forced */
};
static const ProtobufCIntRange cr__ipc_var_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 17 }
};
CR_GEN const ProtobufCMessageDescriptor cr__ipc_var_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.ipc_var_entry",
  "IpcVarEntry",
  "Cr__IpcVarEntry",
  "cr",
  sizeof(Cr__IpcVarEntry),
  17,
  cr__ipc_var_entry__field_descriptors,
  cr__ipc_var_entry__field_indices_by_name,
  1,  cr__ipc_var_entry__number_ranges,
  (ProtobufCMessageInit) cr__ipc_var_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cgroup_perms__field_descriptors[3] =
{
  {
    "mode",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CgroupPerms, mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "uid",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CgroupPerms, uid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gid",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CgroupPerms, gid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cgroup_perms__field_indices_by_name[] = {
  2,   /* field[2] = gid */
  0,   /* field[0] = mode */
  1,   /* field[1] = uid */
};
static const ProtobufCIntRange cr__cgroup_perms__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cgroup_perms__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cgroup_perms",
  "CgroupPerms",
  "Cr__CgroupPerms",
  "cr",
  sizeof(Cr__CgroupPerms),
  3,
  cr__cgroup_perms__field_descriptors,
  cr__cgroup_perms__field_indices_by_name,
  1,  cr__cgroup_perms__number_ranges,
  (ProtobufCMessageInit) cr__cgroup_perms__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cgroup_prop_entry__field_descriptors[3] =
{
  {
    "name",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CgroupPropEntry, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "value",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CgroupPropEntry, value),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "perms",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CgroupPropEntry, perms),
    &cr__cgroup_perms__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cgroup_prop_entry__field_indices_by_name[] = {
  0,   /* field[0] = name */
  2,   /* field[2] = perms */
  1,   /* field[1] = value */
};
static const ProtobufCIntRange cr__cgroup_prop_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cgroup_prop_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cgroup_prop_entry",
  "CgroupPropEntry",
  "Cr__CgroupPropEntry",
  "cr",
  sizeof(Cr__CgroupPropEntry),
  3,
  cr__cgroup_prop_entry__field_descriptors,
  cr__cgroup_prop_entry__field_indices_by_name,
  1,  cr__cgroup_prop_entry__number_ranges,
  (ProtobufCMessageInit) cr__cgroup_prop_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cgroup_dir_entry__field_descriptors[4] =
{
  {
    "dir_name",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CgroupDirEntry, dir_name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "children",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CgroupDirEntry, n_children),
    offsetof(Cr__CgroupDirEntry, children),
    &cr__cgroup_dir_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "properties",
    3,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CgroupDirEntry, n_properties),
    offsetof(Cr__CgroupDirEntry, properties),
    &cr__cgroup_prop_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dir_perms",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CgroupDirEntry, dir_perms),
    &cr__cgroup_perms__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cgroup_dir_entry__field_indices_by_name[] = {
  1,   /* field[1] = children */
  0,   /* field[0] = dir_name */
  3,   /* field[3] = dir_perms */
  2,   /* field[2] = properties */
};
static const ProtobufCIntRange cr__cgroup_dir_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cgroup_dir_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cgroup_dir_entry",
  "CgroupDirEntry",
  "Cr__CgroupDirEntry",
  "cr",
  sizeof(Cr__CgroupDirEntry),
  4,
  cr__cgroup_dir_entry__field_descriptors,
  cr__cgroup_dir_entry__field_indices_by_name,
  1,  cr__cgroup_dir_entry__number_ranges,
  (ProtobufCMessageInit) cr__cgroup_dir_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cg_controller_entry__field_descriptors[3] =
{
  {
    "cnames",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_STRING,
    offsetof(Cr__CgControllerEntry, n_cnames),
    offsetof(Cr__CgControllerEntry, cnames),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dirs",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CgControllerEntry, n_dirs),
    offsetof(Cr__CgControllerEntry, dirs),
    &cr__cgroup_dir_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "is_threaded",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__CgControllerEntry, has_is_threaded),
    offsetof(Cr__CgControllerEntry, is_threaded),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cg_controller_entry__field_indices_by_name[] = {
  0,   /* field[0] = cnames */
  1,   /* field[1] = dirs */
  2,   /* field[2] = is_threaded */
};
static const ProtobufCIntRange cr__cg_controller_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cg_controller_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cg_controller_entry",
  "CgControllerEntry",
  "Cr__CgControllerEntry",
  "cr",
  sizeof(Cr__CgControllerEntry),
  3,
  cr__cg_controller_entry__field_descriptors,
  cr__cg_controller_entry__field_indices_by_name,
  1,  cr__cg_controller_entry__number_ranges,
  (ProtobufCMessageInit) cr__cg_controller_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cg_member_entry__field_descriptors[3] =
{
  {
    "name",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CgMemberEntry, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "path",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CgMemberEntry, path),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cgns_prefix",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CgMemberEntry, has_cgns_prefix),
    offsetof(Cr__CgMemberEntry, cgns_prefix),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cg_member_entry__field_indices_by_name[] = {
  2,   /* field[2] = cgns_prefix */
  0,   /* field[0] = name */
  1,   /* field[1] = path */
};
static const ProtobufCIntRange cr__cg_member_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cg_member_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cg_member_entry",
  "CgMemberEntry",
  "Cr__CgMemberEntry",
  "cr",
  sizeof(Cr__CgMemberEntry),
  3,
  cr__cg_member_entry__field_descriptors,
  cr__cg_member_entry__field_indices_by_name,
  1,  cr__cg_member_entry__number_ranges,
  (ProtobufCMessageInit) cr__cg_member_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cg_set_entry__field_descriptors[2] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CgSetEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ctls",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CgSetEntry, n_ctls),
    offsetof(Cr__CgSetEntry, ctls),
    &cr__cg_member_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cg_set_entry__field_indices_by_name[] = {
  1,   /* field[1] = ctls */
  0,   /* field[0] = id */
};
static const ProtobufCIntRange cr__cg_set_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cg_set_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cg_set_entry",
  "CgSetEntry",
  "Cr__CgSetEntry",
  "cr",
  sizeof(Cr__CgSetEntry),
  2,
  cr__cg_set_entry__field_descriptors,
  cr__cg_set_entry__field_indices_by_name,
  1,  cr__cg_set_entry__number_ranges,
  (ProtobufCMessageInit) cr__cg_set_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__cgroup_entry__field_descriptors[2] =
{
  {
    "sets",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CgroupEntry, n_sets),
    offsetof(Cr__CgroupEntry, sets),
    &cr__cg_set_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "controllers",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__CgroupEntry, n_controllers),
    offsetof(Cr__CgroupEntry, controllers),
    &cr__cg_controller_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__cgroup_entry__field_indices_by_name[] = {
  1,   /* field[1] = controllers */
  0,   /* field[0] = sets */
};
static const ProtobufCIntRange cr__cgroup_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__cgroup_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.cgroup_entry",
  "CgroupEntry",
  "Cr__CgroupEntry",
  "cr",
  sizeof(Cr__CgroupEntry),
  2,
  cr__cgroup_entry__field_descriptors,
  cr__cgroup_entry__field_indices_by_name,
  1,  cr__cgroup_entry__number_ranges,
  (ProtobufCMessageInit) cr__cgroup_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__mnt_entry__field_descriptors[18] =
{
  {
    "fstype",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__MntEntry, fstype),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mnt_id",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__MntEntry, mnt_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "root_dev",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__MntEntry, root_dev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "parent_mnt_id",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__MntEntry, parent_mnt_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__MntEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "root",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__MntEntry, root),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mountpoint",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__MntEntry, mountpoint),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "source",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__MntEntry, source),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "options",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__MntEntry, options),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shared_id",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__MntEntry, has_shared_id),
    offsetof(Cr__MntEntry, shared_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "master_id",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__MntEntry, has_master_id),
    offsetof(Cr__MntEntry, master_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "with_plugin",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__MntEntry, has_with_plugin),
    offsetof(Cr__MntEntry, with_plugin),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ext_mount",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__MntEntry, has_ext_mount),
    offsetof(Cr__MntEntry, ext_mount),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fsname",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__MntEntry, fsname),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "internal_sharing",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__MntEntry, has_internal_sharing),
    offsetof(Cr__MntEntry, internal_sharing),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "deleted",
    16,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__MntEntry, has_deleted),
    offsetof(Cr__MntEntry, deleted),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sb_flags",
    17,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__MntEntry, has_sb_flags),
    offsetof(Cr__MntEntry, sb_flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ext_key",
    18,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__MntEntry, ext_key),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__mnt_entry__field_indices_by_name[] = {
  15,   /* field[15] = deleted */
  17,   /* field[17] = ext_key */
  12,   /* field[12] = ext_mount */
  4,   /* field[4] = flags */
  13,   /* field[13] = fsname */
  0,   /* field[0] = fstype */
  14,   /* field[14] = internal_sharing */
  10,   /* field[10] = master_id */
  1,   /* field[1] = mnt_id */
  6,   /* field[6] = mountpoint */
  8,   /* field[8] = options */
  3,   /* field[3] = parent_mnt_id */
  5,   /* field[5] = root */
  2,   /* field[2] = root_dev */
  16,   /* field[16] = sb_flags */
  9,   /* field[9] = shared_id */
  7,   /* field[7] = source */
  11,   /* field[11] = with_plugin */
};
static const ProtobufCIntRange cr__mnt_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 18 }
};
CR_GEN const ProtobufCMessageDescriptor cr__mnt_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.mnt_entry",
  "MntEntry",
  "Cr__MntEntry",
  "cr",
  sizeof(Cr__MntEntry),
  18,
  cr__mnt_entry__field_descriptors,
  cr__mnt_entry__field_indices_by_name,
  1,  cr__mnt_entry__number_ranges,
  (ProtobufCMessageInit) cr__mnt_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__autofs_entry__field_descriptors[9] =
{
  {
    "fd",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT32,
    0,   /* quantifier_offset */
    offsetof(Cr__AutofsEntry, fd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pgrp",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT32,
    0,   /* quantifier_offset */
    offsetof(Cr__AutofsEntry, pgrp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "timeout",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT32,
    0,   /* quantifier_offset */
    offsetof(Cr__AutofsEntry, timeout),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "minproto",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT32,
    0,   /* quantifier_offset */
    offsetof(Cr__AutofsEntry, minproto),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "maxproto",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT32,
    0,   /* quantifier_offset */
    offsetof(Cr__AutofsEntry, maxproto),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mode",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT32,
    0,   /* quantifier_offset */
    offsetof(Cr__AutofsEntry, mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "uid",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_INT32,
    offsetof(Cr__AutofsEntry, has_uid),
    offsetof(Cr__AutofsEntry, uid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gid",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_INT32,
    offsetof(Cr__AutofsEntry, has_gid),
    offsetof(Cr__AutofsEntry, gid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "read_fd",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_INT32,
    offsetof(Cr__AutofsEntry, has_read_fd),
    offsetof(Cr__AutofsEntry, read_fd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__autofs_entry__field_indices_by_name[] = {
  0,   /* field[0] = fd */
  7,   /* field[7] = gid */
  4,   /* field[4] = maxproto */
  3,   /* field[3] = minproto */
  5,   /* field[5] = mode */
  1,   /* field[1] = pgrp */
  8,   /* field[8] = read_fd */
  2,   /* field[2] = timeout */
  6,   /* field[6] = uid */
};
static const ProtobufCIntRange cr__autofs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 9 }
};
CR_GEN const ProtobufCMessageDescriptor cr__autofs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.autofs_entry",
  "AutofsEntry",
  "Cr__AutofsEntry",
  "cr",
  sizeof(Cr__AutofsEntry),
  9,
  cr__autofs_entry__field_descriptors,
  cr__autofs_entry__field_indices_by_name,
  1,  cr__autofs_entry__number_ranges,
  (ProtobufCMessageInit) cr__autofs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__binfmt_misc_entry__field_descriptors[8] =
{
  {
    "name",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__BinfmtMiscEntry, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "enabled",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__BinfmtMiscEntry, enabled),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "interpreter",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__BinfmtMiscEntry, interpreter),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__BinfmtMiscEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "extension",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__BinfmtMiscEntry, extension),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "magic",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__BinfmtMiscEntry, magic),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mask",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__BinfmtMiscEntry, mask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "offset",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_INT32,
    offsetof(Cr__BinfmtMiscEntry, has_offset),
    offsetof(Cr__BinfmtMiscEntry, offset),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__binfmt_misc_entry__field_indices_by_name[] = {
  1,   /* field[1] = enabled */
  4,   /* field[4] = extension */
  3,   /* field[3] = flags */
  2,   /* field[2] = interpreter */
  5,   /* field[5] = magic */
  6,   /* field[6] = mask */
  0,   /* field[0] = name */
  7,   /* field[7] = offset */
};
static const ProtobufCIntRange cr__binfmt_misc_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 8 }
};
CR_GEN const ProtobufCMessageDescriptor cr__binfmt_misc_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.binfmt_misc_entry",
  "BinfmtMiscEntry",
  "Cr__BinfmtMiscEntry",
  "cr",
  sizeof(Cr__BinfmtMiscEntry),
  8,
  cr__binfmt_misc_entry__field_descriptors,
  cr__binfmt_misc_entry__field_indices_by_name,
  1,  cr__binfmt_misc_entry__number_ranges,
  (ProtobufCMessageInit) cr__binfmt_misc_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__tun_link_entry__field_descriptors[5] =
{
  {
    "flags",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TunLinkEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "owner",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TunLinkEntry, owner),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "group",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TunLinkEntry, group),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vnethdr",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TunLinkEntry, vnethdr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sndbuf",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TunLinkEntry, sndbuf),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__tun_link_entry__field_indices_by_name[] = {
  0,   /* field[0] = flags */
  2,   /* field[2] = group */
  1,   /* field[1] = owner */
  4,   /* field[4] = sndbuf */
  3,   /* field[3] = vnethdr */
};
static const ProtobufCIntRange cr__tun_link_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__tun_link_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.tun_link_entry",
  "TunLinkEntry",
  "Cr__TunLinkEntry",
  "cr",
  sizeof(Cr__TunLinkEntry),
  5,
  cr__tun_link_entry__field_descriptors,
  cr__tun_link_entry__field_indices_by_name,
  1,  cr__tun_link_entry__number_ranges,
  (ProtobufCMessageInit) cr__tun_link_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__macvlan_link_entry__field_descriptors[2] =
{
  {
    "mode",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__MacvlanLinkEntry, mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__MacvlanLinkEntry, has_flags),
    offsetof(Cr__MacvlanLinkEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__macvlan_link_entry__field_indices_by_name[] = {
  1,   /* field[1] = flags */
  0,   /* field[0] = mode */
};
static const ProtobufCIntRange cr__macvlan_link_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__macvlan_link_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.macvlan_link_entry",
  "MacvlanLinkEntry",
  "Cr__MacvlanLinkEntry",
  "cr",
  sizeof(Cr__MacvlanLinkEntry),
  2,
  cr__macvlan_link_entry__field_descriptors,
  cr__macvlan_link_entry__field_indices_by_name,
  1,  cr__macvlan_link_entry__number_ranges,
  (ProtobufCMessageInit) cr__macvlan_link_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__sit_entry__field_descriptors[16] =
{
  {
    "link",
    1,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, has_link),
    offsetof(Cr__SitEntry, link),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "local",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, n_local),
    offsetof(Cr__SitEntry, local),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "remote",
    3,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, n_remote),
    offsetof(Cr__SitEntry, remote),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ttl",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, has_ttl),
    offsetof(Cr__SitEntry, ttl),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tos",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, has_tos),
    offsetof(Cr__SitEntry, tos),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pmtudisc",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__SitEntry, has_pmtudisc),
    offsetof(Cr__SitEntry, pmtudisc),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "proto",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, has_proto),
    offsetof(Cr__SitEntry, proto),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, has_flags),
    offsetof(Cr__SitEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "encap_type",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, has_encap_type),
    offsetof(Cr__SitEntry, encap_type),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "encap_flags",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, has_encap_flags),
    offsetof(Cr__SitEntry, encap_flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "encap_sport",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, has_encap_sport),
    offsetof(Cr__SitEntry, encap_sport),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "encap_dport",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, has_encap_dport),
    offsetof(Cr__SitEntry, encap_dport),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rd_prefixlen",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, has_rd_prefixlen),
    offsetof(Cr__SitEntry, rd_prefixlen),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rd_prefix",
    14,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, n_rd_prefix),
    offsetof(Cr__SitEntry, rd_prefix),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "relay_prefixlen",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, has_relay_prefixlen),
    offsetof(Cr__SitEntry, relay_prefixlen),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "relay_prefix",
    16,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SitEntry, n_relay_prefix),
    offsetof(Cr__SitEntry, relay_prefix),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__sit_entry__field_indices_by_name[] = {
  11,   /* field[11] = encap_dport */
  9,   /* field[9] = encap_flags */
  10,   /* field[10] = encap_sport */
  8,   /* field[8] = encap_type */
  7,   /* field[7] = flags */
  0,   /* field[0] = link */
  1,   /* field[1] = local */
  5,   /* field[5] = pmtudisc */
  6,   /* field[6] = proto */
  13,   /* field[13] = rd_prefix */
  12,   /* field[12] = rd_prefixlen */
  15,   /* field[15] = relay_prefix */
  14,   /* field[14] = relay_prefixlen */
  2,   /* field[2] = remote */
  4,   /* field[4] = tos */
  3,   /* field[3] = ttl */
};
static const ProtobufCIntRange cr__sit_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 16 }
};
CR_GEN const ProtobufCMessageDescriptor cr__sit_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.sit_entry",
  "SitEntry",
  "Cr__SitEntry",
  "cr",
  sizeof(Cr__SitEntry),
  16,
  cr__sit_entry__field_descriptors,
  cr__sit_entry__field_indices_by_name,
  1,  cr__sit_entry__number_ranges,
  (ProtobufCMessageInit) cr__sit_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__sysctl_entry__field_descriptors[3] =
{
  {
    "type",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_ENUM,
    0,   /* quantifier_offset */
    offsetof(Cr__SysctlEntry, type),
    &cr__sysctl_type__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "iarg",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_INT32,
    offsetof(Cr__SysctlEntry, has_iarg),
    offsetof(Cr__SysctlEntry, iarg),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sarg",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__SysctlEntry, sarg),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__sysctl_entry__field_indices_by_name[] = {
  1,   /* field[1] = iarg */
  2,   /* field[2] = sarg */
  0,   /* field[0] = type */
};
static const ProtobufCIntRange cr__sysctl_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__sysctl_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.sysctl_entry",
  "SysctlEntry",
  "Cr__SysctlEntry",
  "cr",
  sizeof(Cr__SysctlEntry),
  3,
  cr__sysctl_entry__field_descriptors,
  cr__sysctl_entry__field_indices_by_name,
  1,  cr__sysctl_entry__number_ranges,
  (ProtobufCMessageInit) cr__sysctl_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__net_device_entry__field_descriptors[15] =
{
  {
    "type",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_ENUM,
    0,   /* quantifier_offset */
    offsetof(Cr__NetDeviceEntry, type),
    &cr__nd_type__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ifindex",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetDeviceEntry, ifindex),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mtu",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetDeviceEntry, mtu),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetDeviceEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "name",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__NetDeviceEntry, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tun",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__NetDeviceEntry, tun),
    &cr__tun_link_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "address",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__NetDeviceEntry, has_address),
    offsetof(Cr__NetDeviceEntry, address),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "conf",
    8,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_INT32,
    offsetof(Cr__NetDeviceEntry, n_conf),
    offsetof(Cr__NetDeviceEntry, conf),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "conf4",
    9,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__NetDeviceEntry, n_conf4),
    offsetof(Cr__NetDeviceEntry, conf4),
    &cr__sysctl_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "conf6",
    10,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__NetDeviceEntry, n_conf6),
    offsetof(Cr__NetDeviceEntry, conf6),
    &cr__sysctl_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "macvlan",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__NetDeviceEntry, macvlan),
    &cr__macvlan_link_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "peer_ifindex",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__NetDeviceEntry, has_peer_ifindex),
    offsetof(Cr__NetDeviceEntry, peer_ifindex),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "peer_nsid",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__NetDeviceEntry, has_peer_nsid),
    offsetof(Cr__NetDeviceEntry, peer_nsid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "master",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__NetDeviceEntry, has_master),
    offsetof(Cr__NetDeviceEntry, master),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sit",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__NetDeviceEntry, sit),
    &cr__sit_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__net_device_entry__field_indices_by_name[] = {
  6,   /* field[6] = address */
  7,   /* field[7] = conf */
  8,   /* field[8] = conf4 */
  9,   /* field[9] = conf6 */
  3,   /* field[3] = flags */
  1,   /* field[1] = ifindex */
  10,   /* field[10] = macvlan */
  13,   /* field[13] = master */
  2,   /* field[2] = mtu */
  4,   /* field[4] = name */
  11,   /* field[11] = peer_ifindex */
  12,   /* field[12] = peer_nsid */
  14,   /* field[14] = sit */
  5,   /* field[5] = tun */
  0,   /* field[0] = type */
};
static const ProtobufCIntRange cr__net_device_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 15 }
};
CR_GEN const ProtobufCMessageDescriptor cr__net_device_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.net_device_entry",
  "NetDeviceEntry",
  "Cr__NetDeviceEntry",
  "cr",
  sizeof(Cr__NetDeviceEntry),
  15,
  cr__net_device_entry__field_descriptors,
  cr__net_device_entry__field_indices_by_name,
  1,  cr__net_device_entry__number_ranges,
  (ProtobufCMessageInit) cr__net_device_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__netns_id__field_descriptors[2] =
{
  {
    "target_ns_id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetnsId, target_ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "netnsid_value",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetnsId, netnsid_value),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__netns_id__field_indices_by_name[] = {
  1,   /* field[1] = netnsid_value */
  0,   /* field[0] = target_ns_id */
};
static const ProtobufCIntRange cr__netns_id__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__netns_id__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.netns_id",
  "NetnsId",
  "Cr__NetnsId",
  "cr",
  sizeof(Cr__NetnsId),
  2,
  cr__netns_id__field_descriptors,
  cr__netns_id__field_indices_by_name,
  1,  cr__netns_id__number_ranges,
  (ProtobufCMessageInit) cr__netns_id__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__netns_entry__field_descriptors[10] =
{
  {
    "def_conf",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_INT32,
    offsetof(Cr__NetnsEntry, n_def_conf),
    offsetof(Cr__NetnsEntry, def_conf),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "all_conf",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_INT32,
    offsetof(Cr__NetnsEntry, n_all_conf),
    offsetof(Cr__NetnsEntry, all_conf),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "def_conf4",
    3,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__NetnsEntry, n_def_conf4),
    offsetof(Cr__NetnsEntry, def_conf4),
    &cr__sysctl_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "all_conf4",
    4,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__NetnsEntry, n_all_conf4),
    offsetof(Cr__NetnsEntry, all_conf4),
    &cr__sysctl_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "def_conf6",
    5,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__NetnsEntry, n_def_conf6),
    offsetof(Cr__NetnsEntry, def_conf6),
    &cr__sysctl_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "all_conf6",
    6,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__NetnsEntry, n_all_conf6),
    offsetof(Cr__NetnsEntry, all_conf6),
    &cr__sysctl_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "nsids",
    7,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__NetnsEntry, n_nsids),
    offsetof(Cr__NetnsEntry, nsids),
    &cr__netns_id__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ext_key",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__NetnsEntry, ext_key),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "unix_conf",
    9,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__NetnsEntry, n_unix_conf),
    offsetof(Cr__NetnsEntry, unix_conf),
    &cr__sysctl_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ipv4_sysctl",
    10,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__NetnsEntry, n_ipv4_sysctl),
    offsetof(Cr__NetnsEntry, ipv4_sysctl),
    &cr__sysctl_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__netns_entry__field_indices_by_name[] = {
  1,   /* field[1] = all_conf */
  3,   /* field[3] = all_conf4 */
  5,   /* field[5] = all_conf6 */
  0,   /* field[0] = def_conf */
  2,   /* field[2] = def_conf4 */
  4,   /* field[4] = def_conf6 */
  7,   /* field[7] = ext_key */
  9,   /* field[9] = ipv4_sysctl */
  6,   /* field[6] = nsids */
  8,   /* field[8] = unix_conf */
};
static const ProtobufCIntRange cr__netns_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 10 }
};
CR_GEN const ProtobufCMessageDescriptor cr__netns_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.netns_entry",
  "NetnsEntry",
  "Cr__NetnsEntry",
  "cr",
  sizeof(Cr__NetnsEntry),
  10,
  cr__netns_entry__field_descriptors,
  cr__netns_entry__field_indices_by_name,
  1,  cr__netns_entry__number_ranges,
  (ProtobufCMessageInit) cr__netns_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCEnumValue cr__fstype__enum_values_by_number[21] =
{
  { "UNSUPPORTED", "CR__FSTYPE__UNSUPPORTED", 0 },
  { "PROC", "CR__FSTYPE__PROC", 1 },
  { "SYSFS", "CR__FSTYPE__SYSFS", 2 },
  { "DEVTMPFS", "CR__FSTYPE__DEVTMPFS", 3 },
  { "BINFMT_MISC", "CR__FSTYPE__BINFMT_MISC", 4 },
  { "TMPFS", "CR__FSTYPE__TMPFS", 5 },
  { "DEVPTS", "CR__FSTYPE__DEVPTS", 6 },
  { "SIMFS", "CR__FSTYPE__SIMFS", 7 },
  { "PSTORE", "CR__FSTYPE__PSTORE", 8 },
  { "SECURITYFS", "CR__FSTYPE__SECURITYFS", 9 },
  { "FUSECTL", "CR__FSTYPE__FUSECTL", 10 },
  { "DEBUGFS", "CR__FSTYPE__DEBUGFS", 11 },
  { "CGROUP", "CR__FSTYPE__CGROUP", 12 },
  { "AUFS", "CR__FSTYPE__AUFS", 13 },
  { "MQUEUE", "CR__FSTYPE__MQUEUE", 14 },
  { "FUSE", "CR__FSTYPE__FUSE", 15 },
  { "AUTO", "CR__FSTYPE__AUTO", 16 },
  { "OVERLAYFS", "CR__FSTYPE__OVERLAYFS", 17 },
  { "AUTOFS", "CR__FSTYPE__AUTOFS", 18 },
  { "TRACEFS", "CR__FSTYPE__TRACEFS", 19 },
  { "CGROUP2", "CR__FSTYPE__CGROUP2", 23 },
};
static const ProtobufCIntRange cr__fstype__value_ranges[] = {
{0, 0},{23, 20},{0, 21}
};
static const ProtobufCEnumValueIndex cr__fstype__enum_values_by_name[21] =
{
  { "AUFS", 13 },
  { "AUTO", 16 },
  { "AUTOFS", 18 },
  { "BINFMT_MISC", 4 },
  { "CGROUP", 12 },
  { "CGROUP2", 20 },
  { "DEBUGFS", 11 },
  { "DEVPTS", 6 },
  { "DEVTMPFS", 3 },
  { "FUSE", 15 },
  { "FUSECTL", 10 },
  { "MQUEUE", 14 },
  { "OVERLAYFS", 17 },
  { "PROC", 1 },
  { "PSTORE", 8 },
  { "SECURITYFS", 9 },
  { "SIMFS", 7 },
  { "SYSFS", 2 },
  { "TMPFS", 5 },
  { "TRACEFS", 19 },
  { "UNSUPPORTED", 0 },
};
CR_GEN const ProtobufCEnumDescriptor cr__fstype__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.fstype",
  "fstype",
  "Cr__Fstype",
  "cr",
  21,
  cr__fstype__enum_values_by_number,
  21,
  cr__fstype__enum_values_by_name,
  2,
  cr__fstype__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
static const ProtobufCEnumValue cr__sysctl_type__enum_values_by_number[2] =
{
  { "CTL_STR", "CR__SYSCTL_TYPE__CTL_STR", 5 },
  { "CTL_32", "CR__SYSCTL_TYPE__CTL_32", 6 },
};
static const ProtobufCIntRange cr__sysctl_type__value_ranges[] = {
{5, 0},{0, 2}
};
static const ProtobufCEnumValueIndex cr__sysctl_type__enum_values_by_name[2] =
{
  { "CTL_32", 1 },
  { "CTL_STR", 0 },
};
CR_GEN const ProtobufCEnumDescriptor cr__sysctl_type__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.SysctlType",
  "SysctlType",
  "Cr__SysctlType",
  "cr",
  2,
  cr__sysctl_type__enum_values_by_number,
  2,
  cr__sysctl_type__enum_values_by_name,
  1,
  cr__sysctl_type__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
static const ProtobufCEnumValue cr__nd_type__enum_values_by_number[8] =
{
  { "LOOPBACK", "CR__ND_TYPE__LOOPBACK", 1 },
  { "VETH", "CR__ND_TYPE__VETH", 2 },
  { "TUN", "CR__ND_TYPE__TUN", 3 },
  { "EXTLINK", "CR__ND_TYPE__EXTLINK", 4 },
  { "VENET", "CR__ND_TYPE__VENET", 5 },
  { "BRIDGE", "CR__ND_TYPE__BRIDGE", 6 },
  { "MACVLAN", "CR__ND_TYPE__MACVLAN", 7 },
  { "SIT", "CR__ND_TYPE__SIT", 8 },
};
static const ProtobufCIntRange cr__nd_type__value_ranges[] = {
{1, 0},{0, 8}
};
static const ProtobufCEnumValueIndex cr__nd_type__enum_values_by_name[8] =
{
  { "BRIDGE", 5 },
  { "EXTLINK", 3 },
  { "LOOPBACK", 0 },
  { "MACVLAN", 6 },
  { "SIT", 7 },
  { "TUN", 2 },
  { "VENET", 4 },
  { "VETH", 1 },
};
CR_GEN const ProtobufCEnumDescriptor cr__nd_type__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.nd_type",
  "nd_type",
  "Cr__NdType",
  "cr",
  8,
  cr__nd_type__enum_values_by_number,
  8,
  cr__nd_type__enum_values_by_name,
  1,
  cr__nd_type__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
