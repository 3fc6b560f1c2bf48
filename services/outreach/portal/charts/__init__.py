"""Figures as pictures, each with its table."""
