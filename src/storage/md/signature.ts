/** What blkid calls a member of an MD array. */
export const signature = "linux_raid_member";
