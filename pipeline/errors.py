"""Errors as sentences for the person who must act."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line, one meaning each."""

    OK = 0
    FAILED = 1
    USAGE = 2
    BAD_INPUT = 3
    STOPPED = 4
    BUSY = 5
    ENVIRONMENT = 6


class CrossfootError(Exception):
    """A sentence that says what, where, what was expected and what to do."""

    exit_code = Exit.FAILED


class UsageError(CrossfootError):
    """The request names what does not exist, or what its state does not allow: a month under embargo."""

    exit_code = Exit.USAGE


class BadInputError(CrossfootError):
    """A delivered or declared file cannot be read as what it says it is."""

    exit_code = Exit.BAD_INPUT


class StopRuleError(CrossfootError):
    """A stop rule keeps the bulletin from being written."""

    exit_code = Exit.STOPPED


class BusyError(CrossfootError):
    """Another process holds the lock of what was asked for."""

    exit_code = Exit.BUSY


class MachineError(CrossfootError):
    """The machine lacks something: a library, space, the right to write."""

    exit_code = Exit.ENVIRONMENT
