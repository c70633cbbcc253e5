"""How the samples are made: sources to PDF by seven producers, and the truth from the same sources."""
