/* SPDX-License-Identifier: MIT
 *
 * Generated from proto/socket.proto by tool/gen.sh (make gen); do not edit.
 * sources: sha256 de609e2e6a9f8d9380ef4299bce27ecff709517e2f9af400df0809753e5964bf
 * made with: protobuf-c 1.4.1
 */

#include "socket.pb-c.h"
CR_GEN void   cr__fown_entry__init
                     (Cr__FownEntry         *message)
{
  static const Cr__FownEntry init_value = CR__FOWN_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__sk_opts_entry__init
                     (Cr__SkOptsEntry         *message)
{
  static const Cr__SkOptsEntry init_value = CR__SK_OPTS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__file_perms_entry__init
                     (Cr__FilePermsEntry         *message)
{
  static const Cr__FilePermsEntry init_value = CR__FILE_PERMS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__unix_sk_entry__init
                     (Cr__UnixSkEntry         *message)
{
  static const Cr__UnixSkEntry init_value = CR__UNIX_SK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__tcp_opts_entry__init
                     (Cr__TcpOptsEntry         *message)
{
  static const Cr__TcpOptsEntry init_value = CR__TCP_OPTS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__tcp_stream_entry__init
                     (Cr__TcpStreamEntry         *message)
{
  static const Cr__TcpStreamEntry init_value = CR__TCP_STREAM_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__ip_opts_raw_entry__init
                     (Cr__IpOptsRawEntry         *message)
{
  static const Cr__IpOptsRawEntry init_value = CR__IP_OPTS_RAW_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__ip_opts_entry__init
                     (Cr__IpOptsEntry         *message)
{
  static const Cr__IpOptsEntry init_value = CR__IP_OPTS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__inet_sk_entry__init
                     (Cr__InetSkEntry         *message)
{
  static const Cr__InetSkEntry init_value = CR__INET_SK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__packet_mclist__init
                     (Cr__PacketMclist         *message)
{
  static const Cr__PacketMclist init_value = CR__PACKET_MCLIST__INIT;
  *message = init_value;
}
CR_GEN void   cr__packet_ring__init
                     (Cr__PacketRing         *message)
{
  static const Cr__PacketRing init_value = CR__PACKET_RING__INIT;
  *message = init_value;
}
CR_GEN void   cr__packet_sock_entry__init
                     (Cr__PacketSockEntry         *message)
{
  static const Cr__PacketSockEntry init_value = CR__PACKET_SOCK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__netlink_sk_entry__init
                     (Cr__NetlinkSkEntry         *message)
{
  static const Cr__NetlinkSkEntry init_value = CR__NETLINK_SK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__scm_entry__init
                     (Cr__ScmEntry         *message)
{
  static const Cr__ScmEntry init_value = CR__SCM_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__sk_packet_entry__init
                     (Cr__SkPacketEntry         *message)
{
  static const Cr__SkPacketEntry init_value = CR__SK_PACKET_ENTRY__INIT;
  *message = init_value;
}
static const ProtobufCFieldDescriptor cr__fown_entry__field_descriptors[5] =
{
  {
    "uid",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FownEntry, uid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "euid",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FownEntry, euid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "signum",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FownEntry, signum),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pid_type",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FownEntry, pid_type),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pid",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FownEntry, pid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__fown_entry__field_indices_by_name[] = {
  1,   /* field[1] = euid */
  4,   /* field[4] = pid */
  3,   /* field[3] = pid_type */
  2,   /* field[2] = signum */
  0,   /* field[0] = uid */
};
static const ProtobufCIntRange cr__fown_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__fown_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.fown_entry",
  "FownEntry",
  "Cr__FownEntry",
  "cr",
  sizeof(Cr__FownEntry),
  5,
  cr__fown_entry__field_descriptors,
  cr__fown_entry__field_indices_by_name,
  1,  cr__fown_entry__number_ranges,
  (ProtobufCMessageInit) cr__fown_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__sk_opts_entry__field_descriptors[25] =
{
  {
    "so_sndbuf",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__SkOptsEntry, so_sndbuf),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_rcvbuf",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__SkOptsEntry, so_rcvbuf),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_snd_tmo_sec",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__SkOptsEntry, so_snd_tmo_sec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_snd_tmo_usec",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__SkOptsEntry, so_snd_tmo_usec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_rcv_tmo_sec",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__SkOptsEntry, so_rcv_tmo_sec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_rcv_tmo_usec",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__SkOptsEntry, so_rcv_tmo_usec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "reuseaddr",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__SkOptsEntry, has_reuseaddr),
    offsetof(Cr__SkOptsEntry, reuseaddr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_priority",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SkOptsEntry, has_so_priority),
    offsetof(Cr__SkOptsEntry, so_priority),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_rcvlowat",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SkOptsEntry, has_so_rcvlowat),
    offsetof(Cr__SkOptsEntry, so_rcvlowat),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_mark",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SkOptsEntry, has_so_mark),
    offsetof(Cr__SkOptsEntry, so_mark),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_passcred",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__SkOptsEntry, has_so_passcred),
    offsetof(Cr__SkOptsEntry, so_passcred),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_passsec",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__SkOptsEntry, has_so_passsec),
    offsetof(Cr__SkOptsEntry, so_passsec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_dontroute",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__SkOptsEntry, has_so_dontroute),
    offsetof(Cr__SkOptsEntry, so_dontroute),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_no_check",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__SkOptsEntry, has_so_no_check),
    offsetof(Cr__SkOptsEntry, so_no_check),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_bound_dev",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__SkOptsEntry, so_bound_dev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_filter",
    16,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_FIXED64,
    offsetof(Cr__SkOptsEntry, n_so_filter),
    offsetof(Cr__SkOptsEntry, so_filter),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_reuseport",
    17,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__SkOptsEntry, has_so_reuseport),
    offsetof(Cr__SkOptsEntry, so_reuseport),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_broadcast",
    18,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__SkOptsEntry, has_so_broadcast),
    offsetof(Cr__SkOptsEntry, so_broadcast),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_keepalive",
    19,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__SkOptsEntry, has_so_keepalive),
    offsetof(Cr__SkOptsEntry, so_keepalive),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tcp_keepcnt",
    20,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SkOptsEntry, has_tcp_keepcnt),
    offsetof(Cr__SkOptsEntry, tcp_keepcnt),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tcp_keepidle",
    21,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SkOptsEntry, has_tcp_keepidle),
    offsetof(Cr__SkOptsEntry, tcp_keepidle),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tcp_keepintvl",
    22,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SkOptsEntry, has_tcp_keepintvl),
    offsetof(Cr__SkOptsEntry, tcp_keepintvl),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_oobinline",
    23,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SkOptsEntry, has_so_oobinline),
    offsetof(Cr__SkOptsEntry, so_oobinline),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_linger",
    24,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SkOptsEntry, has_so_linger),
    offsetof(Cr__SkOptsEntry, so_linger),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "so_buf_lock",
    25,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SkOptsEntry, has_so_buf_lock),
    offsetof(Cr__SkOptsEntry, so_buf_lock),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__sk_opts_entry__field_indices_by_name[] = {
  6,   /* field[6] = reuseaddr */
  14,   /* field[14] = so_bound_dev */
  17,   /* field[17] = so_broadcast */
  24,   /* field[24] = so_buf_lock */
  12,   /* field[12] = so_dontroute */
  15,   /* field[15] = so_filter */
  18,   /* field[18] = so_keepalive */
  23,   /* field[23] = so_linger */
  9,   /* field[9] = so_mark */
  13,   /* field[13] = so_no_check */
  22,   /* field[22] = so_oobinline */
  10,   /* field[10] = so_passcred */
  11,   /* field[11] = so_passsec */
  7,   /* field[7] = so_priority */
  4,   /* field[4] = so_rcv_tmo_sec */
  5,   /* field[5] = so_rcv_tmo_usec */
  1,   /* field[1] = so_rcvbuf */
  8,   /* field[8] = so_rcvlowat */
  16,   /* field[16] = so_reuseport */
  2,   /* field[2] = so_snd_tmo_sec */
  3,   /* field[3] = so_snd_tmo_usec */
  0,   /* field[0] = so_sndbuf */
  19,   /* field[19] = tcp_keepcnt */
  20,   /* field[20] = tcp_keepidle */
  21,   /* field[21] = tcp_keepintvl */
};
static const ProtobufCIntRange cr__sk_opts_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 25 }
};
CR_GEN const ProtobufCMessageDescriptor cr__sk_opts_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.sk_opts_entry",
  "SkOptsEntry",
  "Cr__SkOptsEntry",
  "cr",
  sizeof(Cr__SkOptsEntry),
  25,
  cr__sk_opts_entry__field_descriptors,
  cr__sk_opts_entry__field_indices_by_name,
  1,  cr__sk_opts_entry__number_ranges,
  (ProtobufCMessageInit) cr__sk_opts_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__file_perms_entry__field_descriptors[3] =
{
  {
    "mode",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FilePermsEntry, mode),
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
    offsetof(Cr__FilePermsEntry, uid),
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
    offsetof(Cr__FilePermsEntry, gid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__file_perms_entry__field_indices_by_name[] = {
  2,   /* field[2] = gid */
  0,   /* field[0] = mode */
  1,   /* field[1] = uid */
};
static const ProtobufCIntRange cr__file_perms_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__file_perms_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.file_perms_entry",
  "FilePermsEntry",
  "Cr__FilePermsEntry",
  "cr",
  sizeof(Cr__FilePermsEntry),
  3,
  cr__file_perms_entry__field_descriptors,
  cr__file_perms_entry__field_indices_by_name,
  1,  cr__file_perms_entry__number_ranges,
  (ProtobufCMessageInit) cr__file_perms_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const int32_t cr__unix_sk_entry__mnt_id__default_value = -1;
static const ProtobufCFieldDescriptor cr__unix_sk_entry__field_descriptors[17] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UnixSkEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ino",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UnixSkEntry, ino),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "type",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UnixSkEntry, type),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "state",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UnixSkEntry, state),
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
    offsetof(Cr__UnixSkEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "uflags",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UnixSkEntry, uflags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "backlog",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UnixSkEntry, backlog),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "peer",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UnixSkEntry, peer),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__UnixSkEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "opts",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__UnixSkEntry, opts),
    &cr__sk_opts_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "name",
    11,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BYTES,
    0,   /* quantifier_offset */
    offsetof(Cr__UnixSkEntry, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shutdown",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_ENUM,
    offsetof(Cr__UnixSkEntry, has_shutdown),
    offsetof(Cr__UnixSkEntry, shutdown),
    &cr__sk_shutdown__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "file_perms",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__UnixSkEntry, file_perms),
    &cr__file_perms_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "name_dir",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__UnixSkEntry, name_dir),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "deleted",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__UnixSkEntry, has_deleted),
    offsetof(Cr__UnixSkEntry, deleted),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ns_id",
    16,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__UnixSkEntry, has_ns_id),
    offsetof(Cr__UnixSkEntry, ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mnt_id",
    17,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_SINT32,
    offsetof(Cr__UnixSkEntry, has_mnt_id),
    offsetof(Cr__UnixSkEntry, mnt_id),
    NULL,
    &cr__unix_sk_entry__mnt_id__default_value,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__unix_sk_entry__field_indices_by_name[] = {
  6,   /* field[6] = backlog */
  14,   /* field[14] = deleted */
  12,   /* field[12] = file_perms */
  4,   /* field[4] = flags */
  8,   /* field[8] = fown */
  0,   /* field[0] = id */
  1,   /* field[1] = ino */
  16,   /* field[16] = mnt_id */
  10,   /* field[10] = name */
  13,   /* field[13] = name_dir */
  15,   /* field[15] = ns_id */
  9,   /* field[9] = opts */
  7,   /* field[7] = peer */
  11,   /* field[11] = shutdown */
  3,   /* field[3] = state */
  2,   /* field[2] = type */
  5,   /* field[5] = uflags */
};
static const ProtobufCIntRange cr__unix_sk_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 17 }
};
CR_GEN const ProtobufCMessageDescriptor cr__unix_sk_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.unix_sk_entry",
  "UnixSkEntry",
  "Cr__UnixSkEntry",
  "cr",
  sizeof(Cr__UnixSkEntry),
  17,
  cr__unix_sk_entry__field_descriptors,
  cr__unix_sk_entry__field_indices_by_name,
  1,  cr__unix_sk_entry__number_ranges,
  (ProtobufCMessageInit) cr__unix_sk_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__tcp_opts_entry__field_descriptors[5] =
{
  {
    "cork",
    1,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__TcpOptsEntry, has_cork),
    offsetof(Cr__TcpOptsEntry, cork),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "nodelay",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__TcpOptsEntry, has_nodelay),
    offsetof(Cr__TcpOptsEntry, nodelay),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "keepcnt",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TcpOptsEntry, has_keepcnt),
    offsetof(Cr__TcpOptsEntry, keepcnt),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "keepidle",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TcpOptsEntry, has_keepidle),
    offsetof(Cr__TcpOptsEntry, keepidle),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "keepintvl",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TcpOptsEntry, has_keepintvl),
    offsetof(Cr__TcpOptsEntry, keepintvl),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__tcp_opts_entry__field_indices_by_name[] = {
  0,   /* field[0] = cork */
  2,   /* field[2] = keepcnt */
  3,   /* field[3] = keepidle */
  4,   /* field[4] = keepintvl */
  1,   /* field[1] = nodelay */
};
static const ProtobufCIntRange cr__tcp_opts_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__tcp_opts_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.tcp_opts_entry",
  "TcpOptsEntry",
  "Cr__TcpOptsEntry",
  "cr",
  sizeof(Cr__TcpOptsEntry),
  5,
  cr__tcp_opts_entry__field_descriptors,
  cr__tcp_opts_entry__field_indices_by_name,
  1,  cr__tcp_opts_entry__number_ranges,
  (ProtobufCMessageInit) cr__tcp_opts_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__tcp_stream_entry__field_descriptors[17] =
{
  {
    "inq_len",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TcpStreamEntry, inq_len),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "inq_seq",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TcpStreamEntry, inq_seq),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "outq_len",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TcpStreamEntry, outq_len),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "outq_seq",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TcpStreamEntry, outq_seq),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "opt_mask",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TcpStreamEntry, opt_mask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "snd_wscale",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TcpStreamEntry, snd_wscale),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mss_clamp",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TcpStreamEntry, mss_clamp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rcv_wscale",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TcpStreamEntry, has_rcv_wscale),
    offsetof(Cr__TcpStreamEntry, rcv_wscale),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "timestamp",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TcpStreamEntry, has_timestamp),
    offsetof(Cr__TcpStreamEntry, timestamp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cork",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__TcpStreamEntry, has_cork),
    offsetof(Cr__TcpStreamEntry, cork),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "nodelay",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__TcpStreamEntry, has_nodelay),
    offsetof(Cr__TcpStreamEntry, nodelay),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "unsq_len",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TcpStreamEntry, has_unsq_len),
    offsetof(Cr__TcpStreamEntry, unsq_len),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "snd_wl1",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TcpStreamEntry, has_snd_wl1),
    offsetof(Cr__TcpStreamEntry, snd_wl1),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "snd_wnd",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TcpStreamEntry, has_snd_wnd),
    offsetof(Cr__TcpStreamEntry, snd_wnd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "max_window",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TcpStreamEntry, has_max_window),
    offsetof(Cr__TcpStreamEntry, max_window),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rcv_wnd",
    16,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TcpStreamEntry, has_rcv_wnd),
    offsetof(Cr__TcpStreamEntry, rcv_wnd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rcv_wup",
    17,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TcpStreamEntry, has_rcv_wup),
    offsetof(Cr__TcpStreamEntry, rcv_wup),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__tcp_stream_entry__field_indices_by_name[] = {
  9,   /* field[9] = cork */
  0,   /* field[0] = inq_len */
  1,   /* field[1] = inq_seq */
  14,   /* field[14] = max_window */
  6,   /* field[6] = mss_clamp */
  10,   /* field[10] = nodelay */
  4,   /* field[4] = opt_mask */
  2,   /* field[2] = outq_len */
  3,   /* field[3] = outq_seq */
  15,   /* field[15] = rcv_wnd */
  7,   /* field[7] = rcv_wscale */
  16,   /* field[16] = rcv_wup */
  12,   /* field[12] = snd_wl1 */
  13,   /* field[13] = snd_wnd */
  5,   /* field[5] = snd_wscale */
  8,   /* field[8] = timestamp */
  11,   /* field[11] = unsq_len */
};
static const ProtobufCIntRange cr__tcp_stream_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 17 }
};
CR_GEN const ProtobufCMessageDescriptor cr__tcp_stream_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.tcp_stream_entry",
  "TcpStreamEntry",
  "Cr__TcpStreamEntry",
  "cr",
  sizeof(Cr__TcpStreamEntry),
  17,
  cr__tcp_stream_entry__field_descriptors,
  cr__tcp_stream_entry__field_indices_by_name,
  1,  cr__tcp_stream_entry__number_ranges,
  (ProtobufCMessageInit) cr__tcp_stream_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__ip_opts_raw_entry__field_descriptors[4] =
{
  {
    "hdrincl",
    1,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__IpOptsRawEntry, has_hdrincl),
    offsetof(Cr__IpOptsRawEntry, hdrincl),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "nodefrag",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__IpOptsRawEntry, has_nodefrag),
    offsetof(Cr__IpOptsRawEntry, nodefrag),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "checksum",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__IpOptsRawEntry, has_checksum),
    offsetof(Cr__IpOptsRawEntry, checksum),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "icmpv_filter",
    4,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__IpOptsRawEntry, n_icmpv_filter),
    offsetof(Cr__IpOptsRawEntry, icmpv_filter),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__ip_opts_raw_entry__field_indices_by_name[] = {
  2,   /* field[2] = checksum */
  0,   /* field[0] = hdrincl */
  3,   /* field[3] = icmpv_filter */
  1,   /* field[1] = nodefrag */
};
static const ProtobufCIntRange cr__ip_opts_raw_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__ip_opts_raw_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.ip_opts_raw_entry",
  "IpOptsRawEntry",
  "Cr__IpOptsRawEntry",
  "cr",
  sizeof(Cr__IpOptsRawEntry),
  4,
  cr__ip_opts_raw_entry__field_descriptors,
  cr__ip_opts_raw_entry__field_indices_by_name,
  1,  cr__ip_opts_raw_entry__number_ranges,
  (ProtobufCMessageInit) cr__ip_opts_raw_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__ip_opts_entry__field_descriptors[5] =
{
  {
    "freebind",
    1,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__IpOptsEntry, has_freebind),
    offsetof(Cr__IpOptsEntry, freebind),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "raw",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__IpOptsEntry, raw),
    &cr__ip_opts_raw_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pktinfo",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__IpOptsEntry, has_pktinfo),
    offsetof(Cr__IpOptsEntry, pktinfo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tos",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__IpOptsEntry, has_tos),
    offsetof(Cr__IpOptsEntry, tos),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ttl",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__IpOptsEntry, has_ttl),
    offsetof(Cr__IpOptsEntry, ttl),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__ip_opts_entry__field_indices_by_name[] = {
  0,   /* field[0] = freebind */
  2,   /* field[2] = pktinfo */
  1,   /* field[1] = raw */
  3,   /* field[3] = tos */
  4,   /* field[4] = ttl */
};
static const ProtobufCIntRange cr__ip_opts_entry__number_ranges[2 + 1] =
{
  { 1, 0 },
  { 4, 1 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__ip_opts_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.ip_opts_entry",
  "IpOptsEntry",
  "Cr__IpOptsEntry",
  "cr",
  sizeof(Cr__IpOptsEntry),
  5,
  cr__ip_opts_entry__field_descriptors,
  cr__ip_opts_entry__field_indices_by_name,
  2,  cr__ip_opts_entry__number_ranges,
  (ProtobufCMessageInit) cr__ip_opts_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__inet_sk_entry__field_descriptors[20] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ino",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, ino),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "family",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, family),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "type",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, type),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "proto",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, proto),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "state",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, state),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "src_port",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, src_port),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dst_port",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, dst_port),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "backlog",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, backlog),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "src_addr",
    11,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__InetSkEntry, n_src_addr),
    offsetof(Cr__InetSkEntry, src_addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dst_addr",
    12,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__InetSkEntry, n_dst_addr),
    offsetof(Cr__InetSkEntry, dst_addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    13,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "opts",
    14,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, opts),
    &cr__sk_opts_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "v6only",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__InetSkEntry, has_v6only),
    offsetof(Cr__InetSkEntry, v6only),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ip_opts",
    16,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, ip_opts),
    &cr__ip_opts_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ifname",
    17,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, ifname),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ns_id",
    18,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__InetSkEntry, has_ns_id),
    offsetof(Cr__InetSkEntry, ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shutdown",
    19,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_ENUM,
    offsetof(Cr__InetSkEntry, has_shutdown),
    offsetof(Cr__InetSkEntry, shutdown),
    &cr__sk_shutdown__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tcp_opts",
    20,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__InetSkEntry, tcp_opts),
    &cr__tcp_opts_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__inet_sk_entry__field_indices_by_name[] = {
  9,   /* field[9] = backlog */
  11,   /* field[11] = dst_addr */
  7,   /* field[7] = dst_port */
  2,   /* field[2] = family */
  8,   /* field[8] = flags */
  12,   /* field[12] = fown */
  0,   /* field[0] = id */
  16,   /* field[16] = ifname */
  1,   /* field[1] = ino */
  15,   /* field[15] = ip_opts */
  17,   /* field[17] = ns_id */
  13,   /* field[13] = opts */
  4,   /* field[4] = proto */
  18,   /* field[18] = shutdown */
  10,   /* field[10] = src_addr */
  6,   /* field[6] = src_port */
  5,   /* field[5] = state */
  19,   /* field[19] = tcp_opts */
  3,   /* field[3] = type */
  14,   /* field[14] = v6only */
};
static const ProtobufCIntRange cr__inet_sk_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 20 }
};
CR_GEN const ProtobufCMessageDescriptor cr__inet_sk_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.inet_sk_entry",
  "InetSkEntry",
  "Cr__InetSkEntry",
  "cr",
  sizeof(Cr__InetSkEntry),
  20,
  cr__inet_sk_entry__field_descriptors,
  cr__inet_sk_entry__field_indices_by_name,
  1,  cr__inet_sk_entry__number_ranges,
  (ProtobufCMessageInit) cr__inet_sk_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__packet_mclist__field_descriptors[3] =
{
  {
    "index",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketMclist, index),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "type",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketMclist, type),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "addr",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BYTES,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketMclist, addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__packet_mclist__field_indices_by_name[] = {
  2,   /* field[2] = addr */
  0,   /* field[0] = index */
  1,   /* field[1] = type */
};
static const ProtobufCIntRange cr__packet_mclist__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__packet_mclist__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.packet_mclist",
  "PacketMclist",
  "Cr__PacketMclist",
  "cr",
  sizeof(Cr__PacketMclist),
  3,
  cr__packet_mclist__field_descriptors,
  cr__packet_mclist__field_indices_by_name,
  1,  cr__packet_mclist__number_ranges,
  (ProtobufCMessageInit) cr__packet_mclist__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__packet_ring__field_descriptors[7] =
{
  {
    "block_size",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketRing, block_size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "block_nr",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketRing, block_nr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "frame_size",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketRing, frame_size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "frame_nr",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketRing, frame_nr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "retire_tmo",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketRing, retire_tmo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sizeof_priv",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketRing, sizeof_priv),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "features",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketRing, features),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__packet_ring__field_indices_by_name[] = {
  1,   /* field[1] = block_nr */
  0,   /* field[0] = block_size */
  6,   /* field[6] = features */
  3,   /* field[3] = frame_nr */
  2,   /* field[2] = frame_size */
  4,   /* field[4] = retire_tmo */
  5,   /* field[5] = sizeof_priv */
};
static const ProtobufCIntRange cr__packet_ring__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 7 }
};
CR_GEN const ProtobufCMessageDescriptor cr__packet_ring__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.packet_ring",
  "PacketRing",
  "Cr__PacketRing",
  "cr",
  sizeof(Cr__PacketRing),
  7,
  cr__packet_ring__field_descriptors,
  cr__packet_ring__field_indices_by_name,
  1,  cr__packet_ring__number_ranges,
  (ProtobufCMessageInit) cr__packet_ring__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const uint32_t cr__packet_sock_entry__fanout__default_value = 4294967295u;
