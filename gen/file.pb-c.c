/* SPDX-License-Identifier: MIT
 *
 * Generated from proto/file.proto by tool/gen.sh (make gen); do not edit.
 * sources: sha256 1f750d94e9d8920b476edfd688ab5b3fb10adbeb2c6de68230c2cef7f5cb3830
 * made with: protobuf-c 1.4.1
 */

#include "file.pb-c.h"
CR_GEN void   cr__reg_file_entry__init
                     (Cr__RegFileEntry         *message)
{
  static const Cr__RegFileEntry init_value = CR__REG_FILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__ext_file_entry__init
                     (Cr__ExtFileEntry         *message)
{
  static const Cr__ExtFileEntry init_value = CR__EXT_FILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__ns_file_entry__init
                     (Cr__NsFileEntry         *message)
{
  static const Cr__NsFileEntry init_value = CR__NS_FILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__pipe_entry__init
                     (Cr__PipeEntry         *message)
{
  static const Cr__PipeEntry init_value = CR__PIPE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__fifo_entry__init
                     (Cr__FifoEntry         *message)
{
  static const Cr__FifoEntry init_value = CR__FIFO_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__pipe_data_entry__init
                     (Cr__PipeDataEntry         *message)
{
  static const Cr__PipeDataEntry init_value = CR__PIPE_DATA_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__eventfd_file_entry__init
                     (Cr__EventfdFileEntry         *message)
{
  static const Cr__EventfdFileEntry init_value = CR__EVENTFD_FILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__eventpoll_tfd_entry__init
                     (Cr__EventpollTfdEntry         *message)
{
  static const Cr__EventpollTfdEntry init_value = CR__EVENTPOLL_TFD_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__eventpoll_file_entry__init
                     (Cr__EventpollFileEntry         *message)
{
  static const Cr__EventpollFileEntry init_value = CR__EVENTPOLL_FILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__signalfd_entry__init
                     (Cr__SignalfdEntry         *message)
{
  static const Cr__SignalfdEntry init_value = CR__SIGNALFD_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__timerfd_entry__init
                     (Cr__TimerfdEntry         *message)
{
  static const Cr__TimerfdEntry init_value = CR__TIMERFD_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__tunfile_entry__init
                     (Cr__TunfileEntry         *message)
{
  static const Cr__TunfileEntry init_value = CR__TUNFILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__fh_entry__init
                     (Cr__FhEntry         *message)
{
  static const Cr__FhEntry init_value = CR__FH_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__irmap_cache_entry__init
                     (Cr__IrmapCacheEntry         *message)
{
  static const Cr__IrmapCacheEntry init_value = CR__IRMAP_CACHE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__inotify_wd_entry__init
                     (Cr__InotifyWdEntry         *message)
{
  static const Cr__InotifyWdEntry init_value = CR__INOTIFY_WD_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__inotify_file_entry__init
                     (Cr__InotifyFileEntry         *message)
{
  static const Cr__InotifyFileEntry init_value = CR__INOTIFY_FILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__fanotify_inode_mark_entry__init
                     (Cr__FanotifyInodeMarkEntry         *message)
{
  static const Cr__FanotifyInodeMarkEntry init_value = CR__FANOTIFY_INODE_MARK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__fanotify_mount_mark_entry__init
                     (Cr__FanotifyMountMarkEntry         *message)
{
  static const Cr__FanotifyMountMarkEntry init_value = CR__FANOTIFY_MOUNT_MARK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__fanotify_mark_entry__init
                     (Cr__FanotifyMarkEntry         *message)
{
  static const Cr__FanotifyMarkEntry init_value = CR__FANOTIFY_MARK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__fanotify_file_entry__init
                     (Cr__FanotifyFileEntry         *message)
{
  static const Cr__FanotifyFileEntry init_value = CR__FANOTIFY_FILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__pidfd_entry__init
                     (Cr__PidfdEntry         *message)
{
  static const Cr__PidfdEntry init_value = CR__PIDFD_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__bpfmap_file_entry__init
                     (Cr__BpfmapFileEntry         *message)
{
  static const Cr__BpfmapFileEntry init_value = CR__BPFMAP_FILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__bpfmap_data_entry__init
                     (Cr__BpfmapDataEntry         *message)
{
  static const Cr__BpfmapDataEntry init_value = CR__BPFMAP_DATA_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__winsize_entry__init
                     (Cr__WinsizeEntry         *message)
{
  static const Cr__WinsizeEntry init_value = CR__WINSIZE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__termios_entry__init
                     (Cr__TermiosEntry         *message)
{
  static const Cr__TermiosEntry init_value = CR__TERMIOS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__tty_pty_entry__init
                     (Cr__TtyPtyEntry         *message)
{
  static const Cr__TtyPtyEntry init_value = CR__TTY_PTY_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__tty_data_entry__init
                     (Cr__TtyDataEntry         *message)
{
  static const Cr__TtyDataEntry init_value = CR__TTY_DATA_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__tty_info_entry__init
                     (Cr__TtyInfoEntry         *message)
{
  static const Cr__TtyInfoEntry init_value = CR__TTY_INFO_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__tty_file_entry__init
                     (Cr__TtyFileEntry         *message)
{
  static const Cr__TtyFileEntry init_value = CR__TTY_FILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__memfd_file_entry__init
                     (Cr__MemfdFileEntry         *message)
{
  static const Cr__MemfdFileEntry init_value = CR__MEMFD_FILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__timeval__init
                     (Cr__Timeval         *message)
{
  static const Cr__Timeval init_value = CR__TIMEVAL__INIT;
  *message = init_value;
}
CR_GEN void   cr__ghost_file_entry__init
                     (Cr__GhostFileEntry         *message)
{
  static const Cr__GhostFileEntry init_value = CR__GHOST_FILE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__ghost_chunk_entry__init
                     (Cr__GhostChunkEntry         *message)
{
  static const Cr__GhostChunkEntry init_value = CR__GHOST_CHUNK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__remap_file_path_entry__init
                     (Cr__RemapFilePathEntry         *message)
{
  static const Cr__RemapFilePathEntry init_value = CR__REMAP_FILE_PATH_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__file_lock_entry__init
                     (Cr__FileLockEntry         *message)
{
  static const Cr__FileLockEntry init_value = CR__FILE_LOCK_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__fdinfo_entry__init
                     (Cr__FdinfoEntry         *message)
{
  static const Cr__FdinfoEntry init_value = CR__FDINFO_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__file_entry__init
                     (Cr__FileEntry         *message)
{
  static const Cr__FileEntry init_value = CR__FILE_ENTRY__INIT;
  *message = init_value;
}
static const int32_t cr__reg_file_entry__mnt_id__default_value = -1;
static const ProtobufCFieldDescriptor cr__reg_file_entry__field_descriptors[13] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__RegFileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__RegFileEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pos",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__RegFileEntry, pos),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__RegFileEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "name",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__RegFileEntry, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mnt_id",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_SINT32,
    offsetof(Cr__RegFileEntry, has_mnt_id),
    offsetof(Cr__RegFileEntry, mnt_id),
    NULL,
    &cr__reg_file_entry__mnt_id__default_value,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "size",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__RegFileEntry, has_size),
    offsetof(Cr__RegFileEntry, size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ext",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__RegFileEntry, has_ext),
    offsetof(Cr__RegFileEntry, ext),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mode",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__RegFileEntry, has_mode),
    offsetof(Cr__RegFileEntry, mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "build_id",
    11,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__RegFileEntry, n_build_id),
    offsetof(Cr__RegFileEntry, build_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "checksum",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__RegFileEntry, has_checksum),
    offsetof(Cr__RegFileEntry, checksum),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "checksum_config",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__RegFileEntry, has_checksum_config),
    offsetof(Cr__RegFileEntry, checksum_config),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "checksum_parameter",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__RegFileEntry, has_checksum_parameter),
    offsetof(Cr__RegFileEntry, checksum_parameter),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__reg_file_entry__field_indices_by_name[] = {
  9,   /* field[9] = build_id */
  10,   /* field[10] = checksum */
  11,   /* field[11] = checksum_config */
  12,   /* field[12] = checksum_parameter */
  7,   /* field[7] = ext */
  1,   /* field[1] = flags */
  3,   /* field[3] = fown */
  0,   /* field[0] = id */
  5,   /* field[5] = mnt_id */
  8,   /* field[8] = mode */
  4,   /* field[4] = name */
  2,   /* field[2] = pos */
  6,   /* field[6] = size */
};
static const ProtobufCIntRange cr__reg_file_entry__number_ranges[2 + 1] =
{
  { 1, 0 },
  { 5, 3 },
  { 0, 13 }
};
CR_GEN const ProtobufCMessageDescriptor cr__reg_file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.reg_file_entry",
  "RegFileEntry",
  "Cr__RegFileEntry",
  "cr",
  sizeof(Cr__RegFileEntry),
  13,
  cr__reg_file_entry__field_descriptors,
  cr__reg_file_entry__field_indices_by_name,
  2,  cr__reg_file_entry__number_ranges,
  (ProtobufCMessageInit) cr__reg_file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__ext_file_entry__field_descriptors[2] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__ExtFileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ExtFileEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__ext_file_entry__field_indices_by_name[] = {
  1,   /* field[1] = fown */
  0,   /* field[0] = id */
};
static const ProtobufCIntRange cr__ext_file_entry__number_ranges[2 + 1] =
{
  { 1, 0 },
  { 5, 1 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__ext_file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.ext_file_entry",
  "ExtFileEntry",
  "Cr__ExtFileEntry",
  "cr",
  sizeof(Cr__ExtFileEntry),
  2,
  cr__ext_file_entry__field_descriptors,
  cr__ext_file_entry__field_indices_by_name,
  2,  cr__ext_file_entry__number_ranges,
  (ProtobufCMessageInit) cr__ext_file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__ns_file_entry__field_descriptors[4] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NsFileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ns_id",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NsFileEntry, ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ns_cflag",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__NsFileEntry, ns_cflag),
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
    offsetof(Cr__NsFileEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__ns_file_entry__field_indices_by_name[] = {
  3,   /* field[3] = flags */
  0,   /* field[0] = id */
  2,   /* field[2] = ns_cflag */
  1,   /* field[1] = ns_id */
};
static const ProtobufCIntRange cr__ns_file_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__ns_file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.ns_file_entry",
  "NsFileEntry",
  "Cr__NsFileEntry",
  "cr",
  sizeof(Cr__NsFileEntry),
  4,
  cr__ns_file_entry__field_descriptors,
  cr__ns_file_entry__field_indices_by_name,
  1,  cr__ns_file_entry__number_ranges,
  (ProtobufCMessageInit) cr__ns_file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__pipe_entry__field_descriptors[4] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PipeEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pipe_id",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PipeEntry, pipe_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PipeEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__PipeEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__pipe_entry__field_indices_by_name[] = {
  2,   /* field[2] = flags */
  3,   /* field[3] = fown */
  0,   /* field[0] = id */
  1,   /* field[1] = pipe_id */
};
static const ProtobufCIntRange cr__pipe_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__pipe_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.pipe_entry",
  "PipeEntry",
  "Cr__PipeEntry",
  "cr",
  sizeof(Cr__PipeEntry),
  4,
  cr__pipe_entry__field_descriptors,
  cr__pipe_entry__field_indices_by_name,
  1,  cr__pipe_entry__number_ranges,
  (ProtobufCMessageInit) cr__pipe_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__fifo_entry__field_descriptors[3] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FifoEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pipe_id",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FifoEntry, pipe_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "regf_id",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__FifoEntry, has_regf_id),
    offsetof(Cr__FifoEntry, regf_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__fifo_entry__field_indices_by_name[] = {
  0,   /* field[0] = id */
  1,   /* field[1] = pipe_id */
  2,   /* field[2] = regf_id */
};
static const ProtobufCIntRange cr__fifo_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__fifo_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.fifo_entry",
  "FifoEntry",
  "Cr__FifoEntry",
  "cr",
  sizeof(Cr__FifoEntry),
  3,
  cr__fifo_entry__field_descriptors,
  cr__fifo_entry__field_indices_by_name,
  1,  cr__fifo_entry__number_ranges,
  (ProtobufCMessageInit) cr__fifo_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__pipe_data_entry__field_descriptors[3] =
{
  {
    "pipe_id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PipeDataEntry, pipe_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "bytes",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PipeDataEntry, bytes),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "size",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__PipeDataEntry, has_size),
    offsetof(Cr__PipeDataEntry, size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__pipe_data_entry__field_indices_by_name[] = {
  1,   /* field[1] = bytes */
  0,   /* field[0] = pipe_id */
  2,   /* field[2] = size */
};
static const ProtobufCIntRange cr__pipe_data_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__pipe_data_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.pipe_data_entry",
  "PipeDataEntry",
  "Cr__PipeDataEntry",
  "cr",
  sizeof(Cr__PipeDataEntry),
  3,
  cr__pipe_data_entry__field_descriptors,
  cr__pipe_data_entry__field_indices_by_name,
  1,  cr__pipe_data_entry__number_ranges,
  (ProtobufCMessageInit) cr__pipe_data_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__eventfd_file_entry__field_descriptors[4] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__EventfdFileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__EventfdFileEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__EventfdFileEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "counter",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__EventfdFileEntry, counter),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__eventfd_file_entry__field_indices_by_name[] = {
  3,   /* field[3] = counter */
  1,   /* field[1] = flags */
  2,   /* field[2] = fown */
  0,   /* field[0] = id */
};
static const ProtobufCIntRange cr__eventfd_file_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__eventfd_file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.eventfd_file_entry",
  "EventfdFileEntry",
  "Cr__EventfdFileEntry",
  "cr",
  sizeof(Cr__EventfdFileEntry),
  4,
  cr__eventfd_file_entry__field_descriptors,
  cr__eventfd_file_entry__field_indices_by_name,
  1,  cr__eventfd_file_entry__number_ranges,
  (ProtobufCMessageInit) cr__eventfd_file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__eventpoll_tfd_entry__field_descriptors[7] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__EventpollTfdEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tfd",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__EventpollTfdEntry, tfd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "events",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__EventpollTfdEntry, events),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "data",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__EventpollTfdEntry, data),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dev",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__EventpollTfdEntry, has_dev),
    offsetof(Cr__EventpollTfdEntry, dev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "inode",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__EventpollTfdEntry, has_inode),
    offsetof(Cr__EventpollTfdEntry, inode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pos",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__EventpollTfdEntry, has_pos),
    offsetof(Cr__EventpollTfdEntry, pos),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__eventpoll_tfd_entry__field_indices_by_name[] = {
  3,   /* field[3] = data */
  4,   /* field[4] = dev */
  2,   /* field[2] = events */
  0,   /* field[0] = id */
  5,   /* field[5] = inode */
  6,   /* field[6] = pos */
  1,   /* field[1] = tfd */
};
static const ProtobufCIntRange cr__eventpoll_tfd_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 7 }
};
CR_GEN const ProtobufCMessageDescriptor cr__eventpoll_tfd_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.eventpoll_tfd_entry",
  "EventpollTfdEntry",
  "Cr__EventpollTfdEntry",
  "cr",
  sizeof(Cr__EventpollTfdEntry),
  7,
  cr__eventpoll_tfd_entry__field_descriptors,
  cr__eventpoll_tfd_entry__field_indices_by_name,
  1,  cr__eventpoll_tfd_entry__number_ranges,
  (ProtobufCMessageInit) cr__eventpoll_tfd_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__eventpoll_file_entry__field_descriptors[4] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__EventpollFileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__EventpollFileEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__EventpollFileEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tfd",
    4,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__EventpollFileEntry, n_tfd),
    offsetof(Cr__EventpollFileEntry, tfd),
    &cr__eventpoll_tfd_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__eventpoll_file_entry__field_indices_by_name[] = {
  1,   /* field[1] = flags */
  2,   /* field[2] = fown */
  0,   /* field[0] = id */
  3,   /* field[3] = tfd */
};
static const ProtobufCIntRange cr__eventpoll_file_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__eventpoll_file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.eventpoll_file_entry",
  "EventpollFileEntry",
  "Cr__EventpollFileEntry",
  "cr",
  sizeof(Cr__EventpollFileEntry),
  4,
  cr__eventpoll_file_entry__field_descriptors,
  cr__eventpoll_file_entry__field_indices_by_name,
  1,  cr__eventpoll_file_entry__number_ranges,
  (ProtobufCMessageInit) cr__eventpoll_file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__signalfd_entry__field_descriptors[4] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__SignalfdEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__SignalfdEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__SignalfdEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sigmask",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__SignalfdEntry, sigmask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__signalfd_entry__field_indices_by_name[] = {
  1,   /* field[1] = flags */
  2,   /* field[2] = fown */
  0,   /* field[0] = id */
  3,   /* field[3] = sigmask */
};
static const ProtobufCIntRange cr__signalfd_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__signalfd_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.signalfd_entry",
  "SignalfdEntry",
  "Cr__SignalfdEntry",
  "cr",
  sizeof(Cr__SignalfdEntry),
  4,
  cr__signalfd_entry__field_descriptors,
  cr__signalfd_entry__field_indices_by_name,
  1,  cr__signalfd_entry__number_ranges,
  (ProtobufCMessageInit) cr__signalfd_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__timerfd_entry__field_descriptors[10] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TimerfdEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TimerfdEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TimerfdEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "clockid",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TimerfdEntry, clockid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ticks",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__TimerfdEntry, ticks),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "settime_flags",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TimerfdEntry, settime_flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vsec",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__TimerfdEntry, vsec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vnsec",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__TimerfdEntry, vnsec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "isec",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__TimerfdEntry, isec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "insec",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__TimerfdEntry, insec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__timerfd_entry__field_indices_by_name[] = {
  3,   /* field[3] = clockid */
  1,   /* field[1] = flags */
  2,   /* field[2] = fown */
  0,   /* field[0] = id */
  9,   /* field[9] = insec */
  8,   /* field[8] = isec */
  5,   /* field[5] = settime_flags */
  4,   /* field[4] = ticks */
  7,   /* field[7] = vnsec */
  6,   /* field[6] = vsec */
};
static const ProtobufCIntRange cr__timerfd_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 10 }
};
CR_GEN const ProtobufCMessageDescriptor cr__timerfd_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.timerfd_entry",
  "TimerfdEntry",
  "Cr__TimerfdEntry",
  "cr",
  sizeof(Cr__TimerfdEntry),
  10,
  cr__timerfd_entry__field_descriptors,
  cr__timerfd_entry__field_indices_by_name,
  1,  cr__timerfd_entry__number_ranges,
  (ProtobufCMessageInit) cr__timerfd_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__tunfile_entry__field_descriptors[4] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TunfileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "netdev",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__TunfileEntry, netdev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "detached",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__TunfileEntry, has_detached),
    offsetof(Cr__TunfileEntry, detached),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ns_id",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TunfileEntry, has_ns_id),
    offsetof(Cr__TunfileEntry, ns_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__tunfile_entry__field_indices_by_name[] = {
  2,   /* field[2] = detached */
  0,   /* field[0] = id */
  1,   /* field[1] = netdev */
  3,   /* field[3] = ns_id */
};
static const ProtobufCIntRange cr__tunfile_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__tunfile_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.tunfile_entry",
  "TunfileEntry",
  "Cr__TunfileEntry",
  "cr",
  sizeof(Cr__TunfileEntry),
  4,
  cr__tunfile_entry__field_descriptors,
  cr__tunfile_entry__field_indices_by_name,
  1,  cr__tunfile_entry__number_ranges,
  (ProtobufCMessageInit) cr__tunfile_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__fh_entry__field_descriptors[5] =
{
  {
    "bytes",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FhEntry, bytes),
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
    offsetof(Cr__FhEntry, type),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "handle",
    3,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__FhEntry, n_handle),
    offsetof(Cr__FhEntry, handle),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "path",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__FhEntry, path),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mnt_id",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__FhEntry, has_mnt_id),
    offsetof(Cr__FhEntry, mnt_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__fh_entry__field_indices_by_name[] = {
  0,   /* field[0] = bytes */
  2,   /* field[2] = handle */
  4,   /* field[4] = mnt_id */
  3,   /* field[3] = path */
  1,   /* field[1] = type */
};
static const ProtobufCIntRange cr__fh_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__fh_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.fh_entry",
  "FhEntry",
  "Cr__FhEntry",
  "cr",
  sizeof(Cr__FhEntry),
  5,
  cr__fh_entry__field_descriptors,
  cr__fh_entry__field_indices_by_name,
  1,  cr__fh_entry__number_ranges,
  (ProtobufCMessageInit) cr__fh_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__irmap_cache_entry__field_descriptors[3] =
{
  {
    "dev",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__IrmapCacheEntry, dev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "inode",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__IrmapCacheEntry, inode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "path",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__IrmapCacheEntry, path),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__irmap_cache_entry__field_indices_by_name[] = {
  0,   /* field[0] = dev */
  1,   /* field[1] = inode */
  2,   /* field[2] = path */
};
static const ProtobufCIntRange cr__irmap_cache_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__irmap_cache_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.irmap_cache_entry",
  "IrmapCacheEntry",
  "Cr__IrmapCacheEntry",
  "cr",
  sizeof(Cr__IrmapCacheEntry),
  3,
  cr__irmap_cache_entry__field_descriptors,
  cr__irmap_cache_entry__field_indices_by_name,
  1,  cr__irmap_cache_entry__number_ranges,
  (ProtobufCMessageInit) cr__irmap_cache_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__inotify_wd_entry__field_descriptors[7] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InotifyWdEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "i_ino",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__InotifyWdEntry, i_ino),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mask",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InotifyWdEntry, mask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ignored_mask",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InotifyWdEntry, ignored_mask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s_dev",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InotifyWdEntry, s_dev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "wd",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InotifyWdEntry, wd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "f_handle",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__InotifyWdEntry, f_handle),
    &cr__fh_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__inotify_wd_entry__field_indices_by_name[] = {
  6,   /* field[6] = f_handle */
  1,   /* field[1] = i_ino */
  0,   /* field[0] = id */
  3,   /* field[3] = ignored_mask */
  2,   /* field[2] = mask */
  4,   /* field[4] = s_dev */
  5,   /* field[5] = wd */
};
static const ProtobufCIntRange cr__inotify_wd_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 7 }
};
CR_GEN const ProtobufCMessageDescriptor cr__inotify_wd_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.inotify_wd_entry",
  "InotifyWdEntry",
  "Cr__InotifyWdEntry",
  "cr",
  sizeof(Cr__InotifyWdEntry),
  7,
  cr__inotify_wd_entry__field_descriptors,
  cr__inotify_wd_entry__field_indices_by_name,
  1,  cr__inotify_wd_entry__number_ranges,
  (ProtobufCMessageInit) cr__inotify_wd_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__inotify_file_entry__field_descriptors[4] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InotifyFileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__InotifyFileEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__InotifyFileEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "wd",
    5,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__InotifyFileEntry, n_wd),
    offsetof(Cr__InotifyFileEntry, wd),
    &cr__inotify_wd_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__inotify_file_entry__field_indices_by_name[] = {
  1,   /* field[1] = flags */
  2,   /* field[2] = fown */
  0,   /* field[0] = id */
  3,   /* field[3] = wd */
};
static const ProtobufCIntRange cr__inotify_file_entry__number_ranges[2 + 1] =
{
  { 1, 0 },
  { 4, 2 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__inotify_file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.inotify_file_entry",
  "InotifyFileEntry",
  "Cr__InotifyFileEntry",
  "cr",
  sizeof(Cr__InotifyFileEntry),
  4,
  cr__inotify_file_entry__field_descriptors,
  cr__inotify_file_entry__field_indices_by_name,
  2,  cr__inotify_file_entry__number_ranges,
  (ProtobufCMessageInit) cr__inotify_file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__fanotify_inode_mark_entry__field_descriptors[2] =
{
  {
    "i_ino",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyInodeMarkEntry, i_ino),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "f_handle",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyInodeMarkEntry, f_handle),
    &cr__fh_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__fanotify_inode_mark_entry__field_indices_by_name[] = {
  1,   /* field[1] = f_handle */
  0,   /* field[0] = i_ino */
};
static const ProtobufCIntRange cr__fanotify_inode_mark_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__fanotify_inode_mark_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.fanotify_inode_mark_entry",
  "FanotifyInodeMarkEntry",
  "Cr__FanotifyInodeMarkEntry",
  "cr",
  sizeof(Cr__FanotifyInodeMarkEntry),
  2,
  cr__fanotify_inode_mark_entry__field_descriptors,
  cr__fanotify_inode_mark_entry__field_indices_by_name,
  1,  cr__fanotify_inode_mark_entry__number_ranges,
  (ProtobufCMessageInit) cr__fanotify_inode_mark_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__fanotify_mount_mark_entry__field_descriptors[2] =
{
  {
    "mnt_id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyMountMarkEntry, mnt_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "path",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyMountMarkEntry, path),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__fanotify_mount_mark_entry__field_indices_by_name[] = {
  0,   /* field[0] = mnt_id */
  1,   /* field[1] = path */
};
static const ProtobufCIntRange cr__fanotify_mount_mark_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__fanotify_mount_mark_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.fanotify_mount_mark_entry",
  "FanotifyMountMarkEntry",
  "Cr__FanotifyMountMarkEntry",
  "cr",
  sizeof(Cr__FanotifyMountMarkEntry),
  2,
  cr__fanotify_mount_mark_entry__field_descriptors,
  cr__fanotify_mount_mark_entry__field_indices_by_name,
  1,  cr__fanotify_mount_mark_entry__number_ranges,
  (ProtobufCMessageInit) cr__fanotify_mount_mark_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__fanotify_mark_entry__field_descriptors[8] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyMarkEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "type",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_ENUM,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyMarkEntry, type),
    &cr__mark_type__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mflags",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyMarkEntry, mflags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mask",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyMarkEntry, mask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ignored_mask",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyMarkEntry, ignored_mask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s_dev",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyMarkEntry, s_dev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ie",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyMarkEntry, ie),
    &cr__fanotify_inode_mark_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "me",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyMarkEntry, me),
    &cr__fanotify_mount_mark_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__fanotify_mark_entry__field_indices_by_name[] = {
  0,   /* field[0] = id */
  6,   /* field[6] = ie */
  4,   /* field[4] = ignored_mask */
  3,   /* field[3] = mask */
  7,   /* field[7] = me */
  2,   /* field[2] = mflags */
  5,   /* field[5] = s_dev */
  1,   /* field[1] = type */
};
static const ProtobufCIntRange cr__fanotify_mark_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 8 }
};
CR_GEN const ProtobufCMessageDescriptor cr__fanotify_mark_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.fanotify_mark_entry",
  "FanotifyMarkEntry",
  "Cr__FanotifyMarkEntry",
  "cr",
  sizeof(Cr__FanotifyMarkEntry),
  8,
  cr__fanotify_mark_entry__field_descriptors,
  cr__fanotify_mark_entry__field_indices_by_name,
  1,  cr__fanotify_mark_entry__number_ranges,
  (ProtobufCMessageInit) cr__fanotify_mark_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__fanotify_file_entry__field_descriptors[6] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyFileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyFileEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyFileEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "faflags",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyFileEntry, faflags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "evflags",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FanotifyFileEntry, evflags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mark",
    6,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__FanotifyFileEntry, n_mark),
    offsetof(Cr__FanotifyFileEntry, mark),
    &cr__fanotify_mark_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__fanotify_file_entry__field_indices_by_name[] = {
  4,   /* field[4] = evflags */
  3,   /* field[3] = faflags */
  1,   /* field[1] = flags */
  2,   /* field[2] = fown */
  0,   /* field[0] = id */
  5,   /* field[5] = mark */
};
static const ProtobufCIntRange cr__fanotify_file_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 6 }
};
CR_GEN const ProtobufCMessageDescriptor cr__fanotify_file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.fanotify_file_entry",
  "FanotifyFileEntry",
  "Cr__FanotifyFileEntry",
  "cr",
  sizeof(Cr__FanotifyFileEntry),
  6,
  cr__fanotify_file_entry__field_descriptors,
  cr__fanotify_file_entry__field_indices_by_name,
  1,  cr__fanotify_file_entry__number_ranges,
  (ProtobufCMessageInit) cr__fanotify_file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__pidfd_entry__field_descriptors[5] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PidfdEntry, id),
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
    offsetof(Cr__PidfdEntry, ino),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PidfdEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "nspid",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PidfdEntry, nspid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__PidfdEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__pidfd_entry__field_indices_by_name[] = {
  2,   /* field[2] = flags */
  4,   /* field[4] = fown */
  0,   /* field[0] = id */
  1,   /* field[1] = ino */
  3,   /* field[3] = nspid */
};
static const ProtobufCIntRange cr__pidfd_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__pidfd_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.pidfd_entry",
  "PidfdEntry",
  "Cr__PidfdEntry",
  "cr",
  sizeof(Cr__PidfdEntry),
  5,
  cr__pidfd_entry__field_descriptors,
  cr__pidfd_entry__field_indices_by_name,
  1,  cr__pidfd_entry__number_ranges,
  (ProtobufCMessageInit) cr__pidfd_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const protobuf_c_boolean cr__bpfmap_file_entry__frozen__default_value = 0;
static const uint32_t cr__bpfmap_file_entry__ifindex__default_value = 0u;
static const int32_t cr__bpfmap_file_entry__mnt_id__default_value = -1;
static const ProtobufCFieldDescriptor cr__bpfmap_file_entry__field_descriptors[16] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pos",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, pos),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "map_type",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, map_type),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "key_size",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, key_size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "value_size",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, value_size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "map_id",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, map_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "max_entries",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, max_entries),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "map_flags",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, map_flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "memlock",
    11,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, memlock),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "frozen",
    12,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, frozen),
    NULL,
    &cr__bpfmap_file_entry__frozen__default_value,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "map_name",
    13,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, map_name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ifindex",
    14,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapFileEntry, ifindex),
    NULL,
    &cr__bpfmap_file_entry__ifindex__default_value,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mnt_id",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_SINT32,
    offsetof(Cr__BpfmapFileEntry, has_mnt_id),
    offsetof(Cr__BpfmapFileEntry, mnt_id),
    NULL,
    &cr__bpfmap_file_entry__mnt_id__default_value,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "map_extra",
    16,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__BpfmapFileEntry, has_map_extra),
    offsetof(Cr__BpfmapFileEntry, map_extra),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__bpfmap_file_entry__field_indices_by_name[] = {
  1,   /* field[1] = flags */
  3,   /* field[3] = fown */
  11,   /* field[11] = frozen */
  0,   /* field[0] = id */
  13,   /* field[13] = ifindex */
  5,   /* field[5] = key_size */
  15,   /* field[15] = map_extra */
  9,   /* field[9] = map_flags */
  7,   /* field[7] = map_id */
  12,   /* field[12] = map_name */
  4,   /* field[4] = map_type */
  8,   /* field[8] = max_entries */
  10,   /* field[10] = memlock */
  14,   /* field[14] = mnt_id */
  2,   /* field[2] = pos */
  6,   /* field[6] = value_size */
};
static const ProtobufCIntRange cr__bpfmap_file_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 16 }
};
CR_GEN const ProtobufCMessageDescriptor cr__bpfmap_file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.bpfmap_file_entry",
  "BpfmapFileEntry",
  "Cr__BpfmapFileEntry",
  "cr",
  sizeof(Cr__BpfmapFileEntry),
  16,
  cr__bpfmap_file_entry__field_descriptors,
  cr__bpfmap_file_entry__field_indices_by_name,
  1,  cr__bpfmap_file_entry__number_ranges,
  (ProtobufCMessageInit) cr__bpfmap_file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__bpfmap_data_entry__field_descriptors[4] =
{
  {
    "map_id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapDataEntry, map_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "keys_bytes",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapDataEntry, keys_bytes),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "values_bytes",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapDataEntry, values_bytes),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "count",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__BpfmapDataEntry, count),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__bpfmap_data_entry__field_indices_by_name[] = {
  3,   /* field[3] = count */
  1,   /* field[1] = keys_bytes */
  0,   /* field[0] = map_id */
  2,   /* field[2] = values_bytes */
};
static const ProtobufCIntRange cr__bpfmap_data_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__bpfmap_data_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.bpfmap_data_entry",
  "BpfmapDataEntry",
  "Cr__BpfmapDataEntry",
  "cr",
  sizeof(Cr__BpfmapDataEntry),
  4,
  cr__bpfmap_data_entry__field_descriptors,
  cr__bpfmap_data_entry__field_indices_by_name,
  1,  cr__bpfmap_data_entry__number_ranges,
  (ProtobufCMessageInit) cr__bpfmap_data_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__winsize_entry__field_descriptors[4] =
{
  {
    "ws_row",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__WinsizeEntry, ws_row),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ws_col",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__WinsizeEntry, ws_col),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ws_xpixel",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__WinsizeEntry, ws_xpixel),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ws_ypixel",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__WinsizeEntry, ws_ypixel),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__winsize_entry__field_indices_by_name[] = {
  1,   /* field[1] = ws_col */
  0,   /* field[0] = ws_row */
  2,   /* field[2] = ws_xpixel */
  3,   /* field[3] = ws_ypixel */
};
static const ProtobufCIntRange cr__winsize_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__winsize_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.winsize_entry",
  "WinsizeEntry",
  "Cr__WinsizeEntry",
  "cr",
  sizeof(Cr__WinsizeEntry),
  4,
  cr__winsize_entry__field_descriptors,
  cr__winsize_entry__field_indices_by_name,
  1,  cr__winsize_entry__number_ranges,
  (ProtobufCMessageInit) cr__winsize_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__termios_entry__field_descriptors[8] =
{
  {
    "c_iflag",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TermiosEntry, c_iflag),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "c_oflag",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TermiosEntry, c_oflag),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "c_cflag",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TermiosEntry, c_cflag),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "c_lflag",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TermiosEntry, c_lflag),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "c_line",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TermiosEntry, c_line),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "c_ispeed",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TermiosEntry, c_ispeed),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "c_ospeed",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TermiosEntry, c_ospeed),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "c_cc",
    8,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TermiosEntry, n_c_cc),
    offsetof(Cr__TermiosEntry, c_cc),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__termios_entry__field_indices_by_name[] = {
  7,   /* field[7] = c_cc */
  2,   /* field[2] = c_cflag */
  0,   /* field[0] = c_iflag */
  5,   /* field[5] = c_ispeed */
  3,   /* field[3] = c_lflag */
  4,   /* field[4] = c_line */
  1,   /* field[1] = c_oflag */
  6,   /* field[6] = c_ospeed */
};
static const ProtobufCIntRange cr__termios_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 8 }
};
CR_GEN const ProtobufCMessageDescriptor cr__termios_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.termios_entry",
  "TermiosEntry",
  "Cr__TermiosEntry",
  "cr",
  sizeof(Cr__TermiosEntry),
  8,
  cr__termios_entry__field_descriptors,
  cr__termios_entry__field_indices_by_name,
  1,  cr__termios_entry__number_ranges,
  (ProtobufCMessageInit) cr__termios_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__tty_pty_entry__field_descriptors[1] =
{
  {
    "index",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyPtyEntry, index),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__tty_pty_entry__field_indices_by_name[] = {
  0,   /* field[0] = index */
};
static const ProtobufCIntRange cr__tty_pty_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__tty_pty_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.tty_pty_entry",
  "TtyPtyEntry",
  "Cr__TtyPtyEntry",
  "cr",
  sizeof(Cr__TtyPtyEntry),
  1,
  cr__tty_pty_entry__field_descriptors,
  cr__tty_pty_entry__field_indices_by_name,
  1,  cr__tty_pty_entry__number_ranges,
  (ProtobufCMessageInit) cr__tty_pty_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__tty_data_entry__field_descriptors[2] =
{
  {
    "tty_id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyDataEntry, tty_id),
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
    offsetof(Cr__TtyDataEntry, data),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__tty_data_entry__field_indices_by_name[] = {
  1,   /* field[1] = data */
  0,   /* field[0] = tty_id */
};
static const ProtobufCIntRange cr__tty_data_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__tty_data_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.tty_data_entry",
  "TtyDataEntry",
  "Cr__TtyDataEntry",
  "cr",
  sizeof(Cr__TtyDataEntry),
  2,
  cr__tty_data_entry__field_descriptors,
  cr__tty_data_entry__field_indices_by_name,
  1,  cr__tty_data_entry__number_ranges,
  (ProtobufCMessageInit) cr__tty_data_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__tty_info_entry__field_descriptors[15] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyInfoEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "type",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_ENUM,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyInfoEntry, type),
    &cr__tty_type__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "locked",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyInfoEntry, locked),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "exclusive",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyInfoEntry, exclusive),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "packet_mode",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyInfoEntry, packet_mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sid",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyInfoEntry, sid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pgrp",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyInfoEntry, pgrp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rdev",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyInfoEntry, rdev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "termios",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyInfoEntry, termios),
    &cr__termios_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "termios_locked",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyInfoEntry, termios_locked),
    &cr__termios_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "winsize",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyInfoEntry, winsize),
    &cr__winsize_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pty",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyInfoEntry, pty),
    &cr__tty_pty_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dev",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TtyInfoEntry, has_dev),
    offsetof(Cr__TtyInfoEntry, dev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "uid",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TtyInfoEntry, has_uid),
    offsetof(Cr__TtyInfoEntry, uid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gid",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TtyInfoEntry, has_gid),
    offsetof(Cr__TtyInfoEntry, gid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__tty_info_entry__field_indices_by_name[] = {
  12,   /* field[12] = dev */
  3,   /* field[3] = exclusive */
  14,   /* field[14] = gid */
  0,   /* field[0] = id */
  2,   /* field[2] = locked */
  4,   /* field[4] = packet_mode */
  6,   /* field[6] = pgrp */
  11,   /* field[11] = pty */
  7,   /* field[7] = rdev */
  5,   /* field[5] = sid */
  8,   /* field[8] = termios */
  9,   /* field[9] = termios_locked */
  1,   /* field[1] = type */
  13,   /* field[13] = uid */
  10,   /* field[10] = winsize */
};
static const ProtobufCIntRange cr__tty_info_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 15 }
};
CR_GEN const ProtobufCMessageDescriptor cr__tty_info_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.tty_info_entry",
  "TtyInfoEntry",
  "Cr__TtyInfoEntry",
  "cr",
  sizeof(Cr__TtyInfoEntry),
  15,
  cr__tty_info_entry__field_descriptors,
  cr__tty_info_entry__field_indices_by_name,
  1,  cr__tty_info_entry__number_ranges,
  (ProtobufCMessageInit) cr__tty_info_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__tty_file_entry__field_descriptors[5] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyFileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tty_info_id",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyFileEntry, tty_info_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyFileEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TtyFileEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "regf_id",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TtyFileEntry, has_regf_id),
    offsetof(Cr__TtyFileEntry, regf_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__tty_file_entry__field_indices_by_name[] = {
  2,   /* field[2] = flags */
  3,   /* field[3] = fown */
  0,   /* field[0] = id */
  4,   /* field[4] = regf_id */
  1,   /* field[1] = tty_info_id */
};
static const ProtobufCIntRange cr__tty_file_entry__number_ranges[2 + 1] =
{
  { 1, 0 },
  { 6, 4 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__tty_file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.tty_file_entry",
  "TtyFileEntry",
  "Cr__TtyFileEntry",
  "cr",
  sizeof(Cr__TtyFileEntry),
  5,
  cr__tty_file_entry__field_descriptors,
  cr__tty_file_entry__field_indices_by_name,
  2,  cr__tty_file_entry__number_ranges,
  (ProtobufCMessageInit) cr__tty_file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__memfd_file_entry__field_descriptors[5] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__MemfdFileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__MemfdFileEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pos",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MemfdFileEntry, pos),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fown",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__MemfdFileEntry, fown),
    &cr__fown_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "inode_id",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__MemfdFileEntry, inode_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__memfd_file_entry__field_indices_by_name[] = {
  1,   /* field[1] = flags */
  3,   /* field[3] = fown */
  0,   /* field[0] = id */
  4,   /* field[4] = inode_id */
  2,   /* field[2] = pos */
};
static const ProtobufCIntRange cr__memfd_file_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__memfd_file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.memfd_file_entry",
  "MemfdFileEntry",
  "Cr__MemfdFileEntry",
  "cr",
  sizeof(Cr__MemfdFileEntry),
  5,
  cr__memfd_file_entry__field_descriptors,
  cr__memfd_file_entry__field_indices_by_name,
  1,  cr__memfd_file_entry__number_ranges,
  (ProtobufCMessageInit) cr__memfd_file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__timeval__field_descriptors[2] =
{
  {
    "tv_sec",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__Timeval, tv_sec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tv_usec",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__Timeval, tv_usec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__timeval__field_indices_by_name[] = {
  0,   /* field[0] = tv_sec */
  1,   /* field[1] = tv_usec */
};
static const ProtobufCIntRange cr__timeval__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__timeval__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.timeval",
  "Timeval",
  "Cr__Timeval",
  "cr",
  sizeof(Cr__Timeval),
  2,
  cr__timeval__field_descriptors,
  cr__timeval__field_indices_by_name,
  1,  cr__timeval__number_ranges,
  (ProtobufCMessageInit) cr__timeval__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__ghost_file_entry__field_descriptors[11] =
{
  {
    "uid",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__GhostFileEntry, uid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gid",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__GhostFileEntry, gid),
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
    offsetof(Cr__GhostFileEntry, mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dev",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__GhostFileEntry, has_dev),
    offsetof(Cr__GhostFileEntry, dev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ino",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__GhostFileEntry, has_ino),
    offsetof(Cr__GhostFileEntry, ino),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rdev",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__GhostFileEntry, has_rdev),
    offsetof(Cr__GhostFileEntry, rdev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "atim",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__GhostFileEntry, atim),
    &cr__timeval__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mtim",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__GhostFileEntry, mtim),
    &cr__timeval__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "chunks",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__GhostFileEntry, has_chunks),
    offsetof(Cr__GhostFileEntry, chunks),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "size",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__GhostFileEntry, has_size),
    offsetof(Cr__GhostFileEntry, size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "symlnk_target",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__GhostFileEntry, symlnk_target),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__ghost_file_entry__field_indices_by_name[] = {
  6,   /* field[6] = atim */
  8,   /* field[8] = chunks */
  3,   /* field[3] = dev */
  1,   /* field[1] = gid */
  4,   /* field[4] = ino */
  2,   /* field[2] = mode */
  7,   /* field[7] = mtim */
  5,   /* field[5] = rdev */
  9,   /* field[9] = size */
  10,   /* field[10] = symlnk_target */
  0,   /* field[0] = uid */
};
static const ProtobufCIntRange cr__ghost_file_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 11 }
};
CR_GEN const ProtobufCMessageDescriptor cr__ghost_file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.ghost_file_entry",
  "GhostFileEntry",
  "Cr__GhostFileEntry",
  "cr",
  sizeof(Cr__GhostFileEntry),
  11,
  cr__ghost_file_entry__field_descriptors,
  cr__ghost_file_entry__field_indices_by_name,
  1,  cr__ghost_file_entry__number_ranges,
  (ProtobufCMessageInit) cr__ghost_file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__ghost_chunk_entry__field_descriptors[2] =
{
  {
    "len",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__GhostChunkEntry, len),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "off",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__GhostChunkEntry, off),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__ghost_chunk_entry__field_indices_by_name[] = {
  0,   /* field[0] = len */
  1,   /* field[1] = off */
};
static const ProtobufCIntRange cr__ghost_chunk_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__ghost_chunk_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.ghost_chunk_entry",
  "GhostChunkEntry",
  "Cr__GhostChunkEntry",
  "cr",
  sizeof(Cr__GhostChunkEntry),
  2,
  cr__ghost_chunk_entry__field_descriptors,
  cr__ghost_chunk_entry__field_indices_by_name,
  1,  cr__ghost_chunk_entry__number_ranges,
  (ProtobufCMessageInit) cr__ghost_chunk_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__remap_file_path_entry__field_descriptors[3] =
{
  {
    "orig_id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__RemapFilePathEntry, orig_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "remap_id",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__RemapFilePathEntry, remap_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "remap_type",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_ENUM,
    offsetof(Cr__RemapFilePathEntry, has_remap_type),
    offsetof(Cr__RemapFilePathEntry, remap_type),
    &cr__remap_type__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__remap_file_path_entry__field_indices_by_name[] = {
  0,   /* field[0] = orig_id */
  1,   /* field[1] = remap_id */
  2,   /* field[2] = remap_type */
};
static const ProtobufCIntRange cr__remap_file_path_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__remap_file_path_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.remap_file_path_entry",
  "RemapFilePathEntry",
  "Cr__RemapFilePathEntry",
  "cr",
  sizeof(Cr__RemapFilePathEntry),
  3,
  cr__remap_file_path_entry__field_descriptors,
  cr__remap_file_path_entry__field_indices_by_name,
  1,  cr__remap_file_path_entry__number_ranges,
  (ProtobufCMessageInit) cr__remap_file_path_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__file_lock_entry__field_descriptors[6] =
{
  {
    "flag",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FileLockEntry, flag),
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
    offsetof(Cr__FileLockEntry, type),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pid",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FileLockEntry, pid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fd",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FileLockEntry, fd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "start",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT64,
    0,   /* quantifier_offset */
    offsetof(Cr__FileLockEntry, start),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "len",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_INT64,
    0,   /* quantifier_offset */
    offsetof(Cr__FileLockEntry, len),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__file_lock_entry__field_indices_by_name[] = {
  3,   /* field[3] = fd */
  0,   /* field[0] = flag */
  5,   /* field[5] = len */
  2,   /* field[2] = pid */
  4,   /* field[4] = start */
  1,   /* field[1] = type */
};
static const ProtobufCIntRange cr__file_lock_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 6 }
};
CR_GEN const ProtobufCMessageDescriptor cr__file_lock_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.file_lock_entry",
  "FileLockEntry",
  "Cr__FileLockEntry",
  "cr",
  sizeof(Cr__FileLockEntry),
  6,
  cr__file_lock_entry__field_descriptors,
  cr__file_lock_entry__field_indices_by_name,
  1,  cr__file_lock_entry__number_ranges,
  (ProtobufCMessageInit) cr__file_lock_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__fdinfo_entry__field_descriptors[5] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FdinfoEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FdinfoEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "type",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_ENUM,
    0,   /* quantifier_offset */
    offsetof(Cr__FdinfoEntry, type),
    &cr__fd_types__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fd",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FdinfoEntry, fd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "xattr_security_selinux",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__FdinfoEntry, xattr_security_selinux),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__fdinfo_entry__field_indices_by_name[] = {
  3,   /* field[3] = fd */
  1,   /* field[1] = flags */
  0,   /* field[0] = id */
  2,   /* field[2] = type */
  4,   /* field[4] = xattr_security_selinux */
};
static const ProtobufCIntRange cr__fdinfo_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__fdinfo_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.fdinfo_entry",
  "FdinfoEntry",
  "Cr__FdinfoEntry",
  "cr",
  sizeof(Cr__FdinfoEntry),
  5,
  cr__fdinfo_entry__field_descriptors,
  cr__fdinfo_entry__field_indices_by_name,
  1,  cr__fdinfo_entry__number_ranges,
  (ProtobufCMessageInit) cr__fdinfo_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__file_entry__field_descriptors[22] =
{
  {
    "type",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_ENUM,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, type),
    &cr__fd_types__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "id",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "reg",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, reg),
    &cr__reg_file_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "isk",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, isk),
    &cr__inet_sk_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "nsf",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, nsf),
    &cr__ns_file_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "psk",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, psk),
    &cr__packet_sock_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "nlsk",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, nlsk),
    &cr__netlink_sk_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "efd",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, efd),
    &cr__eventfd_file_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "epfd",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, epfd),
    &cr__eventpoll_file_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sgfd",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, sgfd),
    &cr__signalfd_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tunf",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, tunf),
    &cr__tunfile_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tfd",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, tfd),
    &cr__timerfd_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ify",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, ify),
    &cr__inotify_file_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ffy",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, ffy),
    &cr__fanotify_file_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ext",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, ext),
    &cr__ext_file_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "usk",
    16,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, usk),
    &cr__unix_sk_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fifo",
    17,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, fifo),
    &cr__fifo_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pipe",
    18,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, pipe),
    &cr__pipe_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tty",
    19,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, tty),
    &cr__tty_file_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "memfd",
    20,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, memfd),
    &cr__memfd_file_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "bpf",
    21,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, bpf),
    &cr__bpfmap_file_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pidfd",
    22,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__FileEntry, pidfd),
    &cr__pidfd_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__file_entry__field_indices_by_name[] = {
  20,   /* field[20] = bpf */
  7,   /* field[7] = efd */
  8,   /* field[8] = epfd */
  14,   /* field[14] = ext */
  13,   /* field[13] = ffy */
  16,   /* field[16] = fifo */
  1,   /* field[1] = id */
  12,   /* field[12] = ify */
  3,   /* field[3] = isk */
  19,   /* field[19] = memfd */
  6,   /* field[6] = nlsk */
  4,   /* field[4] = nsf */
  21,   /* field[21] = pidfd */
  17,   /* field[17] = pipe */
  5,   /* field[5] = psk */
  2,   /* field[2] = reg */
  9,   /* field[9] = sgfd */
  11,   /* field[11] = tfd */
  18,   /* field[18] = tty */
  10,   /* field[10] = tunf */
  0,   /* field[0] = type */
  15,   /* field[15] = usk */
};
static const ProtobufCIntRange cr__file_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 22 }
};
CR_GEN const ProtobufCMessageDescriptor cr__file_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.file_entry",
  "FileEntry",
  "Cr__FileEntry",
  "cr",
  sizeof(Cr__FileEntry),
  22,
  cr__file_entry__field_descriptors,
  cr__file_entry__field_indices_by_name,
  1,  cr__file_entry__number_ranges,
  (ProtobufCMessageInit) cr__file_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCEnumValue cr__fh_entry_sizes__enum_values_by_number[1] =
{
  { "min_entries", "CR__FH_ENTRY_SIZES__min_entries", 16 },
};
static const ProtobufCIntRange cr__fh_entry_sizes__value_ranges[] = {
{16, 0},{0, 1}
};
static const ProtobufCEnumValueIndex cr__fh_entry_sizes__enum_values_by_name[1] =
{
  { "min_entries", 0 },
};
CR_GEN const ProtobufCEnumDescriptor cr__fh_entry_sizes__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.fh_entry_sizes",
  "fh_entry_sizes",
  "Cr__FhEntrySizes",
  "cr",
  1,
  cr__fh_entry_sizes__enum_values_by_number,
  1,
  cr__fh_entry_sizes__enum_values_by_name,
  1,
  cr__fh_entry_sizes__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
