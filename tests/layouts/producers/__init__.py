"""What makes the PDFs of tests/layouts: tables described once, set by several programs.

Only maintainers run this, in an environment of their own (see the README beside it).
"""