static const ProtobufCFieldDescriptor cr__packet_sock_entry__field_descriptors[20] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "type",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, type),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "protocol",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, protocol),
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
    offsetof(Cr__PacketSockEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ifindex",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, ifindex),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "opts",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, opts),
    &cr__sk_opts_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "version",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, version),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "reserve",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, reserve),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "aux_data",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, aux_data),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "orig_dev",
    11,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, orig_dev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vnet_hdr",
    12,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, vnet_hdr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "loss",
    13,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, loss),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "timestamp",
    14,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, timestamp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "copy_thresh",
    15,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, copy_thresh),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mclist",
    16,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__PacketSockEntry, n_mclist),
    offsetof(Cr__PacketSockEntry, mclist),
    &cr__packet_mclist__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fanout",
    17,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__PacketSockEntry, has_fanout),
    offsetof(Cr__PacketSockEntry, fanout),
    NULL,
    &cr__packet_sock_entry__fanout__default_value,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rx_ring",
    18,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, rx_ring),
    &cr__packet_ring__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tx_ring",
    19,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__PacketSockEntry, tx_ring),
    &cr__packet_ring__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ns_id",
    20,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__PacketSockEntry, has_ns_id),
    offsetof(Cr__PacketSockEntry, ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__packet_sock_entry__field_indices_by_name[] = {
  9,   /* field[9] = aux_data */
  14,   /* field[14] = copy_thresh */
  16,   /* field[16] = fanout */
  3,   /* field[3] = flags */
  5,   /* field[5] = fown */
  0,   /* field[0] = id */
  4,   /* field[4] = ifindex */
  12,   /* field[12] = loss */
  15,   /* field[15] = mclist */
  19,   /* field[19] = ns_id */
  6,   /* field[6] = opts */
  10,   /* field[10] = orig_dev */
  2,   /* field[2] = protocol */
  8,   /* field[8] = reserve */
  17,   /* field[17] = rx_ring */
  13,   /* field[13] = timestamp */
  18,   /* field[18] = tx_ring */
  1,   /* field[1] = type */
  7,   /* field[7] = version */
  11,   /* field[11] = vnet_hdr */
};
static const ProtobufCIntRange cr__packet_sock_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 20 }
};
CR_GEN const ProtobufCMessageDescriptor cr__packet_sock_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.packet_sock_entry",
  "PacketSockEntry",
  "Cr__PacketSockEntry",
  "cr",
  sizeof(Cr__PacketSockEntry),
  20,
  cr__packet_sock_entry__field_descriptors,
  cr__packet_sock_entry__field_indices_by_name,
  1,  cr__packet_sock_entry__number_ranges,
  (ProtobufCMessageInit) cr__packet_sock_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__netlink_sk_entry__field_descriptors[12] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetlinkSkEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ino",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetlinkSkEntry, ino),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "protocol",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetlinkSkEntry, protocol),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "state",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetlinkSkEntry, state),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetlinkSkEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "portid",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetlinkSkEntry, portid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "groups",
    8,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__NetlinkSkEntry, n_groups),
    offsetof(Cr__NetlinkSkEntry, groups),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dst_portid",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetlinkSkEntry, dst_portid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dst_group",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NetlinkSkEntry, dst_group),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    11,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__NetlinkSkEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "opts",
    12,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__NetlinkSkEntry, opts),
    &cr__sk_opts_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ns_id",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__NetlinkSkEntry, has_ns_id),
    offsetof(Cr__NetlinkSkEntry, ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__netlink_sk_entry__field_indices_by_name[] = {
  8,   /* field[8] = dst_group */
  7,   /* field[7] = dst_portid */
  4,   /* field[4] = flags */
  9,   /* field[9] = fown */
  6,   /* field[6] = groups */
  0,   /* field[0] = id */
  1,   /* field[1] = ino */
  11,   /* field[11] = ns_id */
  10,   /* field[10] = opts */
  5,   /* field[5] = portid */
  2,   /* field[2] = protocol */
  3,   /* field[3] = state */
};
static const ProtobufCIntRange cr__netlink_sk_entry__number_ranges[2 + 1] =
{
  { 1, 0 },
  { 6, 4 },
  { 0, 12 }
};
CR_GEN const ProtobufCMessageDescriptor cr__netlink_sk_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.netlink_sk_entry",
  "NetlinkSkEntry",
  "Cr__NetlinkSkEntry",
  "cr",
  sizeof(Cr__NetlinkSkEntry),
  12,
  cr__netlink_sk_entry__field_descriptors,
  cr__netlink_sk_entry__field_indices_by_name,
  2,  cr__netlink_sk_entry__number_ranges,
  (ProtobufCMessageInit) cr__netlink_sk_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__scm_entry__field_descriptors[2] =
{
  {
    "type",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__ScmEntry, type),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rights",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__ScmEntry, n_rights),
    offsetof(Cr__ScmEntry, rights),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__scm_entry__field_indices_by_name[] = {
  1,   /* field[1] = rights */
  0,   /* field[0] = type */
};
static const ProtobufCIntRange cr__scm_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__scm_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.scm_entry",
  "ScmEntry",
  "Cr__ScmEntry",
  "cr",
  sizeof(Cr__ScmEntry),
  2,
  cr__scm_entry__field_descriptors,
  cr__scm_entry__field_indices_by_name,
  1,  cr__scm_entry__number_ranges,
  (ProtobufCMessageInit) cr__scm_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__sk_packet_entry__field_descriptors[3] =
{
  {
    "id_for",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__SkPacketEntry, id_for),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "length",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__SkPacketEntry, length),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "scm",
    4,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__SkPacketEntry, n_scm),
    offsetof(Cr__SkPacketEntry, scm),
    &cr__scm_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__sk_packet_entry__field_indices_by_name[] = {
  0,   /* field[0] = id_for */
  1,   /* field[1] = length */
  2,   /* field[2] = scm */
};
static const ProtobufCIntRange cr__sk_packet_entry__number_ranges[2 + 1] =
{
  { 1, 0 },
  { 4, 2 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__sk_packet_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.sk_packet_entry",
  "SkPacketEntry",
  "Cr__SkPacketEntry",
  "cr",
  sizeof(Cr__SkPacketEntry),
  3,
  cr__sk_packet_entry__field_descriptors,
  cr__sk_packet_entry__field_indices_by_name,
  2,  cr__sk_packet_entry__number_ranges,
  (ProtobufCMessageInit) cr__sk_packet_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCEnumValue cr__sk_shutdown__enum_values_by_number[4] =
{
  { "NONE", "CR__SK_SHUTDOWN__NONE", 0 },
  { "READ", "CR__SK_SHUTDOWN__READ", 1 },
  { "WRITE", "CR__SK_SHUTDOWN__WRITE", 2 },
  { "BOTH", "CR__SK_SHUTDOWN__BOTH", 3 },
};
static const ProtobufCIntRange cr__sk_shutdown__value_ranges[] = {
{0, 0},{0, 4}
};
static const ProtobufCEnumValueIndex cr__sk_shutdown__enum_values_by_name[4] =
{
  { "BOTH", 3 },
  { "NONE", 0 },
  { "READ", 1 },
  { "WRITE", 2 },
};
CR_GEN const ProtobufCEnumDescriptor cr__sk_shutdown__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.sk_shutdown",
  "sk_shutdown",
  "Cr__SkShutdown",
  "cr",
  4,
  cr__sk_shutdown__enum_values_by_number,
  4,
  cr__sk_shutdown__enum_values_by_name,
  1,
  cr__sk_shutdown__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
