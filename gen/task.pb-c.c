/* SPDX-License-Identifier: MIT
 *
 * Generated from proto/task.proto by tool/gen.sh (make gen); do not edit.
 * sources: sha256 92f0473c3fdcfe8a6efb63b041d00896750ff68476be3a7232c1abaae99a0568
 * made with: protobuf-c 1.4.1
 */

#include "task.pb-c.h"
CR_GEN void   cr__rlimit_entry__init
                     (Cr__RlimitEntry         *message)
{
  static const Cr__RlimitEntry init_value = CR__RLIMIT_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__itimer_entry__init
                     (Cr__ItimerEntry         *message)
{
  static const Cr__ItimerEntry init_value = CR__ITIMER_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__posix_timer_entry__init
                     (Cr__PosixTimerEntry         *message)
{
  static const Cr__PosixTimerEntry init_value = CR__POSIX_TIMER_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__task_timers_entry__init
                     (Cr__TaskTimersEntry         *message)
{
  static const Cr__TaskTimersEntry init_value = CR__TASK_TIMERS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__creds_entry__init
                     (Cr__CredsEntry         *message)
{
  static const Cr__CredsEntry init_value = CR__CREDS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__sa_entry__init
                     (Cr__SaEntry         *message)
{
  static const Cr__SaEntry init_value = CR__SA_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__siginfo_entry__init
                     (Cr__SiginfoEntry         *message)
{
  static const Cr__SiginfoEntry init_value = CR__SIGINFO_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__signal_queue_entry__init
                     (Cr__SignalQueueEntry         *message)
{
  static const Cr__SignalQueueEntry init_value = CR__SIGNAL_QUEUE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__rseq_entry__init
                     (Cr__RseqEntry         *message)
{
  static const Cr__RseqEntry init_value = CR__RSEQ_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__seccomp_filter__init
                     (Cr__SeccompFilter         *message)
{
  static const Cr__SeccompFilter init_value = CR__SECCOMP_FILTER__INIT;
  *message = init_value;
}
CR_GEN void   cr__seccomp_entry__init
                     (Cr__SeccompEntry         *message)
{
  static const Cr__SeccompEntry init_value = CR__SECCOMP_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__aa_policy__init
                     (Cr__AaPolicy         *message)
{
  static const Cr__AaPolicy init_value = CR__AA_POLICY__INIT;
  *message = init_value;
}
CR_GEN void   cr__aa_namespace__init
                     (Cr__AaNamespace         *message)
{
  static const Cr__AaNamespace init_value = CR__AA_NAMESPACE__INIT;
  *message = init_value;
}
CR_GEN void   cr__apparmor_entry__init
                     (Cr__ApparmorEntry         *message)
{
  static const Cr__ApparmorEntry init_value = CR__APPARMOR_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__fs_entry__init
                     (Cr__FsEntry         *message)
{
  static const Cr__FsEntry init_value = CR__FS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_x86_regs_entry__init
                     (Cr__UserX86RegsEntry         *message)
{
  static const Cr__UserX86RegsEntry init_value = CR__USER_X86_REGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_x86_cet_entry__init
                     (Cr__UserX86CetEntry         *message)
{
  static const Cr__UserX86CetEntry init_value = CR__USER_X86_CET_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_x86_xsave_entry__init
                     (Cr__UserX86XsaveEntry         *message)
{
  static const Cr__UserX86XsaveEntry init_value = CR__USER_X86_XSAVE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_x86_fpregs_entry__init
                     (Cr__UserX86FpregsEntry         *message)
{
  static const Cr__UserX86FpregsEntry init_value = CR__USER_X86_FPREGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_desc_t__init
                     (Cr__UserDescT         *message)
{
  static const Cr__UserDescT init_value = CR__USER_DESC_T__INIT;
  *message = init_value;
}
CR_GEN void   cr__thread_info_x86__init
                     (Cr__ThreadInfoX86         *message)
{
  static const Cr__ThreadInfoX86 init_value = CR__THREAD_INFO_X86__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_aarch64_regs_entry__init
                     (Cr__UserAarch64RegsEntry         *message)
{
  static const Cr__UserAarch64RegsEntry init_value = CR__USER_AARCH64_REGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_aarch64_fpsimd_context_entry__init
                     (Cr__UserAarch64FpsimdContextEntry         *message)
{
  static const Cr__UserAarch64FpsimdContextEntry init_value = CR__USER_AARCH64_FPSIMD_CONTEXT_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__pac_address_keys__init
                     (Cr__PacAddressKeys         *message)
{
  static const Cr__PacAddressKeys init_value = CR__PAC_ADDRESS_KEYS__INIT;
  *message = init_value;
}
CR_GEN void   cr__pac_generic_keys__init
                     (Cr__PacGenericKeys         *message)
{
  static const Cr__PacGenericKeys init_value = CR__PAC_GENERIC_KEYS__INIT;
  *message = init_value;
}
CR_GEN void   cr__pac_keys__init
                     (Cr__PacKeys         *message)
{
  static const Cr__PacKeys init_value = CR__PAC_KEYS__INIT;
  *message = init_value;
}
CR_GEN void   cr__thread_info_aarch64__init
                     (Cr__ThreadInfoAarch64         *message)
{
  static const Cr__ThreadInfoAarch64 init_value = CR__THREAD_INFO_AARCH64__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_arm_regs_entry__init
                     (Cr__UserArmRegsEntry         *message)
{
  static const Cr__UserArmRegsEntry init_value = CR__USER_ARM_REGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_arm_vfpstate_entry__init
                     (Cr__UserArmVfpstateEntry         *message)
{
  static const Cr__UserArmVfpstateEntry init_value = CR__USER_ARM_VFPSTATE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__thread_info_arm__init
                     (Cr__ThreadInfoArm         *message)
{
  static const Cr__ThreadInfoArm init_value = CR__THREAD_INFO_ARM__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_loongarch64_gpregs_entry__init
                     (Cr__UserLoongarch64GpregsEntry         *message)
{
  static const Cr__UserLoongarch64GpregsEntry init_value = CR__USER_LOONGARCH64_GPREGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_loongarch64_fpregs_entry__init
                     (Cr__UserLoongarch64FpregsEntry         *message)
{
  static const Cr__UserLoongarch64FpregsEntry init_value = CR__USER_LOONGARCH64_FPREGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__thread_info_loongarch64__init
                     (Cr__ThreadInfoLoongarch64         *message)
{
  static const Cr__ThreadInfoLoongarch64 init_value = CR__THREAD_INFO_LOONGARCH64__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_mips_regs_entry__init
                     (Cr__UserMipsRegsEntry         *message)
{
  static const Cr__UserMipsRegsEntry init_value = CR__USER_MIPS_REGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_mips_fpregs_entry__init
                     (Cr__UserMipsFpregsEntry         *message)
{
  static const Cr__UserMipsFpregsEntry init_value = CR__USER_MIPS_FPREGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__thread_info_mips__init
                     (Cr__ThreadInfoMips         *message)
{
  static const Cr__ThreadInfoMips init_value = CR__THREAD_INFO_MIPS__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_ppc64_regs_entry__init
                     (Cr__UserPpc64RegsEntry         *message)
{
  static const Cr__UserPpc64RegsEntry init_value = CR__USER_PPC64_REGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_ppc64_fpstate_entry__init
                     (Cr__UserPpc64FpstateEntry         *message)
{
  static const Cr__UserPpc64FpstateEntry init_value = CR__USER_PPC64_FPSTATE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_ppc64_vrstate_entry__init
                     (Cr__UserPpc64VrstateEntry         *message)
{
  static const Cr__UserPpc64VrstateEntry init_value = CR__USER_PPC64_VRSTATE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_ppc64_vsxstate_entry__init
                     (Cr__UserPpc64VsxstateEntry         *message)
{
  static const Cr__UserPpc64VsxstateEntry init_value = CR__USER_PPC64_VSXSTATE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_ppc64_tm_regs_entry__init
                     (Cr__UserPpc64TmRegsEntry         *message)
{
  static const Cr__UserPpc64TmRegsEntry init_value = CR__USER_PPC64_TM_REGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__thread_info_ppc64__init
                     (Cr__ThreadInfoPpc64         *message)
{
  static const Cr__ThreadInfoPpc64 init_value = CR__THREAD_INFO_PPC64__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_riscv64_regs_entry__init
                     (Cr__UserRiscv64RegsEntry         *message)
{
  static const Cr__UserRiscv64RegsEntry init_value = CR__USER_RISCV64_REGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_riscv64_d_ext_entry__init
                     (Cr__UserRiscv64DExtEntry         *message)
{
  static const Cr__UserRiscv64DExtEntry init_value = CR__USER_RISCV64_D_EXT_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__thread_info_riscv64__init
                     (Cr__ThreadInfoRiscv64         *message)
{
  static const Cr__ThreadInfoRiscv64 init_value = CR__THREAD_INFO_RISCV64__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_s390_regs_entry__init
                     (Cr__UserS390RegsEntry         *message)
{
  static const Cr__UserS390RegsEntry init_value = CR__USER_S390_REGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_s390_vxrs_low_entry__init
                     (Cr__UserS390VxrsLowEntry         *message)
{
  static const Cr__UserS390VxrsLowEntry init_value = CR__USER_S390_VXRS_LOW_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_s390_vxrs_high_entry__init
                     (Cr__UserS390VxrsHighEntry         *message)
{
  static const Cr__UserS390VxrsHighEntry init_value = CR__USER_S390_VXRS_HIGH_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_s390_fpregs_entry__init
                     (Cr__UserS390FpregsEntry         *message)
{
  static const Cr__UserS390FpregsEntry init_value = CR__USER_S390_FPREGS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_s390_gs_cb_entry__init
                     (Cr__UserS390GsCbEntry         *message)
{
  static const Cr__UserS390GsCbEntry init_value = CR__USER_S390_GS_CB_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__user_s390_ri_entry__init
                     (Cr__UserS390RiEntry         *message)
{
  static const Cr__UserS390RiEntry init_value = CR__USER_S390_RI_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__thread_info_s390__init
                     (Cr__ThreadInfoS390         *message)
{
  static const Cr__ThreadInfoS390 init_value = CR__THREAD_INFO_S390__INIT;
  *message = init_value;
}
CR_GEN void   cr__task_rlimits_entry__init
                     (Cr__TaskRlimitsEntry         *message)
{
  static const Cr__TaskRlimitsEntry init_value = CR__TASK_RLIMITS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__task_core_entry__init
                     (Cr__TaskCoreEntry         *message)
{
  static const Cr__TaskCoreEntry init_value = CR__TASK_CORE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__thread_sas_entry__init
                     (Cr__ThreadSasEntry         *message)
{
  static const Cr__ThreadSasEntry init_value = CR__THREAD_SAS_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__thread_core_entry__init
                     (Cr__ThreadCoreEntry         *message)
{
  static const Cr__ThreadCoreEntry init_value = CR__THREAD_CORE_ENTRY__INIT;
  *message = init_value;
}
CR_GEN void   cr__core_entry__init
                     (Cr__CoreEntry         *message)
{
  static const Cr__CoreEntry init_value = CR__CORE_ENTRY__INIT;
  *message = init_value;
}
static const ProtobufCFieldDescriptor cr__rlimit_entry__field_descriptors[2] =
{
  {
    "cur",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__RlimitEntry, cur),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "max",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__RlimitEntry, max),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__rlimit_entry__field_indices_by_name[] = {
  0,   /* field[0] = cur */
  1,   /* field[1] = max */
};
static const ProtobufCIntRange cr__rlimit_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__rlimit_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.rlimit_entry",
  "RlimitEntry",
  "Cr__RlimitEntry",
  "cr",
  sizeof(Cr__RlimitEntry),
  2,
  cr__rlimit_entry__field_descriptors,
  cr__rlimit_entry__field_indices_by_name,
  1,  cr__rlimit_entry__number_ranges,
  (ProtobufCMessageInit) cr__rlimit_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__itimer_entry__field_descriptors[4] =
{
  {
    "isec",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ItimerEntry, isec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "iusec",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ItimerEntry, iusec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vsec",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ItimerEntry, vsec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vusec",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ItimerEntry, vusec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__itimer_entry__field_indices_by_name[] = {
  0,   /* field[0] = isec */
  1,   /* field[1] = iusec */
  2,   /* field[2] = vsec */
  3,   /* field[3] = vusec */
};
static const ProtobufCIntRange cr__itimer_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__itimer_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.itimer_entry",
  "ItimerEntry",
  "Cr__ItimerEntry",
  "cr",
  sizeof(Cr__ItimerEntry),
  4,
  cr__itimer_entry__field_descriptors,
  cr__itimer_entry__field_indices_by_name,
  1,  cr__itimer_entry__number_ranges,
  (ProtobufCMessageInit) cr__itimer_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__posix_timer_entry__field_descriptors[11] =
{
  {
    "it_id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PosixTimerEntry, it_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "clock_id",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PosixTimerEntry, clock_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "si_signo",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PosixTimerEntry, si_signo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "it_sigev_notify",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PosixTimerEntry, it_sigev_notify),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sival_ptr",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PosixTimerEntry, sival_ptr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "overrun",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__PosixTimerEntry, overrun),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "isec",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PosixTimerEntry, isec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "insec",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PosixTimerEntry, insec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vsec",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PosixTimerEntry, vsec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vnsec",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PosixTimerEntry, vnsec),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "notify_thread_id",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_INT32,
    offsetof(Cr__PosixTimerEntry, has_notify_thread_id),
    offsetof(Cr__PosixTimerEntry, notify_thread_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__posix_timer_entry__field_indices_by_name[] = {
  1,   /* field[1] = clock_id */
  7,   /* field[7] = insec */
  6,   /* field[6] = isec */
  0,   /* field[0] = it_id */
  3,   /* field[3] = it_sigev_notify */
  10,   /* field[10] = notify_thread_id */
  5,   /* field[5] = overrun */
  2,   /* field[2] = si_signo */
  4,   /* field[4] = sival_ptr */
  9,   /* field[9] = vnsec */
  8,   /* field[8] = vsec */
};
static const ProtobufCIntRange cr__posix_timer_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 11 }
};
CR_GEN const ProtobufCMessageDescriptor cr__posix_timer_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.posix_timer_entry",
  "PosixTimerEntry",
  "Cr__PosixTimerEntry",
  "cr",
  sizeof(Cr__PosixTimerEntry),
  11,
  cr__posix_timer_entry__field_descriptors,
  cr__posix_timer_entry__field_indices_by_name,
  1,  cr__posix_timer_entry__number_ranges,
  (ProtobufCMessageInit) cr__posix_timer_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__task_timers_entry__field_descriptors[4] =
{
  {
    "real",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskTimersEntry, real),
    &cr__itimer_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "virt",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskTimersEntry, virt),
    &cr__itimer_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "prof",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskTimersEntry, prof),
    &cr__itimer_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "posix",
    4,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__TaskTimersEntry, n_posix),
    offsetof(Cr__TaskTimersEntry, posix),
    &cr__posix_timer_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__task_timers_entry__field_indices_by_name[] = {
  3,   /* field[3] = posix */
  2,   /* field[2] = prof */
  0,   /* field[0] = real */
  1,   /* field[1] = virt */
};
static const ProtobufCIntRange cr__task_timers_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__task_timers_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.task_timers_entry",
  "TaskTimersEntry",
  "Cr__TaskTimersEntry",
  "cr",
  sizeof(Cr__TaskTimersEntry),
  4,
  cr__task_timers_entry__field_descriptors,
  cr__task_timers_entry__field_indices_by_name,
  1,  cr__task_timers_entry__number_ranges,
  (ProtobufCMessageInit) cr__task_timers_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__creds_entry__field_descriptors[19] =
{
  {
    "uid",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CredsEntry, uid),
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
    offsetof(Cr__CredsEntry, gid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "euid",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CredsEntry, euid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "egid",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CredsEntry, egid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "suid",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CredsEntry, suid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sgid",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CredsEntry, sgid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fsuid",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CredsEntry, fsuid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fsgid",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CredsEntry, fsgid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cap_inh",
    9,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CredsEntry, n_cap_inh),
    offsetof(Cr__CredsEntry, cap_inh),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cap_prm",
    10,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CredsEntry, n_cap_prm),
    offsetof(Cr__CredsEntry, cap_prm),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cap_eff",
    11,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CredsEntry, n_cap_eff),
    offsetof(Cr__CredsEntry, cap_eff),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cap_bnd",
    12,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CredsEntry, n_cap_bnd),
    offsetof(Cr__CredsEntry, cap_bnd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "secbits",
    13,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__CredsEntry, secbits),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "groups",
    14,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CredsEntry, n_groups),
    offsetof(Cr__CredsEntry, groups),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "lsm_profile",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CredsEntry, lsm_profile),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "lsm_sockcreate",
    16,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__CredsEntry, lsm_sockcreate),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "apparmor_data",
    17,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BYTES,
    offsetof(Cr__CredsEntry, has_apparmor_data),
    offsetof(Cr__CredsEntry, apparmor_data),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "no_new_privs",
    18,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CredsEntry, has_no_new_privs),
    offsetof(Cr__CredsEntry, no_new_privs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cap_amb",
    19,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__CredsEntry, n_cap_amb),
    offsetof(Cr__CredsEntry, cap_amb),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__creds_entry__field_indices_by_name[] = {
  16,   /* field[16] = apparmor_data */
  18,   /* field[18] = cap_amb */
  11,   /* field[11] = cap_bnd */
  10,   /* field[10] = cap_eff */
  8,   /* field[8] = cap_inh */
  9,   /* field[9] = cap_prm */
  3,   /* field[3] = egid */
  2,   /* field[2] = euid */
  7,   /* field[7] = fsgid */
  6,   /* field[6] = fsuid */
  1,   /* field[1] = gid */
  13,   /* field[13] = groups */
  14,   /* field[14] = lsm_profile */
  15,   /* field[15] = lsm_sockcreate */
  17,   /* field[17] = no_new_privs */
  12,   /* field[12] = secbits */
  5,   /* field[5] = sgid */
  4,   /* field[4] = suid */
  0,   /* field[0] = uid */
};
static const ProtobufCIntRange cr__creds_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 19 }
};
CR_GEN const ProtobufCMessageDescriptor cr__creds_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.creds_entry",
  "CredsEntry",
  "Cr__CredsEntry",
  "cr",
  sizeof(Cr__CredsEntry),
  19,
  cr__creds_entry__field_descriptors,
  cr__creds_entry__field_indices_by_name,
  1,  cr__creds_entry__number_ranges,
  (ProtobufCMessageInit) cr__creds_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__sa_entry__field_descriptors[6] =
{
  {
    "sigaction",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__SaEntry, sigaction),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__SaEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "restorer",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__SaEntry, restorer),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mask",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__SaEntry, mask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "compat_sigaction",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__SaEntry, has_compat_sigaction),
    offsetof(Cr__SaEntry, compat_sigaction),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mask_extended",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__SaEntry, has_mask_extended),
    offsetof(Cr__SaEntry, mask_extended),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__sa_entry__field_indices_by_name[] = {
  4,   /* field[4] = compat_sigaction */
  1,   /* field[1] = flags */
  3,   /* field[3] = mask */
  5,   /* field[5] = mask_extended */
  2,   /* field[2] = restorer */
  0,   /* field[0] = sigaction */
};
static const ProtobufCIntRange cr__sa_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 6 }
};
CR_GEN const ProtobufCMessageDescriptor cr__sa_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.sa_entry",
  "SaEntry",
  "Cr__SaEntry",
  "cr",
  sizeof(Cr__SaEntry),
  6,
  cr__sa_entry__field_descriptors,
  cr__sa_entry__field_indices_by_name,
  1,  cr__sa_entry__number_ranges,
  (ProtobufCMessageInit) cr__sa_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__siginfo_entry__field_descriptors[1] =
{
  {
    "siginfo",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BYTES,
    0,   /* quantifier_offset */
    offsetof(Cr__SiginfoEntry, siginfo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__siginfo_entry__field_indices_by_name[] = {
  0,   /* field[0] = siginfo */
};
static const ProtobufCIntRange cr__siginfo_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__siginfo_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.siginfo_entry",
  "SiginfoEntry",
  "Cr__SiginfoEntry",
  "cr",
  sizeof(Cr__SiginfoEntry),
  1,
  cr__siginfo_entry__field_descriptors,
  cr__siginfo_entry__field_indices_by_name,
  1,  cr__siginfo_entry__number_ranges,
  (ProtobufCMessageInit) cr__siginfo_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__signal_queue_entry__field_descriptors[1] =
{
  {
    "signals",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__SignalQueueEntry, n_signals),
    offsetof(Cr__SignalQueueEntry, signals),
    &cr__siginfo_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__signal_queue_entry__field_indices_by_name[] = {
  0,   /* field[0] = signals */
};
static const ProtobufCIntRange cr__signal_queue_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__signal_queue_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.signal_queue_entry",
  "SignalQueueEntry",
  "Cr__SignalQueueEntry",
  "cr",
  sizeof(Cr__SignalQueueEntry),
  1,
  cr__signal_queue_entry__field_descriptors,
  cr__signal_queue_entry__field_indices_by_name,
  1,  cr__signal_queue_entry__number_ranges,
  (ProtobufCMessageInit) cr__signal_queue_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__rseq_entry__field_descriptors[4] =
{
  {
    "rseq_abi_pointer",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__RseqEntry, rseq_abi_pointer),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rseq_abi_size",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__RseqEntry, rseq_abi_size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "signature",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__RseqEntry, signature),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rseq_cs_pointer",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__RseqEntry, has_rseq_cs_pointer),
    offsetof(Cr__RseqEntry, rseq_cs_pointer),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__rseq_entry__field_indices_by_name[] = {
  0,   /* field[0] = rseq_abi_pointer */
  1,   /* field[1] = rseq_abi_size */
  3,   /* field[3] = rseq_cs_pointer */
  2,   /* field[2] = signature */
};
static const ProtobufCIntRange cr__rseq_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__rseq_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.rseq_entry",
  "RseqEntry",
  "Cr__RseqEntry",
  "cr",
  sizeof(Cr__RseqEntry),
  4,
  cr__rseq_entry__field_descriptors,
  cr__rseq_entry__field_indices_by_name,
  1,  cr__rseq_entry__number_ranges,
  (ProtobufCMessageInit) cr__rseq_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__seccomp_filter__field_descriptors[3] =
{
  {
    "filter",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BYTES,
    0,   /* quantifier_offset */
    offsetof(Cr__SeccompFilter, filter),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "prev",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SeccompFilter, has_prev),
    offsetof(Cr__SeccompFilter, prev),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__SeccompFilter, has_flags),
    offsetof(Cr__SeccompFilter, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__seccomp_filter__field_indices_by_name[] = {
  0,   /* field[0] = filter */
  2,   /* field[2] = flags */
  1,   /* field[1] = prev */
};
static const ProtobufCIntRange cr__seccomp_filter__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__seccomp_filter__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.seccomp_filter",
  "SeccompFilter",
  "Cr__SeccompFilter",
  "cr",
  sizeof(Cr__SeccompFilter),
  3,
  cr__seccomp_filter__field_descriptors,
  cr__seccomp_filter__field_indices_by_name,
  1,  cr__seccomp_filter__number_ranges,
  (ProtobufCMessageInit) cr__seccomp_filter__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__seccomp_entry__field_descriptors[1] =
{
  {
    "seccomp_filters",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__SeccompEntry, n_seccomp_filters),
    offsetof(Cr__SeccompEntry, seccomp_filters),
    &cr__seccomp_filter__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__seccomp_entry__field_indices_by_name[] = {
  0,   /* field[0] = seccomp_filters */
};
static const ProtobufCIntRange cr__seccomp_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__seccomp_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.seccomp_entry",
  "SeccompEntry",
  "Cr__SeccompEntry",
  "cr",
  sizeof(Cr__SeccompEntry),
  1,
  cr__seccomp_entry__field_descriptors,
  cr__seccomp_entry__field_indices_by_name,
  1,  cr__seccomp_entry__number_ranges,
  (ProtobufCMessageInit) cr__seccomp_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__aa_policy__field_descriptors[2] =
{
  {
    "name",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__AaPolicy, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "blob",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BYTES,
    0,   /* quantifier_offset */
    offsetof(Cr__AaPolicy, blob),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__aa_policy__field_indices_by_name[] = {
  1,   /* field[1] = blob */
  0,   /* field[0] = name */
};
static const ProtobufCIntRange cr__aa_policy__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__aa_policy__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.aa_policy",
  "AaPolicy",
  "Cr__AaPolicy",
  "cr",
  sizeof(Cr__AaPolicy),
  2,
  cr__aa_policy__field_descriptors,
  cr__aa_policy__field_indices_by_name,
  1,  cr__aa_policy__number_ranges,
  (ProtobufCMessageInit) cr__aa_policy__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__aa_namespace__field_descriptors[3] =
{
  {
    "name",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__AaNamespace, name),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "policies",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__AaNamespace, n_policies),
    offsetof(Cr__AaNamespace, policies),
    &cr__aa_policy__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "namespaces",
    3,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__AaNamespace, n_namespaces),
    offsetof(Cr__AaNamespace, namespaces),
    &cr__aa_namespace__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__aa_namespace__field_indices_by_name[] = {
  0,   /* field[0] = name */
  2,   /* field[2] = namespaces */
  1,   /* field[1] = policies */
};
static const ProtobufCIntRange cr__aa_namespace__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__aa_namespace__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.aa_namespace",
  "AaNamespace",
  "Cr__AaNamespace",
  "cr",
  sizeof(Cr__AaNamespace),
  3,
  cr__aa_namespace__field_descriptors,
  cr__aa_namespace__field_indices_by_name,
  1,  cr__aa_namespace__number_ranges,
  (ProtobufCMessageInit) cr__aa_namespace__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__apparmor_entry__field_descriptors[1] =
{
  {
    "namespaces",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__ApparmorEntry, n_namespaces),
    offsetof(Cr__ApparmorEntry, namespaces),
    &cr__aa_namespace__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__apparmor_entry__field_indices_by_name[] = {
  0,   /* field[0] = namespaces */
};
static const ProtobufCIntRange cr__apparmor_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__apparmor_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.apparmor_entry",
  "ApparmorEntry",
  "Cr__ApparmorEntry",
  "cr",
  sizeof(Cr__ApparmorEntry),
  1,
  cr__apparmor_entry__field_descriptors,
  cr__apparmor_entry__field_indices_by_name,
  1,  cr__apparmor_entry__number_ranges,
  (ProtobufCMessageInit) cr__apparmor_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__fs_entry__field_descriptors[3] =
{
  {
    "cwd_id",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FsEntry, cwd_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "root_id",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__FsEntry, root_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "umask",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__FsEntry, has_umask),
    offsetof(Cr__FsEntry, umask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__fs_entry__field_indices_by_name[] = {
  0,   /* field[0] = cwd_id */
  1,   /* field[1] = root_id */
  2,   /* field[2] = umask */
};
static const ProtobufCIntRange cr__fs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__fs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.fs_entry",
  "FsEntry",
  "Cr__FsEntry",
  "cr",
  sizeof(Cr__FsEntry),
  3,
  cr__fs_entry__field_descriptors,
  cr__fs_entry__field_indices_by_name,
  1,  cr__fs_entry__number_ranges,
  (ProtobufCMessageInit) cr__fs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const Cr__UserX86RegsMode cr__user_x86_regs_entry__mode__default_value = CR__USER_X86_REGS_MODE__NATIVE;
static const ProtobufCFieldDescriptor cr__user_x86_regs_entry__field_descriptors[28] =
{
  {
    "r15",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, r15),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r14",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, r14),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r13",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, r13),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r12",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, r12),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "bp",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, bp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "bx",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, bx),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r11",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, r11),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r10",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, r10),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r9",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, r9),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r8",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, r8),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ax",
    11,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, ax),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cx",
    12,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, cx),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "dx",
    13,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, dx),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "si",
    14,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, si),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "di",
    15,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, di),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "orig_ax",
    16,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, orig_ax),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ip",
    17,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, ip),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cs",
    18,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, cs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "flags",
    19,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sp",
    20,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, sp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ss",
    21,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, ss),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fs_base",
    22,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, fs_base),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gs_base",
    23,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, gs_base),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ds",
    24,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, ds),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "es",
    25,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, es),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fs",
    26,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, fs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gs",
    27,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86RegsEntry, gs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mode",
    28,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_ENUM,
    offsetof(Cr__UserX86RegsEntry, has_mode),
    offsetof(Cr__UserX86RegsEntry, mode),
    &cr__user_x86_regs_mode__descriptor,
    &cr__user_x86_regs_entry__mode__default_value,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_x86_regs_entry__field_indices_by_name[] = {
  10,   /* field[10] = ax */
  4,   /* field[4] = bp */
  5,   /* field[5] = bx */
  17,   /* field[17] = cs */
  11,   /* field[11] = cx */
  14,   /* field[14] = di */
  23,   /* field[23] = ds */
  12,   /* field[12] = dx */
  24,   /* field[24] = es */
  18,   /* field[18] = flags */
  25,   /* field[25] = fs */
  21,   /* field[21] = fs_base */
  26,   /* field[26] = gs */
  22,   /* field[22] = gs_base */
  16,   /* field[16] = ip */
  27,   /* field[27] = mode */
  15,   /* field[15] = orig_ax */
  7,   /* field[7] = r10 */
  6,   /* field[6] = r11 */
  3,   /* field[3] = r12 */
  2,   /* field[2] = r13 */
  1,   /* field[1] = r14 */
  0,   /* field[0] = r15 */
  9,   /* field[9] = r8 */
  8,   /* field[8] = r9 */
  13,   /* field[13] = si */
  19,   /* field[19] = sp */
  20,   /* field[20] = ss */
};
static const ProtobufCIntRange cr__user_x86_regs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 28 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_x86_regs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_x86_regs_entry",
  "UserX86RegsEntry",
  "Cr__UserX86RegsEntry",
  "cr",
  sizeof(Cr__UserX86RegsEntry),
  28,
  cr__user_x86_regs_entry__field_descriptors,
  cr__user_x86_regs_entry__field_indices_by_name,
  1,  cr__user_x86_regs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_x86_regs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_x86_cet_entry__field_descriptors[2] =
{
  {
    "cet",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86CetEntry, cet),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ssp",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86CetEntry, ssp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_x86_cet_entry__field_indices_by_name[] = {
  0,   /* field[0] = cet */
  1,   /* field[1] = ssp */
};
static const ProtobufCIntRange cr__user_x86_cet_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_x86_cet_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_x86_cet_entry",
  "UserX86CetEntry",
  "Cr__UserX86CetEntry",
  "cr",
  sizeof(Cr__UserX86CetEntry),
  2,
  cr__user_x86_cet_entry__field_descriptors,
  cr__user_x86_cet_entry__field_indices_by_name,
  1,  cr__user_x86_cet_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_x86_cet_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_x86_xsave_entry__field_descriptors[9] =
{
  {
    "xstate_bv",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86XsaveEntry, xstate_bv),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ymmh_space",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__UserX86XsaveEntry, n_ymmh_space),
    offsetof(Cr__UserX86XsaveEntry, ymmh_space),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "bndreg_state",
    3,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserX86XsaveEntry, n_bndreg_state),
    offsetof(Cr__UserX86XsaveEntry, bndreg_state),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "bndcsr_state",
    4,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserX86XsaveEntry, n_bndcsr_state),
    offsetof(Cr__UserX86XsaveEntry, bndcsr_state),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "opmask_reg",
    5,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserX86XsaveEntry, n_opmask_reg),
    offsetof(Cr__UserX86XsaveEntry, opmask_reg),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "zmm_upper",
    6,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserX86XsaveEntry, n_zmm_upper),
    offsetof(Cr__UserX86XsaveEntry, zmm_upper),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "hi16_zmm",
    7,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserX86XsaveEntry, n_hi16_zmm),
    offsetof(Cr__UserX86XsaveEntry, hi16_zmm),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pkru",
    8,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__UserX86XsaveEntry, n_pkru),
    offsetof(Cr__UserX86XsaveEntry, pkru),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cet",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86XsaveEntry, cet),
    &cr__user_x86_cet_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_x86_xsave_entry__field_indices_by_name[] = {
  3,   /* field[3] = bndcsr_state */
  2,   /* field[2] = bndreg_state */
  8,   /* field[8] = cet */
  6,   /* field[6] = hi16_zmm */
  4,   /* field[4] = opmask_reg */
  7,   /* field[7] = pkru */
  0,   /* field[0] = xstate_bv */
  1,   /* field[1] = ymmh_space */
  5,   /* field[5] = zmm_upper */
};
static const ProtobufCIntRange cr__user_x86_xsave_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 9 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_x86_xsave_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_x86_xsave_entry",
  "UserX86XsaveEntry",
  "Cr__UserX86XsaveEntry",
  "cr",
  sizeof(Cr__UserX86XsaveEntry),
  9,
  cr__user_x86_xsave_entry__field_descriptors,
  cr__user_x86_xsave_entry__field_indices_by_name,
  1,  cr__user_x86_xsave_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_x86_xsave_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_x86_fpregs_entry__field_descriptors[12] =
{
  {
    "cwd",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86FpregsEntry, cwd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "swd",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86FpregsEntry, swd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "twd",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86FpregsEntry, twd),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fop",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86FpregsEntry, fop),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rip",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86FpregsEntry, rip),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rdp",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86FpregsEntry, rdp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mxcsr",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86FpregsEntry, mxcsr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "mxcsr_mask",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86FpregsEntry, mxcsr_mask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "st_space",
    9,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__UserX86FpregsEntry, n_st_space),
    offsetof(Cr__UserX86FpregsEntry, st_space),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "xmm_space",
    10,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__UserX86FpregsEntry, n_xmm_space),
    offsetof(Cr__UserX86FpregsEntry, xmm_space),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "padding",
    11,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__UserX86FpregsEntry, n_padding),
    offsetof(Cr__UserX86FpregsEntry, padding),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "xsave",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__UserX86FpregsEntry, xsave),
    &cr__user_x86_xsave_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_x86_fpregs_entry__field_indices_by_name[] = {
  0,   /* field[0] = cwd */
  3,   /* field[3] = fop */
  6,   /* field[6] = mxcsr */
  7,   /* field[7] = mxcsr_mask */
  10,   /* field[10] = padding */
  5,   /* field[5] = rdp */
  4,   /* field[4] = rip */
  8,   /* field[8] = st_space */
  1,   /* field[1] = swd */
  2,   /* field[2] = twd */
  9,   /* field[9] = xmm_space */
  11,   /* field[11] = xsave */
};
static const ProtobufCIntRange cr__user_x86_fpregs_entry__number_ranges[2 + 1] =
{
  { 1, 0 },
  { 13, 11 },
  { 0, 12 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_x86_fpregs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_x86_fpregs_entry",
  "UserX86FpregsEntry",
  "Cr__UserX86FpregsEntry",
  "cr",
  sizeof(Cr__UserX86FpregsEntry),
  12,
  cr__user_x86_fpregs_entry__field_descriptors,
  cr__user_x86_fpregs_entry__field_indices_by_name,
  2,  cr__user_x86_fpregs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_x86_fpregs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const protobuf_c_boolean cr__user_desc_t__read_exec_only__default_value = 1;
static const protobuf_c_boolean cr__user_desc_t__seg_not_present__default_value = 1;
static const ProtobufCFieldDescriptor cr__user_desc_t__field_descriptors[10] =
{
  {
    "entry_number",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserDescT, entry_number),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "base_addr",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserDescT, base_addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "limit",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserDescT, limit),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "seg_32bit",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__UserDescT, seg_32bit),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "contents_h",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__UserDescT, contents_h),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "contents_l",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__UserDescT, contents_l),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "read_exec_only",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__UserDescT, read_exec_only),
    NULL,
    &cr__user_desc_t__read_exec_only__default_value,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "limit_in_pages",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__UserDescT, limit_in_pages),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "seg_not_present",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__UserDescT, seg_not_present),
    NULL,
    &cr__user_desc_t__seg_not_present__default_value,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "usable",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_BOOL,
    0,   /* quantifier_offset */
    offsetof(Cr__UserDescT, usable),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_desc_t__field_indices_by_name[] = {
  1,   /* field[1] = base_addr */
  4,   /* field[4] = contents_h */
  5,   /* field[5] = contents_l */
  0,   /* field[0] = entry_number */
  2,   /* field[2] = limit */
  7,   /* field[7] = limit_in_pages */
  6,   /* field[6] = read_exec_only */
  3,   /* field[3] = seg_32bit */
  8,   /* field[8] = seg_not_present */
  9,   /* field[9] = usable */
};
static const ProtobufCIntRange cr__user_desc_t__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 10 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_desc_t__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_desc_t",
  "UserDescT",
  "Cr__UserDescT",
  "cr",
  sizeof(Cr__UserDescT),
  10,
  cr__user_desc_t__field_descriptors,
  cr__user_desc_t__field_indices_by_name,
  1,  cr__user_desc_t__number_ranges,
  (ProtobufCMessageInit) cr__user_desc_t__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__thread_info_x86__field_descriptors[4] =
{
  {
    "clear_tid_addr",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoX86, clear_tid_addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gpregs",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoX86, gpregs),
    &cr__user_x86_regs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpregs",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoX86, fpregs),
    &cr__user_x86_fpregs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tls",
    4,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__ThreadInfoX86, n_tls),
    offsetof(Cr__ThreadInfoX86, tls),
    &cr__user_desc_t__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__thread_info_x86__field_indices_by_name[] = {
  0,   /* field[0] = clear_tid_addr */
  2,   /* field[2] = fpregs */
  1,   /* field[1] = gpregs */
  3,   /* field[3] = tls */
};
static const ProtobufCIntRange cr__thread_info_x86__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__thread_info_x86__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.thread_info_x86",
  "ThreadInfoX86",
  "Cr__ThreadInfoX86",
  "cr",
  sizeof(Cr__ThreadInfoX86),
  4,
  cr__thread_info_x86__field_descriptors,
  cr__thread_info_x86__field_indices_by_name,
  1,  cr__thread_info_x86__number_ranges,
  (ProtobufCMessageInit) cr__thread_info_x86__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_aarch64_regs_entry__field_descriptors[4] =
{
  {
    "regs",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserAarch64RegsEntry, n_regs),
    offsetof(Cr__UserAarch64RegsEntry, regs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sp",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserAarch64RegsEntry, sp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pc",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserAarch64RegsEntry, pc),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pstate",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserAarch64RegsEntry, pstate),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_aarch64_regs_entry__field_indices_by_name[] = {
  2,   /* field[2] = pc */
  3,   /* field[3] = pstate */
  0,   /* field[0] = regs */
  1,   /* field[1] = sp */
};
static const ProtobufCIntRange cr__user_aarch64_regs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_aarch64_regs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_aarch64_regs_entry",
  "UserAarch64RegsEntry",
  "Cr__UserAarch64RegsEntry",
  "cr",
  sizeof(Cr__UserAarch64RegsEntry),
  4,
  cr__user_aarch64_regs_entry__field_descriptors,
  cr__user_aarch64_regs_entry__field_indices_by_name,
  1,  cr__user_aarch64_regs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_aarch64_regs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_aarch64_fpsimd_context_entry__field_descriptors[3] =
{
  {
    "vregs",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserAarch64FpsimdContextEntry, n_vregs),
    offsetof(Cr__UserAarch64FpsimdContextEntry, vregs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpsr",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserAarch64FpsimdContextEntry, fpsr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpcr",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserAarch64FpsimdContextEntry, fpcr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_aarch64_fpsimd_context_entry__field_indices_by_name[] = {
  2,   /* field[2] = fpcr */
  1,   /* field[1] = fpsr */
  0,   /* field[0] = vregs */
};
static const ProtobufCIntRange cr__user_aarch64_fpsimd_context_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_aarch64_fpsimd_context_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_aarch64_fpsimd_context_entry",
  "UserAarch64FpsimdContextEntry",
  "Cr__UserAarch64FpsimdContextEntry",
  "cr",
  sizeof(Cr__UserAarch64FpsimdContextEntry),
  3,
  cr__user_aarch64_fpsimd_context_entry__field_descriptors,
  cr__user_aarch64_fpsimd_context_entry__field_indices_by_name,
  1,  cr__user_aarch64_fpsimd_context_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_aarch64_fpsimd_context_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__pac_address_keys__field_descriptors[9] =
{
  {
    "apiakey_lo",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PacAddressKeys, apiakey_lo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "apiakey_hi",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PacAddressKeys, apiakey_hi),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "apibkey_lo",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PacAddressKeys, apibkey_lo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "apibkey_hi",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PacAddressKeys, apibkey_hi),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "apdakey_lo",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PacAddressKeys, apdakey_lo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "apdakey_hi",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PacAddressKeys, apdakey_hi),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "apdbkey_lo",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PacAddressKeys, apdbkey_lo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "apdbkey_hi",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PacAddressKeys, apdbkey_hi),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pac_enabled_key",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PacAddressKeys, pac_enabled_key),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__pac_address_keys__field_indices_by_name[] = {
  5,   /* field[5] = apdakey_hi */
  4,   /* field[4] = apdakey_lo */
  7,   /* field[7] = apdbkey_hi */
  6,   /* field[6] = apdbkey_lo */
  1,   /* field[1] = apiakey_hi */
  0,   /* field[0] = apiakey_lo */
  3,   /* field[3] = apibkey_hi */
  2,   /* field[2] = apibkey_lo */
  8,   /* field[8] = pac_enabled_key */
};
static const ProtobufCIntRange cr__pac_address_keys__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 9 }
};
CR_GEN const ProtobufCMessageDescriptor cr__pac_address_keys__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.pac_address_keys",
  "PacAddressKeys",
  "Cr__PacAddressKeys",
  "cr",
  sizeof(Cr__PacAddressKeys),
  9,
  cr__pac_address_keys__field_descriptors,
  cr__pac_address_keys__field_indices_by_name,
  1,  cr__pac_address_keys__number_ranges,
  (ProtobufCMessageInit) cr__pac_address_keys__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__pac_generic_keys__field_descriptors[2] =
{
  {
    "apgakey_lo",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PacGenericKeys, apgakey_lo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "apgakey_hi",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__PacGenericKeys, apgakey_hi),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__pac_generic_keys__field_indices_by_name[] = {
  1,   /* field[1] = apgakey_hi */
  0,   /* field[0] = apgakey_lo */
};
static const ProtobufCIntRange cr__pac_generic_keys__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__pac_generic_keys__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.pac_generic_keys",
  "PacGenericKeys",
  "Cr__PacGenericKeys",
  "cr",
  sizeof(Cr__PacGenericKeys),
  2,
  cr__pac_generic_keys__field_descriptors,
  cr__pac_generic_keys__field_indices_by_name,
  1,  cr__pac_generic_keys__number_ranges,
  (ProtobufCMessageInit) cr__pac_generic_keys__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__pac_keys__field_descriptors[2] =
{
  {
    "pac_address_keys",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__PacKeys, pac_address_keys),
    &cr__pac_address_keys__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pac_generic_keys",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__PacKeys, pac_generic_keys),
    &cr__pac_generic_keys__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__pac_keys__field_indices_by_name[] = {
  0,   /* field[0] = pac_address_keys */
  1,   /* field[1] = pac_generic_keys */
};
static const ProtobufCIntRange cr__pac_keys__number_ranges[1 + 1] =
{
  { 6, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__pac_keys__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.pac_keys",
  "PacKeys",
  "Cr__PacKeys",
  "cr",
  sizeof(Cr__PacKeys),
  2,
  cr__pac_keys__field_descriptors,
  cr__pac_keys__field_indices_by_name,
  1,  cr__pac_keys__number_ranges,
  (ProtobufCMessageInit) cr__pac_keys__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__thread_info_aarch64__field_descriptors[5] =
{
  {
    "clear_tid_addr",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoAarch64, clear_tid_addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tls",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoAarch64, tls),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gpregs",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoAarch64, gpregs),
    &cr__user_aarch64_regs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpsimd",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoAarch64, fpsimd),
    &cr__user_aarch64_fpsimd_context_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pac_keys",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoAarch64, pac_keys),
    &cr__pac_keys__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__thread_info_aarch64__field_indices_by_name[] = {
  0,   /* field[0] = clear_tid_addr */
  3,   /* field[3] = fpsimd */
  2,   /* field[2] = gpregs */
  4,   /* field[4] = pac_keys */
  1,   /* field[1] = tls */
};
static const ProtobufCIntRange cr__thread_info_aarch64__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__thread_info_aarch64__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.thread_info_aarch64",
  "ThreadInfoAarch64",
  "Cr__ThreadInfoAarch64",
  "cr",
  sizeof(Cr__ThreadInfoAarch64),
  5,
  cr__thread_info_aarch64__field_descriptors,
  cr__thread_info_aarch64__field_indices_by_name,
  1,  cr__thread_info_aarch64__number_ranges,
  (ProtobufCMessageInit) cr__thread_info_aarch64__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_arm_regs_entry__field_descriptors[18] =
{
  {
    "r0",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, r0),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r1",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, r1),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r2",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, r2),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r3",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, r3),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r4",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, r4),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r5",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, r5),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r6",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, r6),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r7",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, r7),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r8",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, r8),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r9",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, r9),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r10",
    11,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, r10),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fp",
    12,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, fp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ip",
    13,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, ip),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sp",
    14,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, sp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "lr",
    15,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, lr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pc",
    16,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, pc),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cpsr",
    17,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, cpsr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "orig_r0",
    18,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmRegsEntry, orig_r0),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_arm_regs_entry__field_indices_by_name[] = {
  16,   /* field[16] = cpsr */
  11,   /* field[11] = fp */
  12,   /* field[12] = ip */
  14,   /* field[14] = lr */
  17,   /* field[17] = orig_r0 */
  15,   /* field[15] = pc */
  0,   /* field[0] = r0 */
  1,   /* field[1] = r1 */
  10,   /* field[10] = r10 */
  2,   /* field[2] = r2 */
  3,   /* field[3] = r3 */
  4,   /* field[4] = r4 */
  5,   /* field[5] = r5 */
  6,   /* field[6] = r6 */
  7,   /* field[7] = r7 */
  8,   /* field[8] = r8 */
  9,   /* field[9] = r9 */
  13,   /* field[13] = sp */
};
static const ProtobufCIntRange cr__user_arm_regs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 18 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_arm_regs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_arm_regs_entry",
  "UserArmRegsEntry",
  "Cr__UserArmRegsEntry",
  "cr",
  sizeof(Cr__UserArmRegsEntry),
  18,
  cr__user_arm_regs_entry__field_descriptors,
  cr__user_arm_regs_entry__field_indices_by_name,
  1,  cr__user_arm_regs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_arm_regs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_arm_vfpstate_entry__field_descriptors[5] =
{
  {
    "vfp_regs",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserArmVfpstateEntry, n_vfp_regs),
    offsetof(Cr__UserArmVfpstateEntry, vfp_regs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpscr",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmVfpstateEntry, fpscr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpexc",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmVfpstateEntry, fpexc),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpinst",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmVfpstateEntry, fpinst),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpinst2",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserArmVfpstateEntry, fpinst2),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_arm_vfpstate_entry__field_indices_by_name[] = {
  2,   /* field[2] = fpexc */
  3,   /* field[3] = fpinst */
  4,   /* field[4] = fpinst2 */
  1,   /* field[1] = fpscr */
  0,   /* field[0] = vfp_regs */
};
static const ProtobufCIntRange cr__user_arm_vfpstate_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 5 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_arm_vfpstate_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_arm_vfpstate_entry",
  "UserArmVfpstateEntry",
  "Cr__UserArmVfpstateEntry",
  "cr",
  sizeof(Cr__UserArmVfpstateEntry),
  5,
  cr__user_arm_vfpstate_entry__field_descriptors,
  cr__user_arm_vfpstate_entry__field_indices_by_name,
  1,  cr__user_arm_vfpstate_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_arm_vfpstate_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__thread_info_arm__field_descriptors[4] =
{
  {
    "clear_tid_addr",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoArm, clear_tid_addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tls",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoArm, tls),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gpregs",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoArm, gpregs),
    &cr__user_arm_regs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpstate",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoArm, fpstate),
    &cr__user_arm_vfpstate_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__thread_info_arm__field_indices_by_name[] = {
  0,   /* field[0] = clear_tid_addr */
  3,   /* field[3] = fpstate */
  2,   /* field[2] = gpregs */
  1,   /* field[1] = tls */
};
static const ProtobufCIntRange cr__thread_info_arm__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__thread_info_arm__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.thread_info_arm",
  "ThreadInfoArm",
  "Cr__ThreadInfoArm",
  "cr",
  sizeof(Cr__ThreadInfoArm),
  4,
  cr__thread_info_arm__field_descriptors,
  cr__thread_info_arm__field_indices_by_name,
  1,  cr__thread_info_arm__number_ranges,
  (ProtobufCMessageInit) cr__thread_info_arm__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_loongarch64_gpregs_entry__field_descriptors[2] =
{
  {
    "regs",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserLoongarch64GpregsEntry, n_regs),
    offsetof(Cr__UserLoongarch64GpregsEntry, regs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pc",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserLoongarch64GpregsEntry, pc),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_loongarch64_gpregs_entry__field_indices_by_name[] = {
  1,   /* field[1] = pc */
  0,   /* field[0] = regs */
};
static const ProtobufCIntRange cr__user_loongarch64_gpregs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_loongarch64_gpregs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_loongarch64_gpregs_entry",
  "UserLoongarch64GpregsEntry",
  "Cr__UserLoongarch64GpregsEntry",
  "cr",
  sizeof(Cr__UserLoongarch64GpregsEntry),
  2,
  cr__user_loongarch64_gpregs_entry__field_descriptors,
  cr__user_loongarch64_gpregs_entry__field_indices_by_name,
  1,  cr__user_loongarch64_gpregs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_loongarch64_gpregs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_loongarch64_fpregs_entry__field_descriptors[3] =
{
  {
    "regs",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserLoongarch64FpregsEntry, n_regs),
    offsetof(Cr__UserLoongarch64FpregsEntry, regs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fcc",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserLoongarch64FpregsEntry, fcc),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fcsr",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserLoongarch64FpregsEntry, fcsr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_loongarch64_fpregs_entry__field_indices_by_name[] = {
  1,   /* field[1] = fcc */
  2,   /* field[2] = fcsr */
  0,   /* field[0] = regs */
};
static const ProtobufCIntRange cr__user_loongarch64_fpregs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_loongarch64_fpregs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_loongarch64_fpregs_entry",
  "UserLoongarch64FpregsEntry",
  "Cr__UserLoongarch64FpregsEntry",
  "cr",
  sizeof(Cr__UserLoongarch64FpregsEntry),
  3,
  cr__user_loongarch64_fpregs_entry__field_descriptors,
  cr__user_loongarch64_fpregs_entry__field_indices_by_name,
  1,  cr__user_loongarch64_fpregs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_loongarch64_fpregs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__thread_info_loongarch64__field_descriptors[4] =
{
  {
    "clear_tid_addr",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoLoongarch64, clear_tid_addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tls",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoLoongarch64, tls),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gpregs",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoLoongarch64, gpregs),
    &cr__user_loongarch64_gpregs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpregs",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoLoongarch64, fpregs),
    &cr__user_loongarch64_fpregs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__thread_info_loongarch64__field_indices_by_name[] = {
  0,   /* field[0] = clear_tid_addr */
  3,   /* field[3] = fpregs */
  2,   /* field[2] = gpregs */
  1,   /* field[1] = tls */
};
static const ProtobufCIntRange cr__thread_info_loongarch64__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__thread_info_loongarch64__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.thread_info_loongarch64",
  "ThreadInfoLoongarch64",
  "Cr__ThreadInfoLoongarch64",
  "cr",
  sizeof(Cr__ThreadInfoLoongarch64),
  4,
  cr__thread_info_loongarch64__field_descriptors,
  cr__thread_info_loongarch64__field_indices_by_name,
  1,  cr__thread_info_loongarch64__number_ranges,
  (ProtobufCMessageInit) cr__thread_info_loongarch64__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_mips_regs_entry__field_descriptors[38] =
{
  {
    "r0",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r0),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r1",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r1),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r2",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r2),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r3",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r3),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r4",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r4),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r5",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r5),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r6",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r6),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r7",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r7),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r8",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r8),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r9",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r9),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r10",
    11,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r10),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r11",
    12,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r11),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r12",
    13,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r12),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r13",
    14,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r13),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r14",
    15,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r14),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r15",
    16,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r15),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r16",
    17,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r16),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r17",
    18,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r17),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r18",
    19,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r18),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r19",
    20,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r19),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r20",
    21,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r20),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r21",
    22,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r21),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r22",
    23,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r22),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r23",
    24,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r23),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r24",
    25,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r24),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r25",
    26,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r25),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r26",
    27,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r26),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r27",
    28,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r27),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r28",
    29,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r28),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r29",
    30,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r29),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r30",
    31,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r30),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r31",
    32,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, r31),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "lo",
    33,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, lo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "hi",
    34,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, hi),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cp0_epc",
    35,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, cp0_epc),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cp0_badvaddr",
    36,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, cp0_badvaddr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cp0_status",
    37,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, cp0_status),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cp0_cause",
    38,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsRegsEntry, cp0_cause),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_mips_regs_entry__field_indices_by_name[] = {
  35,   /* field[35] = cp0_badvaddr */
  37,   /* field[37] = cp0_cause */
  34,   /* field[34] = cp0_epc */
  36,   /* field[36] = cp0_status */
  33,   /* field[33] = hi */
  32,   /* field[32] = lo */
  0,   /* field[0] = r0 */
  1,   /* field[1] = r1 */
  10,   /* field[10] = r10 */
  11,   /* field[11] = r11 */
  12,   /* field[12] = r12 */
  13,   /* field[13] = r13 */
  14,   /* field[14] = r14 */
  15,   /* field[15] = r15 */
  16,   /* field[16] = r16 */
  17,   /* field[17] = r17 */
  18,   /* field[18] = r18 */
  19,   /* field[19] = r19 */
  2,   /* field[2] = r2 */
  20,   /* field[20] = r20 */
  21,   /* field[21] = r21 */
  22,   /* field[22] = r22 */
  23,   /* field[23] = r23 */
  24,   /* field[24] = r24 */
  25,   /* field[25] = r25 */
  26,   /* field[26] = r26 */
  27,   /* field[27] = r27 */
  28,   /* field[28] = r28 */
  29,   /* field[29] = r29 */
  3,   /* field[3] = r3 */
  30,   /* field[30] = r30 */
  31,   /* field[31] = r31 */
  4,   /* field[4] = r4 */
  5,   /* field[5] = r5 */
  6,   /* field[6] = r6 */
  7,   /* field[7] = r7 */
  8,   /* field[8] = r8 */
  9,   /* field[9] = r9 */
};
static const ProtobufCIntRange cr__user_mips_regs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 38 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_mips_regs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_mips_regs_entry",
  "UserMipsRegsEntry",
  "Cr__UserMipsRegsEntry",
  "cr",
  sizeof(Cr__UserMipsRegsEntry),
  38,
  cr__user_mips_regs_entry__field_descriptors,
  cr__user_mips_regs_entry__field_indices_by_name,
  1,  cr__user_mips_regs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_mips_regs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_mips_fpregs_entry__field_descriptors[36] =
{
  {
    "r0",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r0),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r1",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r1),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r2",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r2),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r3",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r3),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r4",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r4),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r5",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r5),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r6",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r6),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r7",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r7),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r8",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r8),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r9",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r9),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r10",
    11,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r10),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r11",
    12,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r11),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r12",
    13,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r12),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r13",
    14,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r13),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r14",
    15,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r14),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r15",
    16,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r15),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r16",
    17,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r16),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r17",
    18,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r17),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r18",
    19,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r18),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r19",
    20,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r19),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r20",
    21,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r20),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r21",
    22,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r21),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r22",
    23,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r22),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r23",
    24,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r23),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r24",
    25,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r24),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r25",
    26,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r25),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r26",
    27,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r26),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r27",
    28,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r27),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r28",
    29,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r28),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r29",
    30,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r29),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r30",
    31,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r30),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "r31",
    32,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, r31),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "lo",
    33,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, lo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "hi",
    34,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, hi),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpu_fcr31",
    35,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, fpu_fcr31),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpu_id",
    36,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserMipsFpregsEntry, fpu_id),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_mips_fpregs_entry__field_indices_by_name[] = {
  34,   /* field[34] = fpu_fcr31 */
  35,   /* field[35] = fpu_id */
  33,   /* field[33] = hi */
  32,   /* field[32] = lo */
  0,   /* field[0] = r0 */
  1,   /* field[1] = r1 */
  10,   /* field[10] = r10 */
  11,   /* field[11] = r11 */
  12,   /* field[12] = r12 */
  13,   /* field[13] = r13 */
  14,   /* field[14] = r14 */
  15,   /* field[15] = r15 */
  16,   /* field[16] = r16 */
  17,   /* field[17] = r17 */
  18,   /* field[18] = r18 */
  19,   /* field[19] = r19 */
  2,   /* field[2] = r2 */
  20,   /* field[20] = r20 */
  21,   /* field[21] = r21 */
  22,   /* field[22] = r22 */
  23,   /* field[23] = r23 */
  24,   /* field[24] = r24 */
  25,   /* field[25] = r25 */
  26,   /* field[26] = r26 */
  27,   /* field[27] = r27 */
  28,   /* field[28] = r28 */
  29,   /* field[29] = r29 */
  3,   /* field[3] = r3 */
  30,   /* field[30] = r30 */
  31,   /* field[31] = r31 */
  4,   /* field[4] = r4 */
  5,   /* field[5] = r5 */
  6,   /* field[6] = r6 */
  7,   /* field[7] = r7 */
  8,   /* field[8] = r8 */
  9,   /* field[9] = r9 */
};
static const ProtobufCIntRange cr__user_mips_fpregs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 36 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_mips_fpregs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_mips_fpregs_entry",
  "UserMipsFpregsEntry",
  "Cr__UserMipsFpregsEntry",
  "cr",
  sizeof(Cr__UserMipsFpregsEntry),
  36,
  cr__user_mips_fpregs_entry__field_descriptors,
  cr__user_mips_fpregs_entry__field_indices_by_name,
  1,  cr__user_mips_fpregs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_mips_fpregs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__thread_info_mips__field_descriptors[4] =
{
  {
    "clear_tid_addr",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoMips, clear_tid_addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tls",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoMips, tls),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gpregs",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoMips, gpregs),
    &cr__user_mips_regs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpregs",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoMips, fpregs),
    &cr__user_mips_fpregs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__thread_info_mips__field_indices_by_name[] = {
  0,   /* field[0] = clear_tid_addr */
  3,   /* field[3] = fpregs */
  2,   /* field[2] = gpregs */
  1,   /* field[1] = tls */
};
static const ProtobufCIntRange cr__thread_info_mips__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__thread_info_mips__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.thread_info_mips",
  "ThreadInfoMips",
  "Cr__ThreadInfoMips",
  "cr",
  sizeof(Cr__ThreadInfoMips),
  4,
  cr__thread_info_mips__field_descriptors,
  cr__thread_info_mips__field_indices_by_name,
  1,  cr__thread_info_mips__number_ranges,
  (ProtobufCMessageInit) cr__thread_info_mips__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_ppc64_regs_entry__field_descriptors[12] =
{
  {
    "gpr",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserPpc64RegsEntry, n_gpr),
    offsetof(Cr__UserPpc64RegsEntry, gpr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "nip",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64RegsEntry, nip),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "msr",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64RegsEntry, msr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "orig_gpr3",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64RegsEntry, orig_gpr3),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ctr",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64RegsEntry, ctr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "link",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64RegsEntry, link),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "xer",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64RegsEntry, xer),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ccr",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64RegsEntry, ccr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "trap",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64RegsEntry, trap),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "texasr",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserPpc64RegsEntry, has_texasr),
    offsetof(Cr__UserPpc64RegsEntry, texasr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tfhar",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserPpc64RegsEntry, has_tfhar),
    offsetof(Cr__UserPpc64RegsEntry, tfhar),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tfiar",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserPpc64RegsEntry, has_tfiar),
    offsetof(Cr__UserPpc64RegsEntry, tfiar),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_ppc64_regs_entry__field_indices_by_name[] = {
  7,   /* field[7] = ccr */
  4,   /* field[4] = ctr */
  0,   /* field[0] = gpr */
  5,   /* field[5] = link */
  2,   /* field[2] = msr */
  1,   /* field[1] = nip */
  3,   /* field[3] = orig_gpr3 */
  9,   /* field[9] = texasr */
  10,   /* field[10] = tfhar */
  11,   /* field[11] = tfiar */
  8,   /* field[8] = trap */
  6,   /* field[6] = xer */
};
static const ProtobufCIntRange cr__user_ppc64_regs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 12 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_ppc64_regs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_ppc64_regs_entry",
  "UserPpc64RegsEntry",
  "Cr__UserPpc64RegsEntry",
  "cr",
  sizeof(Cr__UserPpc64RegsEntry),
  12,
  cr__user_ppc64_regs_entry__field_descriptors,
  cr__user_ppc64_regs_entry__field_indices_by_name,
  1,  cr__user_ppc64_regs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_ppc64_regs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_ppc64_fpstate_entry__field_descriptors[1] =
{
  {
    "fpregs",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserPpc64FpstateEntry, n_fpregs),
    offsetof(Cr__UserPpc64FpstateEntry, fpregs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_ppc64_fpstate_entry__field_indices_by_name[] = {
  0,   /* field[0] = fpregs */
};
static const ProtobufCIntRange cr__user_ppc64_fpstate_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_ppc64_fpstate_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_ppc64_fpstate_entry",
  "UserPpc64FpstateEntry",
  "Cr__UserPpc64FpstateEntry",
  "cr",
  sizeof(Cr__UserPpc64FpstateEntry),
  1,
  cr__user_ppc64_fpstate_entry__field_descriptors,
  cr__user_ppc64_fpstate_entry__field_indices_by_name,
  1,  cr__user_ppc64_fpstate_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_ppc64_fpstate_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_ppc64_vrstate_entry__field_descriptors[2] =
{
  {
    "vrregs",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserPpc64VrstateEntry, n_vrregs),
    offsetof(Cr__UserPpc64VrstateEntry, vrregs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vrsave",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64VrstateEntry, vrsave),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_ppc64_vrstate_entry__field_indices_by_name[] = {
  0,   /* field[0] = vrregs */
  1,   /* field[1] = vrsave */
};
static const ProtobufCIntRange cr__user_ppc64_vrstate_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_ppc64_vrstate_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_ppc64_vrstate_entry",
  "UserPpc64VrstateEntry",
  "Cr__UserPpc64VrstateEntry",
  "cr",
  sizeof(Cr__UserPpc64VrstateEntry),
  2,
  cr__user_ppc64_vrstate_entry__field_descriptors,
  cr__user_ppc64_vrstate_entry__field_indices_by_name,
  1,  cr__user_ppc64_vrstate_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_ppc64_vrstate_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_ppc64_vsxstate_entry__field_descriptors[1] =
{
  {
    "vsxregs",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserPpc64VsxstateEntry, n_vsxregs),
    offsetof(Cr__UserPpc64VsxstateEntry, vsxregs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_ppc64_vsxstate_entry__field_indices_by_name[] = {
  0,   /* field[0] = vsxregs */
};
static const ProtobufCIntRange cr__user_ppc64_vsxstate_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_ppc64_vsxstate_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_ppc64_vsxstate_entry",
  "UserPpc64VsxstateEntry",
  "Cr__UserPpc64VsxstateEntry",
  "cr",
  sizeof(Cr__UserPpc64VsxstateEntry),
  1,
  cr__user_ppc64_vsxstate_entry__field_descriptors,
  cr__user_ppc64_vsxstate_entry__field_indices_by_name,
  1,  cr__user_ppc64_vsxstate_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_ppc64_vsxstate_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_ppc64_tm_regs_entry__field_descriptors[4] =
{
  {
    "gpregs",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64TmRegsEntry, gpregs),
    &cr__user_ppc64_regs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpstate",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64TmRegsEntry, fpstate),
    &cr__user_ppc64_fpstate_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vrstate",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64TmRegsEntry, vrstate),
    &cr__user_ppc64_vrstate_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vsxstate",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__UserPpc64TmRegsEntry, vsxstate),
    &cr__user_ppc64_vsxstate_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_ppc64_tm_regs_entry__field_indices_by_name[] = {
  1,   /* field[1] = fpstate */
  0,   /* field[0] = gpregs */
  2,   /* field[2] = vrstate */
  3,   /* field[3] = vsxstate */
};
static const ProtobufCIntRange cr__user_ppc64_tm_regs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_ppc64_tm_regs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_ppc64_tm_regs_entry",
  "UserPpc64TmRegsEntry",
  "Cr__UserPpc64TmRegsEntry",
  "cr",
  sizeof(Cr__UserPpc64TmRegsEntry),
  4,
  cr__user_ppc64_tm_regs_entry__field_descriptors,
  cr__user_ppc64_tm_regs_entry__field_indices_by_name,
  1,  cr__user_ppc64_tm_regs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_ppc64_tm_regs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__thread_info_ppc64__field_descriptors[6] =
{
  {
    "clear_tid_addr",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoPpc64, clear_tid_addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gpregs",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoPpc64, gpregs),
    &cr__user_ppc64_regs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpstate",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoPpc64, fpstate),
    &cr__user_ppc64_fpstate_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vrstate",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoPpc64, vrstate),
    &cr__user_ppc64_vrstate_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vsxstate",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoPpc64, vsxstate),
    &cr__user_ppc64_vsxstate_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tmstate",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoPpc64, tmstate),
    &cr__user_ppc64_tm_regs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__thread_info_ppc64__field_indices_by_name[] = {
  0,   /* field[0] = clear_tid_addr */
  2,   /* field[2] = fpstate */
  1,   /* field[1] = gpregs */
  5,   /* field[5] = tmstate */
  3,   /* field[3] = vrstate */
  4,   /* field[4] = vsxstate */
};
static const ProtobufCIntRange cr__thread_info_ppc64__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 6 }
};
CR_GEN const ProtobufCMessageDescriptor cr__thread_info_ppc64__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.thread_info_ppc64",
  "ThreadInfoPpc64",
  "Cr__ThreadInfoPpc64",
  "cr",
  sizeof(Cr__ThreadInfoPpc64),
  6,
  cr__thread_info_ppc64__field_descriptors,
  cr__thread_info_ppc64__field_indices_by_name,
  1,  cr__thread_info_ppc64__number_ranges,
  (ProtobufCMessageInit) cr__thread_info_ppc64__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_riscv64_regs_entry__field_descriptors[32] =
{
  {
    "pc",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, pc),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ra",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, ra),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sp",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, sp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gp",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, gp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tp",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, tp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "t0",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, t0),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "t1",
    7,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, t1),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "t2",
    8,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, t2),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s0",
    9,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, s0),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s1",
    10,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, s1),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "a0",
    11,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, a0),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "a1",
    12,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, a1),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "a2",
    13,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, a2),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "a3",
    14,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, a3),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "a4",
    15,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, a4),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "a5",
    16,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, a5),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "a6",
    17,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, a6),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "a7",
    18,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, a7),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s2",
    19,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, s2),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s3",
    20,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, s3),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s4",
    21,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, s4),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s5",
    22,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, s5),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s6",
    23,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, s6),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s7",
    24,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, s7),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s8",
    25,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, s8),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s9",
    26,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, s9),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s10",
    27,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, s10),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "s11",
    28,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, s11),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "t3",
    29,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, t3),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "t4",
    30,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, t4),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "t5",
    31,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, t5),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "t6",
    32,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64RegsEntry, t6),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_riscv64_regs_entry__field_indices_by_name[] = {
  10,   /* field[10] = a0 */
  11,   /* field[11] = a1 */
  12,   /* field[12] = a2 */
  13,   /* field[13] = a3 */
  14,   /* field[14] = a4 */
  15,   /* field[15] = a5 */
  16,   /* field[16] = a6 */
  17,   /* field[17] = a7 */
  3,   /* field[3] = gp */
  0,   /* field[0] = pc */
  1,   /* field[1] = ra */
  8,   /* field[8] = s0 */
  9,   /* field[9] = s1 */
  26,   /* field[26] = s10 */
  27,   /* field[27] = s11 */
  18,   /* field[18] = s2 */
  19,   /* field[19] = s3 */
  20,   /* field[20] = s4 */
  21,   /* field[21] = s5 */
  22,   /* field[22] = s6 */
  23,   /* field[23] = s7 */
  24,   /* field[24] = s8 */
  25,   /* field[25] = s9 */
  2,   /* field[2] = sp */
  5,   /* field[5] = t0 */
  6,   /* field[6] = t1 */
  7,   /* field[7] = t2 */
  28,   /* field[28] = t3 */
  29,   /* field[29] = t4 */
  30,   /* field[30] = t5 */
  31,   /* field[31] = t6 */
  4,   /* field[4] = tp */
};
static const ProtobufCIntRange cr__user_riscv64_regs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 32 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_riscv64_regs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_riscv64_regs_entry",
  "UserRiscv64RegsEntry",
  "Cr__UserRiscv64RegsEntry",
  "cr",
  sizeof(Cr__UserRiscv64RegsEntry),
  32,
  cr__user_riscv64_regs_entry__field_descriptors,
  cr__user_riscv64_regs_entry__field_indices_by_name,
  1,  cr__user_riscv64_regs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_riscv64_regs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_riscv64_d_ext_entry__field_descriptors[2] =
{
  {
    "f",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserRiscv64DExtEntry, n_f),
    offsetof(Cr__UserRiscv64DExtEntry, f),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fcsr",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserRiscv64DExtEntry, fcsr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_riscv64_d_ext_entry__field_indices_by_name[] = {
  0,   /* field[0] = f */
  1,   /* field[1] = fcsr */
};
static const ProtobufCIntRange cr__user_riscv64_d_ext_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_riscv64_d_ext_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_riscv64_d_ext_entry",
  "UserRiscv64DExtEntry",
  "Cr__UserRiscv64DExtEntry",
  "cr",
  sizeof(Cr__UserRiscv64DExtEntry),
  2,
  cr__user_riscv64_d_ext_entry__field_descriptors,
  cr__user_riscv64_d_ext_entry__field_indices_by_name,
  1,  cr__user_riscv64_d_ext_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_riscv64_d_ext_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__thread_info_riscv64__field_descriptors[4] =
{
  {
    "clear_tid_addr",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoRiscv64, clear_tid_addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tls",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoRiscv64, tls),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gpregs",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoRiscv64, gpregs),
    &cr__user_riscv64_regs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpsimd",
    4,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoRiscv64, fpsimd),
    &cr__user_riscv64_d_ext_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__thread_info_riscv64__field_indices_by_name[] = {
  0,   /* field[0] = clear_tid_addr */
  3,   /* field[3] = fpsimd */
  2,   /* field[2] = gpregs */
  1,   /* field[1] = tls */
};
static const ProtobufCIntRange cr__thread_info_riscv64__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 4 }
};
CR_GEN const ProtobufCMessageDescriptor cr__thread_info_riscv64__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.thread_info_riscv64",
  "ThreadInfoRiscv64",
  "Cr__ThreadInfoRiscv64",
  "cr",
  sizeof(Cr__ThreadInfoRiscv64),
  4,
  cr__thread_info_riscv64__field_descriptors,
  cr__thread_info_riscv64__field_indices_by_name,
  1,  cr__thread_info_riscv64__number_ranges,
  (ProtobufCMessageInit) cr__thread_info_riscv64__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_s390_regs_entry__field_descriptors[6] =
{
  {
    "psw_mask",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserS390RegsEntry, psw_mask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "psw_addr",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserS390RegsEntry, psw_addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gprs",
    3,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserS390RegsEntry, n_gprs),
    offsetof(Cr__UserS390RegsEntry, gprs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "acrs",
    4,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__UserS390RegsEntry, n_acrs),
    offsetof(Cr__UserS390RegsEntry, acrs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "orig_gpr2",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__UserS390RegsEntry, orig_gpr2),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "system_call",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserS390RegsEntry, system_call),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_s390_regs_entry__field_indices_by_name[] = {
  3,   /* field[3] = acrs */
  2,   /* field[2] = gprs */
  4,   /* field[4] = orig_gpr2 */
  1,   /* field[1] = psw_addr */
  0,   /* field[0] = psw_mask */
  5,   /* field[5] = system_call */
};
static const ProtobufCIntRange cr__user_s390_regs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 6 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_s390_regs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_s390_regs_entry",
  "UserS390RegsEntry",
  "Cr__UserS390RegsEntry",
  "cr",
  sizeof(Cr__UserS390RegsEntry),
  6,
  cr__user_s390_regs_entry__field_descriptors,
  cr__user_s390_regs_entry__field_indices_by_name,
  1,  cr__user_s390_regs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_s390_regs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_s390_vxrs_low_entry__field_descriptors[1] =
{
  {
    "regs",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserS390VxrsLowEntry, n_regs),
    offsetof(Cr__UserS390VxrsLowEntry, regs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_s390_vxrs_low_entry__field_indices_by_name[] = {
  0,   /* field[0] = regs */
};
static const ProtobufCIntRange cr__user_s390_vxrs_low_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_s390_vxrs_low_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_s390_vxrs_low_entry",
  "UserS390VxrsLowEntry",
  "Cr__UserS390VxrsLowEntry",
  "cr",
  sizeof(Cr__UserS390VxrsLowEntry),
  1,
  cr__user_s390_vxrs_low_entry__field_descriptors,
  cr__user_s390_vxrs_low_entry__field_indices_by_name,
  1,  cr__user_s390_vxrs_low_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_s390_vxrs_low_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_s390_vxrs_high_entry__field_descriptors[1] =
{
  {
    "regs",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserS390VxrsHighEntry, n_regs),
    offsetof(Cr__UserS390VxrsHighEntry, regs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_s390_vxrs_high_entry__field_indices_by_name[] = {
  0,   /* field[0] = regs */
};
static const ProtobufCIntRange cr__user_s390_vxrs_high_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_s390_vxrs_high_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_s390_vxrs_high_entry",
  "UserS390VxrsHighEntry",
  "Cr__UserS390VxrsHighEntry",
  "cr",
  sizeof(Cr__UserS390VxrsHighEntry),
  1,
  cr__user_s390_vxrs_high_entry__field_descriptors,
  cr__user_s390_vxrs_high_entry__field_indices_by_name,
  1,  cr__user_s390_vxrs_high_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_s390_vxrs_high_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_s390_fpregs_entry__field_descriptors[2] =
{
  {
    "fpc",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserS390FpregsEntry, fpc),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fprs",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserS390FpregsEntry, n_fprs),
    offsetof(Cr__UserS390FpregsEntry, fprs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_s390_fpregs_entry__field_indices_by_name[] = {
  0,   /* field[0] = fpc */
  1,   /* field[1] = fprs */
};
static const ProtobufCIntRange cr__user_s390_fpregs_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_s390_fpregs_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_s390_fpregs_entry",
  "UserS390FpregsEntry",
  "Cr__UserS390FpregsEntry",
  "cr",
  sizeof(Cr__UserS390FpregsEntry),
  2,
  cr__user_s390_fpregs_entry__field_descriptors,
  cr__user_s390_fpregs_entry__field_indices_by_name,
  1,  cr__user_s390_fpregs_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_s390_fpregs_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_s390_gs_cb_entry__field_descriptors[1] =
{
  {
    "regs",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserS390GsCbEntry, n_regs),
    offsetof(Cr__UserS390GsCbEntry, regs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_s390_gs_cb_entry__field_indices_by_name[] = {
  0,   /* field[0] = regs */
};
static const ProtobufCIntRange cr__user_s390_gs_cb_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_s390_gs_cb_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_s390_gs_cb_entry",
  "UserS390GsCbEntry",
  "Cr__UserS390GsCbEntry",
  "cr",
  sizeof(Cr__UserS390GsCbEntry),
  1,
  cr__user_s390_gs_cb_entry__field_descriptors,
  cr__user_s390_gs_cb_entry__field_indices_by_name,
  1,  cr__user_s390_gs_cb_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_s390_gs_cb_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__user_s390_ri_entry__field_descriptors[2] =
{
  {
    "ri_on",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__UserS390RiEntry, ri_on),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "regs",
    2,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__UserS390RiEntry, n_regs),
    offsetof(Cr__UserS390RiEntry, regs),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__user_s390_ri_entry__field_indices_by_name[] = {
  1,   /* field[1] = regs */
  0,   /* field[0] = ri_on */
};
static const ProtobufCIntRange cr__user_s390_ri_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 2 }
};
CR_GEN const ProtobufCMessageDescriptor cr__user_s390_ri_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.user_s390_ri_entry",
  "UserS390RiEntry",
  "Cr__UserS390RiEntry",
  "cr",
  sizeof(Cr__UserS390RiEntry),
  2,
  cr__user_s390_ri_entry__field_descriptors,
  cr__user_s390_ri_entry__field_indices_by_name,
  1,  cr__user_s390_ri_entry__number_ranges,
  (ProtobufCMessageInit) cr__user_s390_ri_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__thread_info_s390__field_descriptors[8] =
{
  {
    "clear_tid_addr",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoS390, clear_tid_addr),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gpregs",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoS390, gpregs),
    &cr__user_s390_regs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "fpregs",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoS390, fpregs),
    &cr__user_s390_fpregs_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vxrs_low",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoS390, vxrs_low),
    &cr__user_s390_vxrs_low_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "vxrs_high",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoS390, vxrs_high),
    &cr__user_s390_vxrs_high_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gs_cb",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoS390, gs_cb),
    &cr__user_s390_gs_cb_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "gs_bc",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoS390, gs_bc),
    &cr__user_s390_gs_cb_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ri_cb",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadInfoS390, ri_cb),
    &cr__user_s390_ri_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__thread_info_s390__field_indices_by_name[] = {
  0,   /* field[0] = clear_tid_addr */
  2,   /* field[2] = fpregs */
  1,   /* field[1] = gpregs */
  6,   /* field[6] = gs_bc */
  5,   /* field[5] = gs_cb */
  7,   /* field[7] = ri_cb */
  4,   /* field[4] = vxrs_high */
  3,   /* field[3] = vxrs_low */
};
static const ProtobufCIntRange cr__thread_info_s390__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 8 }
};
CR_GEN const ProtobufCMessageDescriptor cr__thread_info_s390__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.thread_info_s390",
  "ThreadInfoS390",
  "Cr__ThreadInfoS390",
  "cr",
  sizeof(Cr__ThreadInfoS390),
  8,
  cr__thread_info_s390__field_descriptors,
  cr__thread_info_s390__field_indices_by_name,
  1,  cr__thread_info_s390__number_ranges,
  (ProtobufCMessageInit) cr__thread_info_s390__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__task_rlimits_entry__field_descriptors[1] =
{
  {
    "rlimits",
    1,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__TaskRlimitsEntry, n_rlimits),
    offsetof(Cr__TaskRlimitsEntry, rlimits),
    &cr__rlimit_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__task_rlimits_entry__field_indices_by_name[] = {
  0,   /* field[0] = rlimits */
};
static const ProtobufCIntRange cr__task_rlimits_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 1 }
};
CR_GEN const ProtobufCMessageDescriptor cr__task_rlimits_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.task_rlimits_entry",
  "TaskRlimitsEntry",
  "Cr__TaskRlimitsEntry",
  "cr",
  sizeof(Cr__TaskRlimitsEntry),
  1,
  cr__task_rlimits_entry__field_descriptors,
  cr__task_rlimits_entry__field_indices_by_name,
  1,  cr__task_rlimits_entry__number_ranges,
  (ProtobufCMessageInit) cr__task_rlimits_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__task_core_entry__field_descriptors[19] =
{
  {
    "task_state",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskCoreEntry, task_state),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "exit_code",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskCoreEntry, exit_code),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "personality",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskCoreEntry, personality),
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
    offsetof(Cr__TaskCoreEntry, flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "blk_sigset",
    5,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskCoreEntry, blk_sigset),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "comm",
    6,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskCoreEntry, comm),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "timers",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskCoreEntry, timers),
    &cr__task_timers_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rlimits",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskCoreEntry, rlimits),
    &cr__task_rlimits_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cg_set",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskCoreEntry, has_cg_set),
    offsetof(Cr__TaskCoreEntry, cg_set),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "signals_s",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__TaskCoreEntry, signals_s),
    &cr__signal_queue_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "old_seccomp_mode",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_ENUM,
    offsetof(Cr__TaskCoreEntry, has_old_seccomp_mode),
    offsetof(Cr__TaskCoreEntry, old_seccomp_mode),
    &cr__seccomp_mode__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "old_seccomp_filter",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskCoreEntry, has_old_seccomp_filter),
    offsetof(Cr__TaskCoreEntry, old_seccomp_filter),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "loginuid",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskCoreEntry, has_loginuid),
    offsetof(Cr__TaskCoreEntry, loginuid),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "oom_score_adj",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_INT32,
    offsetof(Cr__TaskCoreEntry, has_oom_score_adj),
    offsetof(Cr__TaskCoreEntry, oom_score_adj),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sigactions",
    15,
    PROTOBUF_C_LABEL_REPEATED,
    PROTOBUF_C_TYPE_MESSAGE,
    offsetof(Cr__TaskCoreEntry, n_sigactions),
    offsetof(Cr__TaskCoreEntry, sigactions),
    &cr__sa_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "child_subreaper",
    18,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_BOOL,
    offsetof(Cr__TaskCoreEntry, has_child_subreaper),
    offsetof(Cr__TaskCoreEntry, child_subreaper),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "blk_sigset_extended",
    20,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__TaskCoreEntry, has_blk_sigset_extended),
    offsetof(Cr__TaskCoreEntry, blk_sigset_extended),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "stop_signo",
    21,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskCoreEntry, has_stop_signo),
    offsetof(Cr__TaskCoreEntry, stop_signo),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "membarrier_registration_mask",
    22,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__TaskCoreEntry, has_membarrier_registration_mask),
    offsetof(Cr__TaskCoreEntry, membarrier_registration_mask),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__task_core_entry__field_indices_by_name[] = {
  4,   /* field[4] = blk_sigset */
  16,   /* field[16] = blk_sigset_extended */
  8,   /* field[8] = cg_set */
  15,   /* field[15] = child_subreaper */
  5,   /* field[5] = comm */
  1,   /* field[1] = exit_code */
  3,   /* field[3] = flags */
  12,   /* field[12] = loginuid */
  18,   /* field[18] = membarrier_registration_mask */
  11,   /* field[11] = old_seccomp_filter */
  10,   /* field[10] = old_seccomp_mode */
  13,   /* field[13] = oom_score_adj */
  2,   /* field[2] = personality */
  7,   /* field[7] = rlimits */
  14,   /* field[14] = sigactions */
  9,   /* field[9] = signals_s */
  17,   /* field[17] = stop_signo */
  0,   /* field[0] = task_state */
  6,   /* field[6] = timers */
};
static const ProtobufCIntRange cr__task_core_entry__number_ranges[3 + 1] =
{
  { 1, 0 },
  { 18, 15 },
  { 20, 16 },
  { 0, 19 }
};
CR_GEN const ProtobufCMessageDescriptor cr__task_core_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.task_core_entry",
  "TaskCoreEntry",
  "Cr__TaskCoreEntry",
  "cr",
  sizeof(Cr__TaskCoreEntry),
  19,
  cr__task_core_entry__field_descriptors,
  cr__task_core_entry__field_indices_by_name,
  3,  cr__task_core_entry__number_ranges,
  (ProtobufCMessageInit) cr__task_core_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__thread_sas_entry__field_descriptors[3] =
{
  {
    "ss_sp",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadSasEntry, ss_sp),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ss_size",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadSasEntry, ss_size),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ss_flags",
    3,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadSasEntry, ss_flags),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__thread_sas_entry__field_indices_by_name[] = {
  2,   /* field[2] = ss_flags */
  1,   /* field[1] = ss_size */
  0,   /* field[0] = ss_sp */
};
static const ProtobufCIntRange cr__thread_sas_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 3 }
};
CR_GEN const ProtobufCMessageDescriptor cr__thread_sas_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.thread_sas_entry",
  "ThreadSasEntry",
  "Cr__ThreadSasEntry",
  "cr",
  sizeof(Cr__ThreadSasEntry),
  3,
  cr__thread_sas_entry__field_descriptors,
  cr__thread_sas_entry__field_indices_by_name,
  1,  cr__thread_sas_entry__number_ranges,
  (ProtobufCMessageInit) cr__thread_sas_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCFieldDescriptor cr__thread_core_entry__field_descriptors[16] =
{
  {
    "futex_rla",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT64,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadCoreEntry, futex_rla),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "futex_rla_len",
    2,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_UINT32,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadCoreEntry, futex_rla_len),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sched_nice",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_SINT32,
    offsetof(Cr__ThreadCoreEntry, has_sched_nice),
    offsetof(Cr__ThreadCoreEntry, sched_nice),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sched_policy",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__ThreadCoreEntry, has_sched_policy),
    offsetof(Cr__ThreadCoreEntry, sched_policy),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sched_prio",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__ThreadCoreEntry, has_sched_prio),
    offsetof(Cr__ThreadCoreEntry, sched_prio),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "blk_sigset",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__ThreadCoreEntry, has_blk_sigset),
    offsetof(Cr__ThreadCoreEntry, blk_sigset),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "sas",
    7,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadCoreEntry, sas),
    &cr__thread_sas_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "pdeath_sig",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__ThreadCoreEntry, has_pdeath_sig),
    offsetof(Cr__ThreadCoreEntry, pdeath_sig),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "signals_p",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadCoreEntry, signals_p),
    &cr__signal_queue_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "creds",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadCoreEntry, creds),
    &cr__creds_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "seccomp_mode",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_ENUM,
    offsetof(Cr__ThreadCoreEntry, has_seccomp_mode),
    offsetof(Cr__ThreadCoreEntry, seccomp_mode),
    &cr__seccomp_mode__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "seccomp_filter",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__ThreadCoreEntry, has_seccomp_filter),
    offsetof(Cr__ThreadCoreEntry, seccomp_filter),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "comm",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_STRING,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadCoreEntry, comm),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "blk_sigset_extended",
    14,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT64,
    offsetof(Cr__ThreadCoreEntry, has_blk_sigset_extended),
    offsetof(Cr__ThreadCoreEntry, blk_sigset_extended),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "rseq_entry",
    15,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__ThreadCoreEntry, rseq_entry),
    &cr__rseq_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "cg_set",
    16,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_UINT32,
    offsetof(Cr__ThreadCoreEntry, has_cg_set),
    offsetof(Cr__ThreadCoreEntry, cg_set),
    NULL,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__thread_core_entry__field_indices_by_name[] = {
  5,   /* field[5] = blk_sigset */
  13,   /* field[13] = blk_sigset_extended */
  15,   /* field[15] = cg_set */
  12,   /* field[12] = comm */
  9,   /* field[9] = creds */
  0,   /* field[0] = futex_rla */
  1,   /* field[1] = futex_rla_len */
  7,   /* field[7] = pdeath_sig */
  14,   /* field[14] = rseq_entry */
  6,   /* field[6] = sas */
  2,   /* field[2] = sched_nice */
  3,   /* field[3] = sched_policy */
  4,   /* field[4] = sched_prio */
  11,   /* field[11] = seccomp_filter */
  10,   /* field[10] = seccomp_mode */
  8,   /* field[8] = signals_p */
};
static const ProtobufCIntRange cr__thread_core_entry__number_ranges[1 + 1] =
{
  { 1, 0 },
  { 0, 16 }
};
CR_GEN const ProtobufCMessageDescriptor cr__thread_core_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.thread_core_entry",
  "ThreadCoreEntry",
  "Cr__ThreadCoreEntry",
  "cr",
  sizeof(Cr__ThreadCoreEntry),
  16,
  cr__thread_core_entry__field_descriptors,
  cr__thread_core_entry__field_indices_by_name,
  1,  cr__thread_core_entry__number_ranges,
  (ProtobufCMessageInit) cr__thread_core_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCEnumValue cr__core_entry__march__enum_values_by_number[9] =
{
  { "UNKNOWN", "CR__CORE_ENTRY__MARCH__UNKNOWN", 0 },
  { "X86_64", "CR__CORE_ENTRY__MARCH__X86_64", 1 },
  { "ARM", "CR__CORE_ENTRY__MARCH__ARM", 2 },
  { "AARCH64", "CR__CORE_ENTRY__MARCH__AARCH64", 3 },
  { "PPC64", "CR__CORE_ENTRY__MARCH__PPC64", 4 },
  { "S390", "CR__CORE_ENTRY__MARCH__S390", 5 },
  { "MIPS", "CR__CORE_ENTRY__MARCH__MIPS", 6 },
  { "LOONGARCH64", "CR__CORE_ENTRY__MARCH__LOONGARCH64", 7 },
  { "RISCV64", "CR__CORE_ENTRY__MARCH__RISCV64", 8 },
};
static const ProtobufCIntRange cr__core_entry__march__value_ranges[] = {
{0, 0},{0, 9}
};
static const ProtobufCEnumValueIndex cr__core_entry__march__enum_values_by_name[9] =
{
  { "AARCH64", 3 },
  { "ARM", 2 },
  { "LOONGARCH64", 7 },
  { "MIPS", 6 },
  { "PPC64", 4 },
  { "RISCV64", 8 },
  { "S390", 5 },
  { "UNKNOWN", 0 },
  { "X86_64", 1 },
};
CR_GEN const ProtobufCEnumDescriptor cr__core_entry__march__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.core_entry.march",
  "march",
  "Cr__CoreEntry__March",
  "cr",
  9,
  cr__core_entry__march__enum_values_by_number,
  9,
  cr__core_entry__march__enum_values_by_name,
  1,
  cr__core_entry__march__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
