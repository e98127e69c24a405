"""Run sitegen's command line in forks of a process that has imported it.

An import of all that a build needs takes half a second of CPU time, its templates and patterns half
a second more: more than a build of some papers, and the tests run hundreds of builds. Each command still has its own process, with its
own state of modules, working directory, environment and output. Its hash seed is that of the launcher.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

#: A command that takes longer is killed by a signal, and its test fails.
TIMEOUT_S = 300


class Launcher:
    """Starts commands one after another; leaving the ``with`` block ends the process of imports."""

    def __enter__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.launcher"], cwd=Path(__file__).parent.parent,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return self

    def __exit__(self, *_):
        self._process.communicate()

    def run(self, *arguments, cwd=None):
        """Run the command line in a fork; return the completed process."""
        with tempfile.TemporaryDirectory() as folder:
            output = [str(Path(folder, name)) for name in ("stdout", "stderr")]
            command = ["sitegen", *map(str, arguments)]
            request = [command, str(cwd or Path.cwd()), dict(os.environ), output, TIMEOUT_S]
            self._process.stdin.write(f"{json.dumps(request)}\n")
            self._process.stdin.flush()
            status = int(self._process.stdout.readline())
            texts = [Path(path).read_text("utf-8") for path in output]
        return subprocess.CompletedProcess(command, os.waitstatus_to_exitcode(status), *texts)


def run_command(command, folder, environment, output, timeout_s):
    """Become the process of a command: never return."""
    signal.alarm(timeout_s)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    for number, path in enumerate((os.devnull, *output)):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), number)
    sys.argv[:] = command
    code = 1
    try:
        runpy.run_module("sitegen", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code or 0
    finally:
        if sys.exc_info()[0]:
            sys.excepthook(*sys.exc_info())
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        # A normal exit would free the memory of all modules, object by object.
        os._exit(code)


def build_one():
    """Build a site of one paper: its templates, patterns and tables are then in memory."""
    from sitegen.cli import main

    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("papers.jsonl").write_text('{"title": "On graphs and trees", "abstract": "We read."}')
        sys.argv[:] = ["sitegen", "build", "papers.jsonl", "-o", "site", "-q"]
        # Commands print to stdout, where the answers of this process go.
        with contextlib.redirect_stdout(sys.stderr), contextlib.suppress(SystemExit):
            main()


def serve_commands():
    """Read commands from stdin, run each in a fork, and print its wait status."""
    # Set by the command line before it imports numpy; threads of the launcher would not survive.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import sitegen

    for module in pkgutil.walk_packages(sitegen.__path__, "sitegen."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    build_one()
    gc.freeze()  # forks share these objects while no collection writes to them
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run_command(*json.loads(line))
        sys.stdout.write(f"{os.waitpid(child, 0)[1]}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve_commands()
