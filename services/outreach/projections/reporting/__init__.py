"""The read models for staff, donor and auditor: ids of persons, never their data."""
