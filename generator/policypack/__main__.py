"""The same as the command, for where no command is on the PATH: ``python -m policypack``."""

from policypack.cli.main import main

if __name__ == "__main__":
    main()
