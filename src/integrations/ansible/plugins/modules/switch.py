# Copyright: The bareon project
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
"""The documentation of the action in plugins/action/switch.py."""

DOCUMENTATION = r"""
module: switch
author: The bareon project
version_added: 0.1.0
short_description: Boots another operating system of a node, and fails if the node came back in another one
description:
  - Arms an entry of the boot menu, reboots the node as M(ansible.builtin.reboot) does, and looks which system came up.
  - Fails if the node came back in another system, such as the old one after a trial that failed. RV(fell_back) is true then.
  - Does nothing if the entry runs already and, except with O(mode=once), is the default.
  - Needs no Python on the node.
options:
  entry:
    description:
      - The entry, by its number, name or id, or a word such as C(@other), as C(bareon-boot) takes it.
      - C(@other) is what does not run before the reboot, so that the same task switches back when it runs again.
    type: str
    required: true
  mode:
    description:
      - C(trial) boots it on trial, so that the node returns by itself if it fails.
      - C(once) boots it once. The boot after that is the default again.
      - C(default) makes it the default first.
    type: str
    choices: [trial, once, default]
    default: trial
  tries:
    description: How often a trial may be booted without being confirmed, from 1 to 9.
    type: int
    default: 1
  force:
    description: Takes the entry although it was seen that it cannot be booted.
    type: bool
    default: false
  confirm:
    description:
      - Who confirms a trial that came up.
      - C(now) confirms it as soon as O(test_command) succeeds on it.
      - C(health) waits until the node's own health checks have confirmed it, which takes a system with checks in /etc/bareon/health.d.
      - C(never) leaves the trial as it is. A system that has nobody who confirms it may return by itself.
    type: str
    choices: [now, health, never]
    default: now
  confirm_timeout:
    description: Seconds that the health checks may take.
    type: int
    default: 600
  reboot_timeout:
    description: Seconds that the node may take to come up, and to pass O(test_command).
    type: int
    default: 600
  connect_timeout:
    description: Seconds that each connection may take while the node is waited for.
    type: int
  pre_reboot_delay:
    description: Seconds to wait before the reboot.
    type: int
    default: 0
  post_reboot_delay:
    description: Seconds to wait after the reboot before the node is tried.
    type: int
    default: 0
  reboot_command:
    description:
      - What reboots the node. It runs in a shell on the node.
      - It does nothing in another boot than the one that it was meant for, so that a connection that is tried again,
        as with C(ANSIBLE_SSH_RETRIES), does not reboot the node twice.
    type: str
    default: /usr/sbin/bareon-boot reboot
  boot_time_command:
    description: What prints something else after each boot.
    type: str
    default: cat /proc/sys/kernel/random/boot_id
  test_command:
    description: What has to succeed on the node before it counts as up.
    type: str
    default: /usr/sbin/bareon-boot current
attributes:
  action:
    description: Runs on the controller.
    support: full
  async:
    description: A reboot is waited for.
    support: none
  check_mode:
    description: Says whether the node would be switched; changes and reboots nothing.
    support: full
  diff_mode:
    description: Returns what was booted and armed before and after arming.
    support: full
  platform:
    description: Nodes that bareon deployed.
    platforms: Linux
    support: full
notes:
  - Needs root.
  - With the connection C(local) it fails, since it would reboot the controller.
seealso:
  - module: bareon.node.boot
  - module: ansible.builtin.reboot
"""

EXAMPLES = r"""
- name: Try trixie, and keep it if it comes up
  bareon.node.switch:
    entry: trixie

- name: Try the other system, and let its own health checks decide
  bareon.node.switch:
    entry: "@other"
    confirm: health
    confirm_timeout: 900

- name: Boot the rescue system once
  bareon.node.switch:
    entry: rescue
    mode: once
"""

RETURN = r"""
booted:
  description: The entry that runs, or null if none can be told.
  returned: if the node could be asked
  type: dict
reason:
  description: Why that was booted.
  returned: if the node could be asked
  type: str
  sample: trial
fell_back:
  description: Whether the node came back in another system than the one that was asked for.
  returned: always
  type: bool
rebooted:
  description: Whether the node was rebooted.
  returned: always
  type: bool
confirmed:
  description: Whether the entry is the default now.
  returned: success
  type: bool
elapsed:
  description: Seconds that the reboot took.
  returned: if the node was rebooted
  type: int
"""
