"""How the samples are made: sources to PDF by three producers, and the truth from the same sources."""
