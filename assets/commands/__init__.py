"""The commands of the command line by subject; `assets/cli.py` registers them."""
