/*
 * The boot sector: reads the kernel, which lies in the sectors behind it, through the BIOS, goes to
 * protected mode, moves the kernel to 1 MiB and enters it there. Works from a hard disk (by LBA) and
 * from a 1.44 MB floppy (by cylinder, head and sector). SECTORS comes from the Makefile.
 */
    .code16
    .globl  start
start:
    cli
    xorw    %ax, %ax
    movw    %ax, %ds
    movw    %ax, %ss
    movw    $0x7c00, %sp
    sti
    cld
    movb    %dl, drive
    testb   $0x80, %dl
    jz      floppy

    /* A disk: one extended read of all sectors. */
    movw    $packet, %si
    movb    $0x42, %ah
    int     $0x13
    jnc     loaded
    jmp     failed

    /* A floppy: to the end of each track, sixteen paragraphs a sector; sector 1 is ourselves. */
floppy:
    movw    $0x1000, %bx                /* segment to read to */
    movw    $1, %si                     /* LBA */
    movw    $SECTORS, %di               /* still to read */
1:  movw    %si, %ax
    movb    $18, %cl
    divb    %cl                         /* al: track, ah: sector in it */
    movb    $18, %dl
    subb    %ah, %dl                    /* to the end of the track */
    movzbw  %dl, %dx
    cmpw    %di, %dx
    jbe     2f
    movw    %di, %dx
2:  movb    %ah, %cl
    incb    %cl                         /* sectors count from one */
    movb    %al, %ch
    shrb    $1, %ch                     /* cylinder */
    andb    $1, %al                     /* head */
    movw    %dx, %bp
    movb    %al, %dh
    movb    drive, %dl
    movw    %bx, %es
    pushw   %bx
    xorw    %bx, %bx
    movw    %bp, %ax
    movb    $0x02, %ah
    int     $0x13
    popw    %bx
    jc      failed
    addw    %bp, %si
    movw    %bp, %ax
    shlw    $5, %ax                     /* 512 bytes are 32 paragraphs */
    addw    %ax, %bx
    subw    %bp, %di
    jnz     1b

loaded:
    cli
    inb     $0x92, %al                  /* the A20 line, should the BIOS have left it off */
    orb     $2, %al
    andb    $0xfe, %al
    outb    %al, $0x92
    lgdt    gdt_pointer
    movl    %cr0, %eax
    orb     $1, %al
    movl    %eax, %cr0
    ljmp    $0x08, $protected

    /* Says so on COM1 (no need for the screen) and gives the BIOS the turn. */
failed:
    movw    $message, %si
3:  lodsb
    testb   %al, %al
    jz      4f
    movw    $0x3f8, %dx
    outb    %al, %dx
    jmp     3b
4:  int     $0x18

    .code32
protected:
    movl    $0x10, %eax
    movl    %eax, %ds
    movl    %eax, %es
    movl    %eax, %ss
    movl    $0x10000, %esi
    movl    $0x100000, %edi
    movl    $SECTORS * 128, %ecx
    rep movsl
    movl    $0x100000, %eax
    jmp     *%eax

    .align  8
gdt:
    .quad   0
    .quad   0x00cf9b000000ffff
    .quad   0x00cf93000000ffff
gdt_pointer:
    .word   . - gdt - 1
    .long   gdt

packet:
    .byte   16, 0
    .word   SECTORS
    .word   0, 0x1000                   /* to 0x1000:0 */
    .quad   1                           /* from LBA 1 */

drive:
    .byte   0
message:
    .asciz  "boot: cannot read the kernel\n"

    .org    510
    .word   0xaa55

    .section .note.GNU-stack, "", @progbits
