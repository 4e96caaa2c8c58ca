/** What blkid calls a physical volume. */
export const signature = "LVM2_member";
