"""The API for programs: the same commands as everybody's, and the read models."""
