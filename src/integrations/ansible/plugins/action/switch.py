# Copyright: The bareon project
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
"""Boots another system of a node: what is decided on the node is the program's, this only waits and compares."""
from __future__ import annotations

import re
import time

from ansible.errors import AnsibleConnectionFailure, AnsibleError
from ansible.plugins.action.reboot import ActionModule as RebootAction
from ansible.utils.display import Display

display = Display()

# Another one after each boot.
BOOT_ID = '/proc/sys/kernel/random/boot_id'

REBOOT_OPTIONS = {
    'boot_time_command': {'type': 'str', 'default': 'cat ' + BOOT_ID},
    'connect_timeout': {'type': 'int'},
    'post_reboot_delay': {'type': 'int', 'default': 0},
    'pre_reboot_delay': {'type': 'int', 'default': 0},
    'reboot_command': {'type': 'str', 'default': '/usr/sbin/bareon-boot reboot'},
    'reboot_timeout': {'type': 'int', 'default': 600},
    'test_command': {'type': 'str', 'default': '/usr/sbin/bareon-boot current'},
}

OWN_OPTIONS = {
    'entry': {'type': 'str', 'required': True},
    'mode': {'type': 'str', 'choices': ['trial', 'once', 'default'], 'default': 'trial'},
    'tries': {'type': 'int', 'default': 1},
    'force': {'type': 'bool', 'default': False},
    'confirm': {'type': 'str', 'choices': ['now', 'health', 'never'], 'default': 'now'},
    'confirm_timeout': {'type': 'int', 'default': 600},
}

# Seconds to wait for another bareon-boot on the node: one that has just come up looks at its menu, and runs its health checks.
LOCK_SECONDS = 60

# Seconds after which a system whose health checks run is asked again.
POLL_SECONDS = 5


class Failed(Exception):
    """A task on the node that failed; holds its result."""

    def __init__(self, result):
        super().__init__(result.get('msg', ''))
        self.result = result


