"""Outreach in figures: a page of sections, each for who may read what it is counted from."""