static const ProtobufCEnumValue cr__mark_type__enum_values_by_number[2] =
{
  { "INODE", "CR__MARK_TYPE__INODE", 1 },
  { "MOUNT", "CR__MARK_TYPE__MOUNT", 2 },
};
static const ProtobufCIntRange cr__mark_type__value_ranges[] = {
{1, 0},{0, 2}
};
static const ProtobufCEnumValueIndex cr__mark_type__enum_values_by_name[2] =
{
  { "INODE", 0 },
  { "MOUNT", 1 },
};
CR_GEN const ProtobufCEnumDescriptor cr__mark_type__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.mark_type",
  "mark_type",
  "Cr__MarkType",
  "cr",
  2,
  cr__mark_type__enum_values_by_number,
  2,
  cr__mark_type__enum_values_by_name,
  1,
  cr__mark_type__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
static const ProtobufCEnumValue cr__tty_type__enum_values_by_number[7] =
{
  { "UNKNOWN", "CR__TTY_TYPE__UNKNOWN", 0 },
  { "PTY", "CR__TTY_TYPE__PTY", 1 },
  { "CONSOLE", "CR__TTY_TYPE__CONSOLE", 2 },
  { "VT", "CR__TTY_TYPE__VT", 3 },
  { "CTTY", "CR__TTY_TYPE__CTTY", 4 },
  { "EXT_TTY", "CR__TTY_TYPE__EXT_TTY", 5 },
  { "SERIAL", "CR__TTY_TYPE__SERIAL", 6 },
};
static const ProtobufCIntRange cr__tty_type__value_ranges[] = {
{0, 0},{0, 7}
};
static const ProtobufCEnumValueIndex cr__tty_type__enum_values_by_name[7] =
{
  { "CONSOLE", 2 },
  { "CTTY", 4 },
  { "EXT_TTY", 5 },
  { "PTY", 1 },
  { "SERIAL", 6 },
  { "UNKNOWN", 0 },
  { "VT", 3 },
};
CR_GEN const ProtobufCEnumDescriptor cr__tty_type__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.TtyType",
  "TtyType",
  "Cr__TtyType",
  "cr",
  7,
  cr__tty_type__enum_values_by_number,
  7,
  cr__tty_type__enum_values_by_name,
  1,
  cr__tty_type__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
