"""Deliver an email and die at one step, in a forked process for each step.

    python -m tests.unit.digest.killed PORT FOLDER

Steps are each write to the server, each of its answers, and each line of the ledger that reaches
the disk. Prints the number of steps.
"""

import os
import smtplib
import sys
from pathlib import Path

from sitegen.config.digest import DigestSettings
from sitegen.digest.delivery import Delivery, Mail, connector
from sitegen.digest.ledger import open_ledger
from sitegen.digest.recipients import Secrets, hash_address

KEY = "k" * 16
DIGEST = "2026-11-25-0123abcd"


def address(step):
    return f"ada{step}@example.org"


def deliver(port, folder, step):
    settings = DigestSettings(server="127.0.0.1", port=port, security="none")
    name = hash_address(address(step), KEY)
    mails = [Mail(name, address(step), DIGEST, ("p",), b"Subject: x\r\n\r\ny\r\n")]
    with open_ledger(folder) as ledger:
        connect = connector(settings, Secrets(), "example.org")
        return Delivery(connect, "papers@example.org", ledger, lambda _: None).run(
            mails, lambda *_: None
        )


def die_at(step):
    """Make this process die right before a step: right behind one it is before the next."""
    passed = 0

    def dying(function):
        def call(*arguments, **options):
            nonlocal passed
            passed += 1
            if passed == step:
                os._exit(9)
            return function(*arguments, **options)

        return call

    smtplib.SMTP.send = dying(smtplib.SMTP.send)
    smtplib.SMTP.getreply = dying(smtplib.SMTP.getreply)
    # What is written outlives a process; only a machine that dies needs the real one.
    os.fsync = dying(lambda _: None)


def main(port, folder):
    step, status = 0, 9
    while status == 9:
        step += 1
        child = os.fork()
        if not child:
            die_at(step)
            deliver(port, folder / str(step), step)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.stdout.write(str(step if status == 0 else -1))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
