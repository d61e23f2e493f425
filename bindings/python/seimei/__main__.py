"""python -m seimei: the command, as the package brings it."""
import os
import sys

from . import _brought


def main() -> None:
    """Becomes the command, with the same arguments."""
    command = _brought("seimei")
    if command is None:
        sys.exit("seimei: this build of the package has no command")
    environment = dict(os.environ)
    for variable, name in (("SEIMEI_PACK", "seimei.pack"), ("SEIMEI_DICTIONARY", "ipadic-utf8")):
        path = _brought(name)
        if path and not environment.get(variable):
            environment[variable] = path
    sys.stdout.flush()
    os.execve(command, ["seimei", *sys.argv[1:]], environment)


if __name__ == "__main__":
    main()
