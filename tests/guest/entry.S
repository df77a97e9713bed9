/*
 * How the kernel is entered, and the way from 32-bit protected mode to 64-bit C.
 *
 * Three doors lead in, all of them in flat protected mode with paging off: the boot sector (first
 * byte of the image), a multiboot loader and a PVH loader (the last two are what QEMU's -kernel
 * does). What such a loader tells about the machine is ignored; we ask QEMU's fw_cfg instead, which
 * answers the same whichever way we came.
 */

    .section .head, "ax"
    .code32

    .globl  enter_disk
enter_disk:                             /* boot.S jumps to the first byte */
    movl    $1, %ebx
    jmp     enter

#ifndef NO_MULTIBOOT
    /* The multiboot header, with addresses, so that the loader need not look at the ELF around it. */
    .align  4
multiboot:
    .long   0x1badb002
    .long   0x00010000
    .long   -(0x1badb002 + 0x00010000)
    .long   multiboot
    .long   image_start
    .long   image_end
    .long   bss_end
    .long   enter_multiboot
#endif

    .globl  enter_multiboot, enter_pvh
enter_multiboot:
    movl    $2, %ebx
    jmp     enter

enter_pvh:
    movl    $3, %ebx

enter:
    cli
    cld
    movl    $bss_start, %edi
    movl    $bss_end, %ecx
    subl    %edi, %ecx
    xorl    %eax, %eax
    rep stosb
    movl    $stack_top, %esp

    /* Map the first 4 GiB as they are, in pages of 2 MiB; map() in memory.c adds what lies above. */
    movl    $page_directories + 3, %eax
    movl    $page_pointers, %edi
    movl    $4, %ecx
1:  movl    %eax, (%edi)
    addl    $8, %edi
    addl    $4096, %eax
    loop    1b
    movl    $0x83, %eax
    movl    $page_directories, %edi
    movl    $4 * 512, %ecx
2:  movl    %eax, (%edi)
    addl    $8, %edi
    addl    $0x200000, %eax
    loop    2b
    movl    $page_pointers + 3, %eax
    movl    %eax, page_root

    /* PAE; EFER.LME; then paging and protection, which together make long mode. */
    movl    %cr4, %eax
    orl     $0x20, %eax
    movl    %eax, %cr4
    movl    $page_root, %eax
    movl    %eax, %cr3
    movl    $0xc0000080, %ecx
    rdmsr
    orl     $0x100, %eax
    wrmsr
    movl    %cr0, %eax
    orl     $0x80000001, %eax
    movl    %eax, %cr0
    lgdt    gdt_pointer
    ljmp    $0x08, $enter_long

    .code64
enter_long:
    movl    $0x10, %eax
    movl    %eax, %ds
    movl    %eax, %es
    movl    %eax, %ss
    movl    %eax, %fs
    movl    %eax, %gs
    movl    %ebx, %edi
    call    guest_main
3:  hlt
    jmp     3b

    .align  8
gdt:
    .quad   0
    .quad   0x00af9b000000ffff          /* 0x08: 64-bit code */
    .quad   0x00cf93000000ffff          /* 0x10: data */
gdt_pointer:
    .word   . - gdt - 1
    .long   gdt

    /* XEN_ELFNOTE_PHYS32_ENTRY: where a PVH loader enters. */
    .section .note.pvh, "a", @note
    .align  4
    .long   4, 4, 18
    .asciz  "Xen"
    .long   enter_pvh

    .section .bss
    .align  4096
    .globl  page_root, page_pointers
page_root:
    .skip   4096
page_pointers:
    .skip   4096
page_directories:
    .skip   4 * 4096
    .skip   16384
stack_top:

    .section .note.GNU-stack, "", @progbits