class ActionModule(RebootAction):
    """The action `reboot` with a system that is armed before it and looked at after it."""

    _VALID_ARGS = frozenset(REBOOT_OPTIONS) | frozenset(OWN_OPTIONS)

    def get_distribution(self, task_vars):
        """Of the base class, which would ask the module setup, and that needs Python on the node."""
        return {'name': 'bareon', 'version': '', 'family': 'bareon'}

    def get_shutdown_command(self, task_vars, distribution):
        """
        With the connection plugin's retries (ANSIBLE_SSH_RETRIES) a command whose connection is lost runs once more, and a
        reboot loses it: in the system that came up then it would end a trial that has just begun. So it is for one boot.
        """
        command = self._task.args['reboot_command']
        seen = self._low_level_execute_command('cat ' + BOOT_ID, sudoable=False)
        boot_id = seen['stdout'].strip()
        if seen['rc'] != 0 or not re.fullmatch('[0-9a-f-]+', boot_id):
            return command
        return f'if [ "$(cat {BOOT_ID})" = {boot_id} ]; then {command}; fi'

    def get_shutdown_command_args(self, distribution):
        """They are in the command already."""
        return ''

    def run(self, tmp=None, task_vars=None):
        """Returns the result of the task."""
        self._supports_check_mode = True
        self._supports_async = False
        task = self._task
        options = self.validate_argument_spec({**OWN_OPTIONS, **REBOOT_OPTIONS})[1]
        if self._connection.transport == 'local':
            return {'failed': True, 'changed': False, 'rebooted': False, 'fell_back': False,
                    'msg': 'With the connection local this would reboot the controller.'}
        try:
            return self._switch(options, task_vars or {})
        except Failed as failed:
            return {'changed': False, 'rebooted': False, 'fell_back': False, **failed.result, 'failed': True}
        finally:
            self._task = task

    def _ask(self, module, arguments, task_vars):
        """The result of a module on the node. Throws Failed."""
        arguments = {**arguments, 'wait': LOCK_SECONDS}
        result = self._execute_module(module_name='bareon.node.' + module, module_args=arguments, task_vars=task_vars)
        if result.get('failed'):
            raise Failed(result)
        return result

    def _look(self, options, task_vars):
        return self._ask('boot_info', {'entry': options['entry']}, task_vars)

    def _switch(self, options, task_vars):
        found = self._look(options, task_vars)
        if found['runs'] and not self._is_unsettled(found['boot'], options):
            return self._settle(options, task_vars, {'changed': False, 'rebooted': False})
        armed = self._ask('boot', self._arming(options), task_vars)
        shown = {'diff': armed['diff']} if 'diff' in armed else {}
        if self._task.check_mode:
            return {'changed': True, 'rebooted': False, 'fell_back': False,
                    'booted': found['boot']['current'], 'reason': found['boot']['booted'], **shown}
        options = {**options, 'entry': self._armed_entry(options, armed['boot'])}
        rebooted = self._reboot(options, task_vars)
        done = {'changed': True, 'rebooted': bool(rebooted.get('rebooted')), 'elapsed': rebooted.get('elapsed', 0), **shown}
        if rebooted.get('failed'):
            return {**done, 'failed': True, 'fell_back': False,
                    'msg': f"The node did not come back: {rebooted.get('msg', '')}"}
        return self._settle(options, task_vars, done)

    @staticmethod
    def _is_unsettled(boot, options):
        """Whether the entry, which runs, has to be booted all the same: by chance or once is no trial."""
        if options['mode'] != 'trial' or boot['default'].get('current'):
            return False
        trial = boot['trial']
        return trial is None or trial['entry_id'] != boot['current']['entry_id']

    @staticmethod
    def _arming(options):
        common = {'state': options['mode'], 'entry': options['entry'], 'force': options['force']}
        # Tries that a former trial has used up are no hindrance to this one.
        return {**common, 'tries': options['tries'], 'reset': True} if options['mode'] == 'trial' else common

    @staticmethod
    def _armed_entry(options, boot):
        """The id of what was armed: once that runs, a word such as @other means another entry, and a number may do so."""
        shown = boot[options['mode']] or {}
        return shown.get('entry_id') or options['entry']

    def _reboot(self, options, task_vars):
        """What the base class returns, which reads its options from the task."""
        self._task = self._task.copy()
        self._task.args = {name: options[name] for name in REBOOT_OPTIONS if options.get(name) is not None}
        if options['pre_reboot_delay'] > 0:
            time.sleep(options['pre_reboot_delay'])
        # The system that comes up does not have the folder.
        self._remove_tmp_path(self._connection._shell.tmpdir)
        self._connection._shell.tmpdir = None
        return super().run(None, task_vars)

    def _settle(self, options, task_vars, done):
        """Once the node is up: which system is it, and is it confirmed."""
        try:
            return self._judge(options, task_vars, done)
        except Failed as failed:
            return {'fell_back': False, **failed.result, **done, 'failed': True}

    def _judge(self, options, task_vars, done):
        is_trial, checks = options['mode'] == 'trial', self._task.check_mode
        awaits = is_trial and options['confirm'] == 'health' and not checks
        if awaits:
            seen = self._await_health(options, task_vars)
        else:
            seen = self._look_patiently(options, task_vars, options['reboot_timeout'] if done['rebooted'] else 0)
        if seen is None or not seen['runs']:
            return self._fell_back(options, seen, done)
        if options['mode'] == 'default' or (is_trial and options['confirm'] == 'now'):
            state = 'confirmed' if is_trial else 'default'
            changed = self._ask('boot', {'state': state, 'entry': options['entry']}, task_vars)['changed']
            done = {**done, 'changed': done['changed'] or changed}
            seen = seen if checks else self._look(options, task_vars)
        boot = seen['boot']
        confirmed = bool(boot['default'].get('current'))
        result = {**done, 'fell_back': False, 'booted': boot['current'], 'reason': boot['booted'], 'confirmed': confirmed}
        if awaits and not confirmed:
            result.update(failed=True, msg=f"{options['entry']} runs, and its health checks did not confirm it "
                                           f"within {options['confirm_timeout']} s.")
        return result

    @staticmethod
    def _fell_back(options, seen, done):
        if seen is None:
            return {**done, 'failed': True, 'fell_back': False,
                    'msg': f"The node could not be asked again within the {options['confirm_timeout']} s of its health checks."}
        boot = seen['boot']
        name = (boot['current'] or {}).get('entry_id') or 'a system that is no entry of its boot menu'
        return {**done, 'failed': True, 'fell_back': True, 'booted': boot['current'], 'reason': boot['booted'],
                'msg': f"The node came back in {name}, not in {options['entry']}: {boot['explanation']}."}

    def _look_patiently(self, options, task_vars, seconds):
        """The same as _look; a node that was rebooted may be lost once more, on its way back to its old system."""
        end = time.monotonic() + seconds
        while True:
            try:
                return self._look(options, task_vars)
            except AnsibleError as error:
                # Also of a step of Ansible's own, whose connection was lost between it and the one before.
                if time.monotonic() >= end:
                    raise
                display.vvv(f'switch: the node cannot be reached: {error}')
                self._reset()
                time.sleep(POLL_SECONDS)

    def _await_health(self, options, task_vars):
        """What the node says once it is decided, or at last; None if it cannot be asked then. It may reboot meanwhile."""
        end = time.monotonic() + options['confirm_timeout']
        while True:
            try:
                seen = self._look(options, task_vars)
            except (AnsibleError, Failed) as error:
                display.vvv(f'switch: the node cannot be asked: {error}')
                seen = None
                self._reset()
            if seen is not None and (not seen['runs'] or seen['boot']['default'].get('current')):
                return seen
            if time.monotonic() >= end:
                return seen
            time.sleep(POLL_SECONDS)

    def _reset(self):
        """For a node that may run another system meanwhile, without the temporary folder."""
        self._connection._shell.tmpdir = None
        try:
            self._connection.reset()
        except (AnsibleConnectionFailure, AttributeError) as error:
            display.vvv(f'switch: the connection cannot be reset: {error}')
