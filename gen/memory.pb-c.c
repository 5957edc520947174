/* SPDX-License-Identifier: MIT
 *
 * Generated from proto/memory.proto by tool/gen.sh (make gen); do not edit.
 * sources: sha256 472e07ab8a6c44f3d8415948216a5bc4d6f543e9b4acaa2d9b58b93aa7d3da68
 * made with: protobuf-c 1.4.1
 */

#include "memory.pb-c.h"
CR_GEN void   cr__vma_entry__init
                     (Cr__VmaEntry         *message)
{
  static const Cr__VmaEntry init_value = CR__VMA_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__aio_ring_entry__init
                     (Cr__AioRingEntry         *message)
{
  static const Cr__AioRingEntry init_value = CR__AIO_RING_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__mm_entry__init
                     (Cr__MmEntry         *message)
{
  static const Cr__MmEntry init_value = CR__MM_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__pagemap_head__init
                     (Cr__PagemapHead         *message)
{
  static const Cr__PagemapHead init_value = CR__PAGEMAP_HEAD__INIT;
  *message = init_value;
}
CR_GEN void   cr__pagemap_entry__init
                     (Cr__PagemapEntry         *message)
{
  static const Cr__PagemapEntry init_value = CR__PAGEMAP_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__memfd_inode_entry__init
                     (Cr__MemfdInodeEntry         *message)
{
  static const Cr__MemfdInodeEntry init_value = CR__MEMFD_INODE_ENTRY__INIT;
  *message = init_value;
}
static const ProtobufCFieldDescriptor cr__vma_entry__field_descriptors[10] =
{
  {
    "start",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__VmaEntry, start),
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
    offsetof(Cr__VmaEntry, end),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pgoff",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__VmaEntry, pgoff),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shmid",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__VmaEntry, shmid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "prot",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__VmaEntry, prot),
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
    offsetof(Cr__VmaEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "status",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__VmaEntry, status),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fd",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_SINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__VmaEntry, fd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "madv",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__VmaEntry, has_madv),
    offsetof(Cr__VmaEntry, madv),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fdflags",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__VmaEntry, has_fdflags),
    offsetof(Cr__VmaEntry, fdflags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__vma_entry__field_indices_by_name[] = {
  1,   /* field[1] = end */
  7,   /* field[7] = fd */
  9,   /* field[9] = fdflags */
  5,   /* field[5] = flags */
  8,   /* field[8] = madv */
  2,   /* field[2] = pgoff */
  4,   /* field[4] = prot */
  3,   /* field[3] = shmid */
  0,   /* field[0] = start */
  6,   /* field[6] = status */
};
static const ProtobufCIntRange cr__vma_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 10 }
};
CR_GEN const ProtobufCMessageDescriptor cr__vma_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.vma_entry",
  "VmaEntry",
  "Cr__VmaEntry",
  "cr",
  sizeof(Cr__VmaEntry),
  10,
  cr__vma_entry__field_descriptors,
  cr__vma_entry__field_indices_by_name,
  1,  cr__vma_entry__number_ranges,
  (ProtobufCMessageInit) cr__vma_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__aio_ring_entry__field_descriptors[3] =
{
  {
    "id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__AioRingEntry, id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "nr_req",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__AioRingEntry, nr_req),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ring_len",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__AioRingEntry, ring_len),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__aio_ring_entry__field_indices_by_name[] = {
  0,   /* field[0] = id */
  1,   /* field[1] = nr_req */
  2,   /* field[2] = ring_len */
};
static const ProtobufCIntRange cr__aio_ring_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__aio_ring_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.aio_ring_entry",
  "AioRingEntry",
  "Cr__AioRingEntry",
  "cr",
  sizeof(Cr__AioRingEntry),
  3,
  cr__aio_ring_entry__field_descriptors,
  cr__aio_ring_entry__field_indices_by_name,
  1,  cr__aio_ring_entry__number_ranges,
  (ProtobufCMessageInit) cr__aio_ring_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__mm_entry__field_descriptors[17] =
{
  {
    "mm_start_code",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MmEntry, mm_start_code),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mm_end_code",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MmEntry, mm_end_code),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mm_start_data",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MmEntry, mm_start_data),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mm_end_data",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MmEntry, mm_end_data),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mm_start_stack",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MmEntry, mm_start_stack),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mm_start_brk",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MmEntry, mm_start_brk),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mm_brk",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MmEntry, mm_brk),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mm_arg_start",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MmEntry, mm_arg_start),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mm_arg_end",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MmEntry, mm_arg_end),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mm_env_start",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MmEntry, mm_env_start),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mm_env_end",
    11,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MmEntry, mm_env_end),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "exe_file_id",
    12,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__MmEntry, exe_file_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mm_saved_auxv",
    13,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__MmEntry, n_mm_saved_auxv),
    offsetof(Cr__MmEntry, mm_saved_auxv),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vmas",
    14,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__MmEntry, n_vmas),
    offsetof(Cr__MmEntry, vmas),
    &cr__vma_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dumpable",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_INT32,
    offsetof(Cr__MmEntry, has_dumpable),
    offsetof(Cr__MmEntry, dumpable),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "aios",
    16,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__MmEntry, n_aios),
    offsetof(Cr__MmEntry, aios),
    &cr__aio_ring_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "thp_disabled",
    17,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__MmEntry, has_thp_disabled),
    offsetof(Cr__MmEntry, thp_disabled),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__mm_entry__field_indices_by_name[] = {
  15,   /* field[15] = aios */
  14,   /* field[14] = dumpable */
  11,   /* field[11] = exe_file_id */
  8,   /* field[8] = mm_arg_end */
  7,   /* field[7] = mm_arg_start */
  6,   /* field[6] = mm_brk */
  1,   /* field[1] = mm_end_code */
  3,   /* field[3] = mm_end_data */
  10,   /* field[10] = mm_env_end */
  9,   /* field[9] = mm_env_start */
  12,   /* field[12] = mm_saved_auxv */
  5,   /* field[5] = mm_start_brk */
  0,   /* field[0] = mm_start_code */
  2,   /* field[2] = mm_start_data */
  4,   /* field[4] = mm_start_stack */
  16,   /* field[16] = thp_disabled */
  13,   /* field[13] = vmas */
};
static const ProtobufCIntRange cr__mm_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 17 }
};
CR_GEN const ProtobufCMessageDescriptor cr__mm_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.mm_entry",
  "MmEntry",
  "Cr__MmEntry",
  "cr",
  sizeof(Cr__MmEntry),
  17,
  cr__mm_entry__field_descriptors,
  cr__mm_entry__field_indices_by_name,
  1,  cr__mm_entry__number_ranges,
  (ProtobufCMessageInit) cr__mm_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__pagemap_head__field_descriptors[1] =
{
  {
    "pages_id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PagemapHead, pages_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__pagemap_head__field_indices_by_name[] = {
  0,   /* field[0] = pages_id */
};
static const ProtobufCIntRange cr__pagemap_head__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__pagemap_head__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.pagemap_head",
  "PagemapHead",
  "Cr__PagemapHead",
  "cr",
  sizeof(Cr__PagemapHead),
  1,
  cr__pagemap_head__field_descriptors,
  cr__pagemap_head__field_indices_by_name,
  1,  cr__pagemap_head__number_ranges,
  (ProtobufCMessageInit) cr__pagemap_head__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__pagemap_entry__field_descriptors[5] =
{
  {
    "vaddr",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PagemapEntry, vaddr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "compat_nr_pages",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PagemapEntry, compat_nr_pages),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "in_parent",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__PagemapEntry, has_in_parent),
    offsetof(Cr__PagemapEntry, in_parent),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__PagemapEntry, has_flags),
    offsetof(Cr__PagemapEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "nr_pages",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__PagemapEntry, has_nr_pages),
    offsetof(Cr__PagemapEntry, nr_pages),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__pagemap_entry__field_indices_by_name[] = {
  1,   /* field[1] = compat_nr_pages */
  3,   /* field[3] = flags */
  2,   /* field[2] = in_parent */
  4,   /* field[4] = nr_pages */
  0,   /* field[0] = vaddr */
};
static const ProtobufCIntRange cr__pagemap_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__pagemap_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.pagemap_entry",
  "PagemapEntry",
  "Cr__PagemapEntry",
  "cr",
  sizeof(Cr__PagemapEntry),
  5,
  cr__pagemap_entry__field_descriptors,
  cr__pagemap_entry__field_indices_by_name,
  1,  cr__pagemap_entry__number_ranges,
  (ProtobufCMessageInit) cr__pagemap_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__memfd_inode_entry__field_descriptors[9] =
{
  {
    "name",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__MemfdInodeEntry, name),
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
    offsetof(Cr__MemfdInodeEntry, uid),
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
    offsetof(Cr__MemfdInodeEntry, gid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "size",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MemfdInodeEntry, size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "shmid",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__MemfdInodeEntry, shmid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "seals",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__MemfdInodeEntry, seals),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "inode_id",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__MemfdInodeEntry, inode_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "hugetlb_flag",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__MemfdInodeEntry, has_hugetlb_flag),
    offsetof(Cr__MemfdInodeEntry, hugetlb_flag),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mode",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__MemfdInodeEntry, has_mode),
    offsetof(Cr__MemfdInodeEntry, mode),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__memfd_inode_entry__field_indices_by_name[] = {
  2,   /* field[2] = gid */
  7,   /* field[7] = hugetlb_flag */
  6,   /* field[6] = inode_id */
  8,   /* field[8] = mode */
  0,   /* field[0] = name */
  5,   /* field[5] = seals */
  4,   /* field[4] = shmid */
  3,   /* field[3] = size */
  1,   /* field[1] = uid */
};
static const ProtobufCIntRange cr__memfd_inode_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 9 }
};
CR_GEN const ProtobufCMessageDescriptor cr__memfd_inode_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.memfd_inode_entry",
  "MemfdInodeEntry",
  "Cr__MemfdInodeEntry",
  "cr",
  sizeof(Cr__MemfdInodeEntry),
  9,
  cr__memfd_inode_entry__field_descriptors,
  cr__memfd_inode_entry__field_indices_by_name,
  1,  cr__memfd_inode_entry__number_ranges,
  (ProtobufCMessageInit) cr__memfd_inode_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