static const ProtobufCFieldDescriptor cr__core_entry__field_descriptors[12] =
{
  {
    "mtype",
    1,
    PROTOBUF_C_LABEL_REQUIRED,
    PROTOBUF_C_TYPE_ENUM,
    0,   /* quantifier_offset */
    offsetof(Cr__CoreEntry, mtype),
    &cr__core_entry__march__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "thread_info",
    2,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CoreEntry, thread_info),
    &cr__thread_info_x86__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "tc",
    3,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CoreEntry, tc),
    &cr__task_core_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ids",
    4,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CoreEntry, ids),
    &cr__task_kobj_ids_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "thread_core",
    5,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CoreEntry, thread_core),
    &cr__thread_core_entry__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ti_arm",
    6,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CoreEntry, ti_arm),
    &cr__thread_info_arm__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ti_aarch64",
    8,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CoreEntry, ti_aarch64),
    &cr__thread_info_aarch64__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ti_ppc64",
    9,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CoreEntry, ti_ppc64),
    &cr__thread_info_ppc64__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ti_s390",
    10,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CoreEntry, ti_s390),
    &cr__thread_info_s390__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ti_mips",
    11,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CoreEntry, ti_mips),
    &cr__thread_info_mips__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ti_loongarch64",
    12,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CoreEntry, ti_loongarch64),
    &cr__thread_info_loongarch64__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
  {
    "ti_riscv64",
    13,
    PROTOBUF_C_LABEL_OPTIONAL,
    PROTOBUF_C_TYPE_MESSAGE,
    0,   /* quantifier_offset */
    offsetof(Cr__CoreEntry, ti_riscv64),
    &cr__thread_info_riscv64__descriptor,
    NULL,
    0,             /* flags */
    0,NULL,NULL    /* reserved1,reserved2, etc */
  },
};
static const unsigned cr__core_entry__field_indices_by_name[] = {
  3,   /* field[3] = ids */
  0,   /* field[0] = mtype */
  2,   /* field[2] = tc */
  4,   /* field[4] = thread_core */
  1,   /* field[1] = thread_info */
  6,   /* field[6] = ti_aarch64 */
  5,   /* field[5] = ti_arm */
  10,   /* field[10] = ti_loongarch64 */
  9,   /* field[9] = ti_mips */
  7,   /* field[7] = ti_ppc64 */
  11,   /* field[11] = ti_riscv64 */
  8,   /* field[8] = ti_s390 */
};
static const ProtobufCIntRange cr__core_entry__number_ranges[2 + 1] =
{
  { 1, 0 },
  { 8, 6 },
  { 0, 12 }
};
CR_GEN const ProtobufCMessageDescriptor cr__core_entry__descriptor =
{
  PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
  "cr.core_entry",
  "CoreEntry",
  "Cr__CoreEntry",
  "cr",
  sizeof(Cr__CoreEntry),
  12,
  cr__core_entry__field_descriptors,
  cr__core_entry__field_indices_by_name,
  2,  cr__core_entry__number_ranges,
  (ProtobufCMessageInit) cr__core_entry__init,
  NULL,NULL,NULL    /* reserved[123] */
};
static const ProtobufCEnumValue cr__user_x86_regs_mode__enum_values_by_number[2] =
{
  { "NATIVE", "CR__USER_X86_REGS_MODE__NATIVE", 1 },
  { "COMPAT", "CR__USER_X86_REGS_MODE__COMPAT", 2 },
};
static const ProtobufCIntRange cr__user_x86_regs_mode__value_ranges[] = {
{1, 0},{0, 2}
};
static const ProtobufCEnumValueIndex cr__user_x86_regs_mode__enum_values_by_name[2] =
{
  { "COMPAT", 1 },
  { "NATIVE", 0 },
};
CR_GEN const ProtobufCEnumDescriptor cr__user_x86_regs_mode__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.user_x86_regs_mode",
  "user_x86_regs_mode",
  "Cr__UserX86RegsMode",
  "cr",
  2,
  cr__user_x86_regs_mode__enum_values_by_number,
  2,
  cr__user_x86_regs_mode__enum_values_by_name,
  1,
  cr__user_x86_regs_mode__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
static const ProtobufCEnumValue cr__seccomp_mode__enum_values_by_number[3] =
{
  { "disabled", "CR__SECCOMP_MODE__disabled", 0 },
  { "strict", "CR__SECCOMP_MODE__strict", 1 },
  { "filter", "CR__SECCOMP_MODE__filter", 2 },
};
static const ProtobufCIntRange cr__seccomp_mode__value_ranges[] = {
{0, 0},{0, 3}
};
static const ProtobufCEnumValueIndex cr__seccomp_mode__enum_values_by_name[3] =
{
  { "disabled", 0 },
  { "filter", 2 },
  { "strict", 1 },
};
CR_GEN const ProtobufCEnumDescriptor cr__seccomp_mode__descriptor =
{
  PROTOBUF_C__ENUM_DESCRIPTOR_MAGIC,
  "cr.seccomp_mode",
  "seccomp_mode",
  "Cr__SeccompMode",
  "cr",
  3,
  cr__seccomp_mode__enum_values_by_number,
  3,
  cr__seccomp_mode__enum_values_by_name,
  1,
  cr__seccomp_mode__value_ranges,
  NULL,NULL,NULL,NULL   /* reserved[1234] */
};