static const ProtobufCEnumValue cr__remap_type__enum_values_by_number[3] =
{
  { "LINKED", "CR__REMAP_TYPE__LINKED", 0 },
  { "GHOST", "CR__REMAP_TYPE__GHOST", 1 },
  { "PROCFS", "CR__REMAP_TYPE__PROCFS", 2 },
};
static const ProtobufCIntRange cr__remap_type__value_ranges[] = {
{0, 0},{0, 3}
};
static const ProtobufCEnumValueIndex cr__remap_type__enum_values_by_name[3] =
{
  { "GHOST", 1 },
  { "LINKED", 0 },
  { "PROCFS", 2 },
};
CR_GEN const ProtobufCEnumDescriptor cr__remap_type__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.remap_type",
  "remap_type",
  "Cr__RemapType",
  "cr",
  3,
  cr__remap_type__enum_values_by_number,
  3,
  cr__remap_type__enum_values_by_name,
  1,
  cr__remap_type__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
static const ProtobufCEnumValue cr__fd_types__enum_values_by_number[23] =
{
  { "UND", "CR__FD_TYPES__UND", 0 },
  { "REG", "CR__FD_TYPES__REG", 1 },
  { "PIPE", "CR__FD_TYPES__PIPE", 2 },
  { "FIFO", "CR__FD_TYPES__FIFO", 3 },
  { "INETSK", "CR__FD_TYPES__INETSK", 4 },
  { "UNIXSK", "CR__FD_TYPES__UNIXSK", 5 },
  { "EVENTFD", "CR__FD_TYPES__EVENTFD", 6 },
  { "EVENTPOLL", "CR__FD_TYPES__EVENTPOLL", 7 },
  { "INOTIFY", "CR__FD_TYPES__INOTIFY", 8 },
  { "SIGNALFD", "CR__FD_TYPES__SIGNALFD", 9 },
  { "PACKETSK", "CR__FD_TYPES__PACKETSK", 10 },
  { "TTY", "CR__FD_TYPES__TTY", 11 },
  { "FANOTIFY", "CR__FD_TYPES__FANOTIFY", 12 },
  { "NETLINKSK", "CR__FD_TYPES__NETLINKSK", 13 },
  { "NS", "CR__FD_TYPES__NS", 14 },
  { "TUNF", "CR__FD_TYPES__TUNF", 15 },
  { "EXT", "CR__FD_TYPES__EXT", 16 },
  { "TIMERFD", "CR__FD_TYPES__TIMERFD", 17 },
  { "MEMFD", "CR__FD_TYPES__MEMFD", 18 },
  { "BPFMAP", "CR__FD_TYPES__BPFMAP", 19 },
  { "PIDFD", "CR__FD_TYPES__PIDFD", 20 },
  { "CTL_TTY", "CR__FD_TYPES__CTL_TTY", 65534 },
  { "AUTOFS_PIPE", "CR__FD_TYPES__AUTOFS_PIPE", 65535 },
};
static const ProtobufCIntRange cr__fd_types__value_ranges[] = {
{0, 0},{65534, 21},{0, 23}
};
static const ProtobufCEnumValueIndex cr__fd_types__enum_values_by_name[23] =
{
  { "AUTOFS_PIPE", 22 },
  { "BPFMAP", 19 },
  { "CTL_TTY", 21 },
  { "EVENTFD", 6 },
  { "EVENTPOLL", 7 },
  { "EXT", 16 },
  { "FANOTIFY", 12 },
  { "FIFO", 3 },
  { "INETSK", 4 },
  { "INOTIFY", 8 },
  { "MEMFD", 18 },
  { "NETLINKSK", 13 },
  { "NS", 14 },
  { "PACKETSK", 10 },
  { "PIDFD", 20 },
  { "PIPE", 2 },
  { "REG", 1 },
  { "SIGNALFD", 9 },
  { "TIMERFD", 17 },
  { "TTY", 11 },
  { "TUNF", 15 },
  { "UND", 0 },
  { "UNIXSK", 5 },
};
CR_GEN const ProtobufCEnumDescriptor cr__fd_types__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.fd_types",
  "fd_types",
  "Cr__FdTypes",
  "cr",
  23,
  cr__fd_types__enum_values_by_number,
  23,
  cr__fd_types__enum_values_by_name,
  2,
  cr__fd_types__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
