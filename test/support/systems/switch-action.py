"""Runs the action `switch` of the Ansible collection on a node that is an object, with stand-ins for the parts of Ansible that it uses.

Standard input has the options as JSON; prints the result, what the modules were asked, and what runs at the end.
"""
import importlib.util
import json
import sys
import types


class Connection:
    transport = 'ssh'

    def __init__(self):
        self._shell = types.SimpleNamespace(tmpdir=None)

    def reset(self):
        pass


class Node:
    """Two systems, of which a runs and is the default; something else has the lock for half a minute."""

    def __init__(self):
        self.default, self.current, self.armed, self.mode, self.asked = 'a', 'a', None, None, []

    def meant(self, entry):
        return ('b' if self.current == 'a' else 'a') if entry == '@other' else {'0': 'a', '1': 'b'}.get(entry, entry)

    def boot(self):
        default = {'entry_id': self.default, 'current': self.current == self.default}
        shown = {'entry_id': self.armed} if self.armed else None
        return {'default': default, 'current': {'entry_id': self.current}, 'booted': self.mode or 'default',
                'trial': shown if self.mode == 'trial' else None, 'once': shown if self.mode == 'once' else None,
                'explanation': 'it is so'}

    def do(self, module, args):
        if args.get('wait', 10) < 30:
            return {'failed': True, 'code': 'locked', 'msg': 'Another process has held the lock for too long.'}
        self.asked.append([module.rsplit('.', 1)[1], args.get('state'), args['entry']])
        entry = self.meant(args['entry'])
        if module.endswith('.boot_info'):
            return {'runs': self.current == entry, 'boot': self.boot()}
        if args['state'] in ('trial', 'once'):
            self.mode, self.armed = args['state'], entry
        else:
            if args['state'] == 'confirmed' and self.current != entry:
                return {'failed': True, 'msg': f'{entry} does not run'}
            self.default, self.mode, self.armed = entry, None, None
        return {'changed': True, 'boot': self.boot()}

    def reboot(self):
        self.current = self.armed or self.default
        # As health checks do, before anybody asks.
        if self.mode == 'trial' and OPTIONS.get('confirm') == 'health':
            self.default, self.mode, self.armed = self.current, None, None


class RebootAction:
    def __init__(self):
        self._connection = Connection()
        self._task = types.SimpleNamespace(args={}, check_mode=False)
        self._task.copy = lambda: self._task

    def validate_argument_spec(self, spec):
        defaults = {name: about.get('default') for name, about in spec.items()}
        return None, {**defaults, **OPTIONS}

    def _execute_module(self, module_name, module_args, task_vars):
        return NODE.do(module_name, module_args)

    def _remove_tmp_path(self, path):
        pass

    def run(self, tmp=None, task_vars=None):
        NODE.reboot()
        return {'rebooted': True, 'elapsed': 1}


def stand_in(name, **names):
    module = types.ModuleType(name)
    module.__dict__.update(names)
    sys.modules[name] = module


OPTIONS = json.load(sys.stdin)
NODE = Node()
error = type('AnsibleError', (Exception,), {})
for package in ('ansible', 'ansible.plugins', 'ansible.plugins.action', 'ansible.utils'):
    stand_in(package, __path__=[])
stand_in('ansible.errors', AnsibleError=error, AnsibleConnectionFailure=type('Lost', (error,), {}))
stand_in('ansible.plugins.action.reboot', ActionModule=RebootAction)
stand_in('ansible.utils.display', Display=lambda: types.SimpleNamespace(vvv=lambda text: None))
spec = importlib.util.spec_from_file_location('switch', sys.argv[1])
switch = importlib.util.module_from_spec(spec)
spec.loader.exec_module(switch)
result = switch.ActionModule().run()
json.dump({'result': result, 'asked': NODE.asked, 'current': NODE.current, 'default': NODE.default}, sys.stdout)
