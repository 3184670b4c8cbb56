"""The command line: commands, their options, and the stores and folders that --against names."""
