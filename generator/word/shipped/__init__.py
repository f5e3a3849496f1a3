"""The carriers the project ships, written here in full: no part comes from another program's default file."""
