"""A hardware manager for ironic-python-agent whose steps are those of `bareon-provision agent`.

It decides nothing: each call of the agent is handed to the program as it is, and the program's answer is handed back.
"""

import base64
import io
import json
import shutil

from ironic_python_agent import errors
from ironic_python_agent import hardware
from ironic_python_agent import utils

PROGRAMS = ('bareon-provision', 'bareon-boot')


class BareonStepError(errors.RESTError):
    """A step failed; the details are the program's message and hint, which become the node's last_error."""

    message = 'A step of bareon failed'


def _ask(name, **params):
    """Returns the result of a command in the form of the agent's own API; raises BareonStepError with its details."""
    request = json.dumps({'name': name, 'params': params}, default=str)
    answer, said = utils.execute(PROGRAMS[0], 'agent', '--command', process_input=request, check_exit_code=False,
                                 log_stdout=False)
    try:
        answer = json.loads(answer)
        error = answer['command_error']
    except (ValueError, KeyError, TypeError):
        raise BareonStepError(f'{PROGRAMS[0]} agent --command has no answer to {name}: {said.strip()[-500:]}')
    if error is not None:
        raise BareonStepError(error.get('details') or error.get('message'))
    return answer['command_result']


def _steps(kind, node, ports):
    managers = _ask(f'{kind}.get_{kind}_steps', node=node, ports=ports)[f'{kind}_steps']
    return [step for steps in managers.values() for step in steps]


def _step(kind, name):
    """A method that does the step of this name."""
    def execute(self, node, ports, **args):
        step = {'step': name, 'interface': 'deploy', 'args': args}
        result = _ask(f'{kind}.execute_{kind}_step', step=step, node=node, ports=ports)
        return result.get(f'{kind}_result')
    execute.__name__ = name
    return execute


class BareonHardwareManager(hardware.HardwareManager):
    """Offers the steps of bareon on a ramdisk that has its programs, and nothing on one that does not."""

    HARDWARE_MANAGER_NAME = 'BareonHardwareManager'
    HARDWARE_MANAGER_VERSION = '1'

    def evaluate_hardware_support(self):
        if all(shutil.which(program) for program in PROGRAMS):
            return hardware.HardwareSupport.SERVICE_PROVIDER
        return hardware.HardwareSupport.NONE

    def get_deploy_steps(self, node, ports):
        return _steps('deploy', node, ports)

    def get_clean_steps(self, node, ports):
        return _steps('clean', node, ports)

    def get_service_steps(self, node, ports):
        return _steps('service', node, ports)

    bareon_deploy = _step('deploy', 'bareon_deploy')
    bareon_verify = _step('deploy', 'bareon_verify')
    bareon_erase = _step('clean', 'bareon_erase')
    bareon_set_default = _step('service', 'bareon_set_default')
    bareon_trial = _step('service', 'bareon_trial')
    bareon_redeploy = _step('service', 'bareon_redeploy')

    def collect_system_logs(self, io_dict, file_list):
        """Adds the log, the plan and the inventory of the program, packed."""
        logs = _ask('log.collect_system_logs')['system_logs']
        io_dict['bareon.tar.gz'] = io.BytesIO(base64.b64decode(logs))
